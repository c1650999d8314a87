"""What MSP109 looks at."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator

from lint_plugin.checks.check import Check, Look, Report, Span, access_span, receiver_of, written
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import namespaces, versions
from lint_plugin.semantics import guards
from lint_plugin.semantics.code.syntax import FunctionNode
from lint_plugin.semantics.inference import patches
from lint_plugin.semantics.inference.values import External, members


class NameMissingFromMindspore(Check):
    """A name of torch, looked for in a namespace of MindSpore that lacks it."""

    def check_name(self, node: ast.expr, name: str, look: Look) -> Iterator[Report]:
        """Yield a report for an attribute access on a namespace that lacks the name."""
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            return
        spaces = [part.path if isinstance(part, External) else "" for part in members(look.value(receiver_of(node)))]
        if not all(namespaces.lacks(space, name, look.settings.mindspore_version) for space in spaces):
            return
        if _is_left_alone(node, spaces, name, guards.MISSING, look):
            return
        parent = look.index.parent(node)
        member = parent.attr if isinstance(parent, ast.Attribute) and parent.value is node else ""
        receiver = written(receiver_of(node))
        confidence = Confidence.HIGH if len(spaces) == 1 else Confidence.INFERRED
        yield _report(access_span(node), (spaces[0], name, member), receiver, confidence, look)

    def check_import(self, statement: ast.Import | ast.ImportFrom, look: Look) -> Iterator[Report]:
        """Yield a report for each name that a statement imports from a namespace that lacks it."""
        for alias in statement.names:
            for path, span in _imported(statement, alias, look):
                space, _, name = path.rpartition(".")
                if not namespaces.lacks(space, name, look.settings.mindspore_version):
                    continue
                if not _is_left_alone(statement, [space], name, guards.MISSING_IMPORT, look):
                    yield _report(span, (space, name, ""), space, Confidence.HIGH, look)
                break


def _imported(statement: ast.Import | ast.ImportFrom, alias: ast.alias, look: Look) -> Iterator[tuple[str, Span]]:
    """Yield (dotted name, where it is written) of what an import needs, the outermost module first."""
    if isinstance(statement, ast.ImportFrom):
        module = "" if statement.level else statement.module or ""
        line = look.module.text.line(statement.lineno).encode("utf-8", "surrogatepass")
        start = max(line.find(module.encode(), statement.col_offset + len("from")), statement.col_offset)
        yield from _prefixes(module, Span(statement.lineno, start, statement.lineno, start + len(module)))
        yield f"{module}.{alias.name}", _span(alias, len(alias.name))
    else:
        yield from _prefixes(alias.name, _span(alias, len(alias.name)))


def _span(alias: ast.alias, length: int) -> Span:
    return Span(alias.lineno, alias.col_offset, alias.lineno, alias.col_offset + length)


def _prefixes(dotted: str, span: Span) -> Iterator[tuple[str, Span]]:
    for position, character in enumerate(f"{dotted}."):
        if character == ".":
            yield dotted[:position], span


def _is_left_alone(node: ast.AST, spaces: list[str], name: str, errors: frozenset[str], look: Look) -> bool:
    """Return whether the name is there after all, or nothing runs into its absence."""
    return (
        guards.guarded(look.index, node, name, errors=errors)
        or guards.for_type_checkers(look.index, node)
        or _is_unevaluated(node, look)
        or patches.on_external(look.model, name, look.module, frozenset(spaces))
        or _has_own_mindspore(look)
    )


def _is_unevaluated(node: ast.AST, look: Look) -> bool:
    """Return whether a node stands in an annotation that isn't evaluated: a local's, or any under the future import."""
    postponed = any(
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in look.module.tree.body
    )
    for child, parent in look.index.steps(node):
        if isinstance(parent, ast.AnnAssign) and child is parent.annotation:
            return postponed or isinstance(look.scope(parent).node, FunctionNode)
        if isinstance(parent, ast.arg) or (isinstance(parent, FunctionNode) and child is parent.returns):
            return postponed
    return False


def _has_own_mindspore(look: Look) -> bool:
    """Return whether an import of `mindspore` finds a package of the project itself, of which nothing is known."""
    project = look.model.project
    return any(
        "mindspore" in project.entries(root) and project.is_package(os.path.join(root, "mindspore"))
        for root in project.roots(look.module.directory)
        if os.path.basename(root) not in ("site-packages", "dist-packages")
    )


def _report(span: Span, missing: tuple[str, str, str], receiver: str, confidence: Confidence, look: Look) -> Report:
    """Return the report on (namespace, name, what is taken from it); the receiver is the namespace as it is written."""
    space, name, member = missing
    version = look.settings.mindspore_version
    message = "never" if namespaces.lacks(space, name, None) else "version"
    found = namespaces.replacements(space, name, version, member)
    inside = f"{space}."
    code = " / ".join(f"{receiver}.{one.removeprefix(inside)}" if one.startswith(inside) else one for one in found)
    fields: dict[str, str | Text] = {
        "written": f"{receiver}.{name}",
        "version": "" if version is None else versions.spell(version),
        "remedy": Text(f"write {code}", f"请写成 {code}") if code else _LOOK_UP,
    }
    return Report(span, message, confidence, fields, topics=(namespaces.document(space, name),))


_LOOK_UP = Text(
    "the mapping table says what MindSpore has for it, if anything",
    "对应的接口（如果有）见映射表",
)
