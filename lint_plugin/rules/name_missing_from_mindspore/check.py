"""What MSP109 says of names that are looked for in MindSpore's namespaces."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lint_plugin.checks import (
    ATTRIBUTE_ERRORS,
    IMPORT_ERRORS,
    Access,
    Check,
    Import,
    Report,
    RuleContext,
    Span,
    Spelling,
    write,
    written,
)
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import counterparts, namespaces, versions
from lint_plugin.rules.name_missing_from_mindspore import fix, initialisation


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
        confidence = Confidence.HIGH if len(spaces) == 1 else Confidence.INFERRED
        around, names = _taken_from(access.node, context)
        missing = _Missing(spaces[0], access.name, ".".join(names), around)
        told = (missing.space, missing.name, missing.member)
        mend = functools.partial(fix.accessed, access, told, context, confidence)
        yield _report(access.span, missing, written(access.receiver), confidence, context, mend)

    def check_import(self, imported: Import, context: RuleContext) -> Iterator[Report]:
        """Yield a report for the outermost name that an import takes from a namespace that lacks it."""
        for path, span in imported.qualified_names:
            space, _, name = path.rpartition(".")
            if namespaces.lacks(space, name, context.version):
                if not _is_left_alone(imported.statement, (space,), name, IMPORT_ERRORS, context):
                    member = imported.qualified_names[-1][0].removeprefix(path).lstrip(".")
                    missing = _Missing(space, name, member, imported.statement)
                    mend = functools.partial(fix.imported, imported, space, name, context)
                    yield _report(span, missing, space, Confidence.HIGH, context, mend)
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


@dataclass(frozen=True)
class _Missing:
    """A name that a namespace lacks; `member` is what is taken from it, dotted, and `node` the whole of that."""

    space: str
    name: str
    member: str
    node: ast.AST


def _taken_from(node: ast.AST, context: RuleContext) -> tuple[ast.AST, list[str]]:
    """Return the chain of attributes that begins with a node, and the names that it takes from it."""
    names: list[str] = []
    parent = context.parent(node)
    while isinstance(parent, ast.Attribute):
        names.append(parent.attr)
        node, parent = parent, context.parent(parent)
    return node, names


def _report(
    span: Span,
    missing: _Missing,
    receiver: str,
    confidence: Confidence,
    context: RuleContext,
    mend: Callable[[], Fix | None],
) -> Report:
    """Return the report on a missing name; the receiver is the namespace as it is written."""
    version = context.version
    name = missing.name
    if missing.member and _is_of_member(missing, context):
        name = f"{name}.{missing.member}"
    fields: dict[str, str | Text] = {
        "written": f"{receiver}.{name}",
        "version": "" if version is None else versions.spell(version),
        "remedy": initialisation.advice(missing.space, missing.name, missing.member, missing.node, context)
        or _remedy(missing, context),
    }
    message = "never" if namespaces.lacks(missing.space, missing.name, None) else "version"
    topics = (counterparts.document(missing.space, missing.name),)
    return Report(span, message, confidence, fields, topics, fix=mend)


def _is_of_member(missing: _Missing, context: RuleContext) -> bool:
    """Return whether more is known of what is taken from a missing name than of the name."""
    own = counterparts.advice(missing.space, missing.name, context.version)
    return counterparts.advice(missing.space, missing.name, context.version, missing.member) != own


def _remedy(missing: _Missing, context: RuleContext) -> Text:
    """Return what MindSpore has for a name, in the file's own words, and what differs."""
    advice = counterparts.advice(missing.space, missing.name, context.version, missing.member)
    if advice.names:
        found = [context.spelled(name, missing.node) for name in advice.names]
        at_hand = [one.text for one in found[1:] if one.import_line is None]
        code = " / ".join(dict.fromkeys([found[0].text, *at_hand]))
        return write(Spelling(code, found[0].import_line), advice.notes)
    if advice.notes:
        return Text(advice.notes["en"], advice.notes["zh"])
    if advice.later:
        first = min(advice.later, key=lambda one: one[1])
        name, since = context.spelled(first[0], missing.node).text, versions.spell(first[1])
        return Text(f"from MindSpore {since} on there is {name}", f"MindSpore {since} 起提供 {name}")
    return _NOTHING


_NOTHING = Text("MindSpore has nothing for it", "MindSpore 没有对应的接口")
