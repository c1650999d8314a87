"""What MSP109 says of names that are looked for in MindSpore's namespaces."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator

from lint_plugin.checks import (
    ATTRIBUTE_ERRORS,
    IMPORT_ERRORS,
    Access,
    Check,
    Import,
    Report,
    RuleContext,
    Span,
    written,
)
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import namespaces, versions
from lint_plugin.rules.name_missing_from_mindspore import fix


class NameMissingFromMindspore(Check):
    """A name of torch, looked for in a namespace of MindSpore that lacks it."""

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for an attribute access on a namespace that lacks the name."""
        if access.written:
            return
        spaces = context.qualified_names(access.receiver)
        if not all(namespaces.lacks(space, access.name, context.version) for space in spaces):
            return
        if _is_left_alone(access.node, spaces, access.name, ATTRIBUTE_ERRORS, context):
            return
        parent = context.parent(access.node)
        member = parent.attr if isinstance(parent, ast.Attribute) and parent.value is access.node else ""
        confidence = Confidence.HIGH if len(spaces) == 1 else Confidence.INFERRED
        missing = (spaces[0], access.name, member)
        mend = functools.partial(fix.accessed, access, missing, context, confidence)
        yield _report(access.span, missing, written(access.receiver), confidence, context, mend)

    def check_import(self, imported: Import, context: RuleContext) -> Iterator[Report]:
        """Yield a report for the outermost name that an import takes from a namespace that lacks it."""
        for path, span in imported.qualified_names:
            space, _, name = path.rpartition(".")
            if namespaces.lacks(space, name, context.version):
                if not _is_left_alone(imported.statement, (space,), name, IMPORT_ERRORS, context):
                    mend = functools.partial(fix.imported, imported, space, name, context)
                    yield _report(span, (space, name, ""), space, Confidence.HIGH, context, mend)
                break


def _is_left_alone(
    node: ast.AST, spaces: tuple[str, ...], name: str, errors: frozenset[str], context: RuleContext
) -> bool:
    """Return whether the name is there after all, or nothing runs into its absence."""
    return (
        context.guarded(node, name, errors=errors)
        or context.for_type_checkers(node)
        or context.is_unevaluated(node)
        or context.is_patched(name, frozenset(spaces))
        or context.has_own_mindspore
    )


def _report(
    span: Span,
    missing: tuple[str, str, str],
    receiver: str,
    confidence: Confidence,
    context: RuleContext,
    mend: Callable[[], Fix | None],
) -> Report:
    """Return the report on (namespace, name, what is taken from it); the receiver is the namespace as it is written."""
    space, name, member = missing
    version = context.version
    message = "never" if namespaces.lacks(space, name, None) else "version"
    found = namespaces.replacements(space, name, version, member)
    inside = f"{space}."
    code = " / ".join(f"{receiver}.{one.removeprefix(inside)}" if one.startswith(inside) else one for one in found)
    fields: dict[str, str | Text] = {
        "written": f"{receiver}.{name}",
        "version": "" if version is None else versions.spell(version),
        "remedy": Text(f"write {code}", f"请写成 {code}") if code else _LOOK_UP,
    }
    return Report(span, message, confidence, fields, topics=(namespaces.document(space, name),), fix=mend)


_LOOK_UP = Text(
    "the mapping table says what MindSpore has for it, if anything",
    "对应的接口（如果有）见映射表",
)
