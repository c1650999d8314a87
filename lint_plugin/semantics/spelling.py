"""How the code of a file writes the name of one of MindSpore's objects, by the imports that it has."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from lint_plugin.semantics.code.flow import flow_of
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import External


@dataclass(frozen=True)
class Spelling:
    """How to write an object: `text`; `import_line` is the statement that the file lacks for it, None for none."""

    text: str
    import_line: str | None = None

    def __str__(self) -> str:
        return self.text


def spelled(model: Evaluator, qualified_name: str, scope: Scope) -> Spelling:
    """Return how code in a scope writes an object by its dotted name (`mindspore.nn.Cell`).

    By a name that the file's imports bind to it, or to the module that is nearest to it, if that name means the same
    in the scope. Where there is none, by the import that MindSpore's own documents use.
    """
    best = max(_bound(model, qualified_name, scope), key=lambda found: found[0], default=None)
    if best is not None:
        return Spelling(best[1])
    module, _, name = qualified_name.rpartition(".")
    for bound, line in _imports(module, name):
        if _is_free(model, bound.partition(".")[0], scope):
            return Spelling(bound, line)
    return Spelling(qualified_name, "import mindspore")


def _bound(model: Evaluator, qualified_name: str, scope: Scope) -> Iterator[tuple[int, str]]:
    """Yield (length of the module's dotted name, text) for each name of the file that leads to an object."""
    for name in _imported_names(scope.module):
        value = model.named(name, scope)
        if isinstance(value, External) and f"{qualified_name}.".startswith(f"{value.path}."):
            yield len(value.path), name + qualified_name[len(value.path) :]


def _imported_names(module: Module) -> list[str]:
    """Return the names that the imports at the top level of a file bind, in the order of the source."""
    names: dict[str, None] = {}
    for statement in module.statements():
        if isinstance(statement, ast.Import):
            names.update((alias.asname or alias.name.partition(".")[0], None) for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            names.update((alias.asname or alias.name, None) for alias in statement.names if alias.name != "*")
    return list(names)


def _imports(module: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield (text, import statement) for an object of a module, the most usual first."""
    if module == "mindspore":
        yield name, f"from mindspore import {name}"
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
