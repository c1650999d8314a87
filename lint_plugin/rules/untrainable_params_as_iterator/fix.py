"""How MSP105 is fixed: an iterator is made of the list, or the list is expected."""

from __future__ import annotations

import ast

from lint_plugin.checks import RuleContext
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_ITERATOR = Text(en="make an iterator of the list", zh="用 iter() 由列表得到迭代器")
_LIST = Text(en="expect a list", zh="改为 list 类型")


def of_use(message: str, node: ast.AST, value: ast.expr, context: RuleContext, confidence: Confidence) -> Fix | None:
    """Return the fix of a use of a list as a generator, by the message of its report."""
    builder = context.fix_builder()
    if message == "next" or (message == "method" and isinstance(node, ast.Attribute) and node.attr == "__next__"):
        builder.wrap(value, "iter(", ")")
        fresh = isinstance(value, ast.Call)  # a name may be meant to go on where the last `next` left it
        return builder.fix(_ITERATOR, safe=fresh and confidence is Confidence.HIGH)
    if message == "test" and isinstance(node, ast.Call):
        if len(node.args) == 2:
            builder.set_value(node.args[1], "list")
        else:
            builder.replace(node, "isinstance({value}, list)", value=value)
    elif message == "annotated":
        _annotate(builder, node, context)
    return builder.fix(_LIST, safe=False)


def _annotate(builder: FixBuilder, node: ast.AST, context: RuleContext) -> None:
    """Write `list[Parameter]` for an annotation of `Iterator[Parameter]` or `Generator[Parameter, None, None]`."""
    if isinstance(node, ast.AnnAssign):
        annotation: ast.expr | None = node.annotation
    else:
        function = context.enclosing_function(node)
        annotation = None if function is None else function.returns
    if isinstance(annotation, ast.Subscript):
        element = annotation.slice.elts[0] if isinstance(annotation.slice, ast.Tuple) else annotation.slice
        builder.replace(annotation, "list[{element}]", element=element)
    elif annotation is not None and not isinstance(annotation, ast.Constant):
        builder.set_value(annotation, "list")
