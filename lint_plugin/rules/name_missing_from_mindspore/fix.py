"""How MSP109 is fixed: MindSpore's name is written for torch's, the best where there are several."""

from __future__ import annotations

import ast

from lint_plugin.checks import Access, Import, RuleContext
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import counterparts, namespaces, versions
from lint_plugin.rules.name_missing_from_mindspore import initialisation, rewriting


def _title(name: str) -> Text:
    return Text(f"write {name}", f"改用 {name}")


def accessed(access: Access, missing: tuple[str, str, str], context: RuleContext, confidence: Confidence) -> Fix | None:
    """Return the fix that writes `nn.SequentialCell` for `nn.Sequential`, `ops.relu` for `nn.functional.relu`.

    `missing` is the namespace, the name, and what is taken from it where it is a namespace itself.
    """
    space, name, member = missing
    if (function := initialisation.function(space, name, member)) is not None:
        return initialisation.written_out(access, function, context, confidence)
    found = rewriting.of_name(space, name, member)
    if found is not None:
        path, rewrite = found
        use: ast.AST | None = access.node
        for _ in range(path.count(".")):
            use = use and context.parent(use)
        return rewriting.rewritten(use, path, rewrite, context, confidence) if isinstance(use, ast.Attribute) else None
    advice = counterparts.advice(space, name, context.version, member)
    node: ast.AST | None = access.node
    taken = name
    if member and advice != counterparts.advice(space, name, context.version):
        node, taken = context.parent(access.node), member
    replacement = _same_use(taken, advice)
    if replacement is None or not isinstance(node, ast.Attribute):
        return None
    above, _, other = replacement.rpartition(".")
    if node is access.node and member and not other[0].isupper() and not _has(replacement, member, context):
        return None
    builder = context.fix_builder()
    if above == space and node is access.node:
        builder.rename_attribute(node, other)
    else:
        builder.replace(node, builder.spell(context.spelled(replacement, node)))
    safe = confidence is Confidence.HIGH and _takes_the_same(replacement, access, context, builder)
    return builder.fix(_title(other), safe=safe and above == space, reveals=True)


def _same_use(name: str, advice: counterparts.Advice) -> str | None:
    """Return the best name that can be written where torch's stood, None where more than the name changes.

    It is spelled alike, or both name classes; and nothing is known to differ in its meaning.
    """
    if not advice.names or advice.notes:
        return None
    other = advice.names[0].rpartition(".")[2]
    alike = other.replace("_", "").lower() == name.replace("_", "").lower()
    return advice.names[0] if alike or (other[:1].isupper() and name[:1].isupper()) else None


def _has(module: str, member: str, context: RuleContext) -> bool:
    """Return whether a module is known to have what the code takes from it, a dotted name."""
    name, version = member.partition(".")[0], context.version or versions.NEWEST
    return module in namespaces.NAMESPACES and namespaces.has(module, name, version)


def _takes_the_same(replacement: str, access: Access, context: RuleContext, builder: FixBuilder) -> bool:
    """Return whether a replacement takes what a call gives it; where it takes lists alone, make one of a generator."""
    wanted = counterparts.drop_in(replacement)
    if wanted != "list" or access.call is None or not access.call.args:
        return wanted is not None
    given = access.call.args[0]
    if isinstance(given, ast.GeneratorExp):
        builder.as_list(given)
        return True
    return isinstance(given, (ast.List, ast.ListComp)) or context.is_call_of(given, "builtins.list")


def imported(imported: Import, space: str, name: str, context: RuleContext) -> Fix | None:
    """Return the fix that imports MindSpore's name by the name that the file uses."""
    statement = imported.statement
    if (function := initialisation.function(space, name, "")) is not None:
        return initialisation.imported(imported.alias, function, context)
    replacement = _same_use(name, counterparts.advice(space, name, context.version))
    if replacement is None or not isinstance(statement, ast.ImportFrom) or statement.module != space:
        return None
    above, _, other = replacement.rpartition(".")
    if above != space or imported.alias.name != name:
        return None
    builder = context.fix_builder()
    builder.rename_imported(imported.alias, other if imported.alias.asname else f"{other} as {name}")
    return builder.fix(_title(other), safe=counterparts.drop_in(replacement) == "", reveals=True)
