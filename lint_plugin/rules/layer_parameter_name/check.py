"""What MSP128 says of the Parameters of layers."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, own_nodes, written_receiver
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import documents, layers


class LayerParameterName(Check):
    """`weight` of an nn.Embedding, whose Parameter is called `embedding_table`."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for torch's name on a layer that calls the Parameter otherwise."""
        if access.written or context.is_unknown(access.receiver):
            return
        found = _layer(access, context)
        if found is None or context.missing(access) is None:
            return
        if context.is_given(access) or context.subclass_supplies(access) or context.guarded(access.node, access.name):
            return
        layer, confidence = found
        if context.callee_is_patched(layer) or _asks_for_class_name(access.receiver, context):
            return
        ours = layers.PARAMETERS[layer][access.name]
        fields = {
            "receiver": written_receiver(access.receiver),
            "layer": layer.removeprefix("mindspore."),
            "name": access.name,
            "ours": ours,
        }
        mend = functools.partial(_renamed, access, ours, confidence, context)
        yield Report(access.span, "renamed", confidence, fields, (documents.of_api(layer),), fix=mend)


def _layer(access: Access, context: RuleContext) -> tuple[str, Confidence] | None:
    """Return the class of the layer that the receiver is, and how surely; None for one that has torch's name."""
    for layer, names in layers.PARAMETERS.items():
        if access.name in names:
            confidence = context.is_a(access.receiver, layer)
            if confidence is not None:
                return layer, confidence
    return None


def _asks_for_class_name(receiver: ast.expr, context: RuleContext) -> bool:
    """Return whether a function tells by the name of its parameter's class what to do with it."""
    function = context.enclosing_function(receiver)
    if function is None or not isinstance(receiver, ast.Name) or context.parameter(receiver) is None:
        return False
    return any(isinstance(node, ast.Attribute) and node.attr == "__name__" for node in own_nodes(function))


def _renamed(access: Access, ours: str, confidence: Confidence, context: RuleContext) -> Fix | None:
    """Return the fix that writes MindSpore's name, safe since the code fails as it is."""
    builder = context.fix_builder()
    if "." not in ours:
        builder.rename_access(access.node, ours)
    elif isinstance(access.node, ast.Attribute):
        builder.replace(access.node, f"{{x:primary}}.{ours}", x=access.receiver)
    else:
        return None
    return builder.fix(Text(f"write '{ours}'", f"改用 '{ours}'"), safe=confidence is Confidence.HIGH, reveals=True)
