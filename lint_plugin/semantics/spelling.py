"""How the code of a file writes the name of one of MindSpore's objects, by the imports that it has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from lint_plugin.semantics.code.flow import flow_of
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import External

_BY_NAME = frozenset({"mindspore", "mindspore.common.initializer"})
"""Modules whose names MindSpore's documents import one by one; of others they import the module."""
_NOT_LOADED = ("mindspore.scipy",)
"""Packages that `import mindspore` doesn't bring (2.7.0, 2.10.0)."""
_FULL_NAME = re.compile(r"(?<![\w.])mindspore(?:\.\w+)+")


class Spelling(NamedTuple):
    """How to write an object: `text`; `import_line` is the statement that the file lacks for it, None for none."""

    text: str
    import_line: str | None = None

    def __str__(self) -> str:
        return self.text


def spelled(model: Evaluator, qualified_name: str, scope: Scope) -> Spelling:
    """Return how code in a scope writes an object by its dotted name (`mindspore.nn.Cell`).

    By a name that the file's imports bind to it, or to the module that is nearest to it, if that name means the same
    in the scope. Where there is none, or it leads through modules that nobody spells out, by the import that
    MindSpore's own documents use.
    """
    known: Spelling = model.kept((spelled, qualified_name), scope, _spelled, qualified_name, scope)
    return known


def _spelled(model: Evaluator, qualified_name: str, scope: Scope) -> Spelling:
    module, _, name = qualified_name.rpartition(".")
    best = max(_bound(model, qualified_name, scope), key=lambda found: found[0], default=None)
    apart = next((one for one in _NOT_LOADED if f"{module}.".startswith(f"{one}.")), "")
    needed = module if module in _BY_NAME else apart
    if best is not None and best[0] >= len(needed):
        return Spelling(best[1])
    for bound, line in _imports(module, name):
        if _is_free(model, bound.partition(".")[0], scope):
            return Spelling(bound, line)
    return Spelling(qualified_name, "import mindspore")


def in_code(model: Evaluator, code: str, scope: Scope) -> Spelling:
    """Return code in which the full names of MindSpore's objects are written as the code of a scope writes them.

    `mindspore.set_seed(0)` becomes `ms.set_seed(0)`; `import_line` has the imports that the file lacks for all of them.
    """
    imports: dict[str, list[str]] = {}

    def write(match: re.Match[str]) -> str:
        found = spelled(model, match[0], scope)
        if found.import_line is not None:
            statement, _, names = found.import_line.rpartition(" ")
            if names not in imports.setdefault(statement, []):
                imports[statement].append(names)
        return found.text

    text = _FULL_NAME.sub(write, code)
    lines = [f"{statement} {', '.join(sorted(names))}" for statement, names in imports.items()]
    return Spelling(text, "; ".join(lines) or None)


def _bound(model: Evaluator, qualified_name: str, scope: Scope) -> Iterator[tuple[int, str]]:
    """Yield (length of the module's dotted name, text) for each name of the file that leads to an object."""
    found = False
    for names in _imported_names(scope.module):
        for name in names:
            value = model.named(name, scope)
            if isinstance(value, External) and f"{qualified_name}.".startswith(f"{value.path}."):
                found = True
                yield len(value.path), name + qualified_name[len(value.path) :]
        if found:
            return


@memoized
def _imported_names(module: Module) -> tuple[list[str], list[str]]:
    """Return the names that imports at the top level of a file bind, in its order: MindSpore's own, and the others.

    What the project's own modules pass on is asked for where MindSpore's own imports don't lead to an object.
    """
    own: dict[str, None] = {}
    others: dict[str, None] = {}
    for statement in module.statements():
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                names = own if alias.name.partition(".")[0] == "mindspore" else others
                names[alias.asname or alias.name.partition(".")[0]] = None
        elif isinstance(statement, ast.ImportFrom):
            is_own = not statement.level and (statement.module or "").partition(".")[0] == "mindspore"
            names = own if is_own else others
            names.update((alias.asname or alias.name, None) for alias in statement.names if alias.name != "*")
    return list(own), list(others)


def _imports(module: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield (text, import statement) for an object of a module, the most usual first."""
    if "." not in module and module != "mindspore":
        yield f"{module}.{name}", f"import {module}"
        return
    if module in _BY_NAME:
        yield name, f"from {module} import {name}"
    else:
        above, _, leaf = module.rpartition(".")
        yield f"{leaf}.{name}", f"from {above} import {leaf}"
        yield name, f"from {module} import {name}"
    yield f"{module}.{name}", "import mindspore"


def _is_free(model: Evaluator, name: str, scope: Scope) -> bool:
    """Return whether a name means nothing in a scope or at its file's top level, so that an import may bind it."""
    around: Scope | None = scope
    while around is not None:
        if name in flow_of(around).everywhere:
            return False
        around = around.parent
    return True
