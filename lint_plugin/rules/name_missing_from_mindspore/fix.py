"""How MSP109 is fixed: MindSpore's name is written for torch's, the best where there are several."""

from __future__ import annotations

import ast

from lint_plugin.checks import Access, Import, RuleContext
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import namespaces


def _title(name: str) -> Text:
    return Text(f"write {name}", f"改用 {name}")


def accessed(access: Access, missing: tuple[str, str, str], context: RuleContext, confidence: Confidence) -> Fix | None:
    """Return the fix that writes `nn.SequentialCell` for `nn.Sequential`, `ops.relu` for `nn.functional.relu`.

    `missing` is the namespace, the name, and what is taken from it where it is a namespace itself.
    """
    space, name, member = missing
    found = namespaces.replacements(space, name, context.version, member)
    node: ast.AST | None = access.node
    if member and found != namespaces.replacements(space, name, context.version):
        node = context.parent(access.node)
    elif member and found and namespaces.is_namespace(found[0]):
        return None  # nothing is known of what is taken from it
    if not found or not isinstance(node, ast.Attribute):
        return None
    builder = context.fix_builder()
    above, _, other = found[0].rpartition(".")
    if above == space and node is access.node:
        builder.rename_attribute(node, other)
    else:
        builder.replace(node, builder.spell(context.spelled(found[0], node)))
    safe = confidence is Confidence.HIGH and _takes_the_same(found[0], access, context, builder)
    return builder.fix(_title(other), safe=safe and above == space, reveals=True)


def _takes_the_same(replacement: str, access: Access, context: RuleContext, builder: FixBuilder) -> bool:
    """Return whether a replacement takes what a call gives it; where it takes lists alone, make one of a generator."""
    wanted = namespaces.drop_in(replacement)
    if wanted != "list" or access.call is None or not access.call.args:
        return wanted is not None
    given = access.call.args[0]
    if isinstance(given, ast.GeneratorExp):
        builder.as_list(given)
        return True
    return isinstance(given, (ast.List, ast.ListComp)) or context.is_call_of(given, "builtins.list")


def imported(imported: Import, space: str, name: str, context: RuleContext) -> Fix | None:
    """Return the fix that imports MindSpore's name by the name that the file uses."""
    found = namespaces.replacements(space, name, context.version)
    if not found or not isinstance(imported.statement, ast.ImportFrom) or imported.statement.module != space:
        return None
    above, _, other = found[0].rpartition(".")
    if above != space or imported.alias.name != name:
        return None
    builder = context.fix_builder()
    builder.rename_imported(imported.alias, other if imported.alias.asname else f"{other} as {name}")
    return builder.fix(_title(other), safe=namespaces.drop_in(found[0]) == "", reveals=True)
