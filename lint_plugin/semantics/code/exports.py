"""What a module's text says that it offers to others: `__all__`, and the tables of lazy modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.code.syntax import text_of


@memoized
def lazy_exports(module: Module) -> dict[str, list[str]]:
    """Name -> dotted submodules, as a lazy module lists them: `_import_structure = {"sub": ["Name"]}`.

    Only where the module really hands such a dict to something that its name calls lazy.
    """
    if b"azy" not in module.source:
        return {}
    handed = {
        argument.id
        for statement in module.statements()
        for call in ast.walk(statement)
        if isinstance(call, ast.Call) and "lazy" in text_of(call.func).lower()
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
        if isinstance(argument, ast.Name)
    }
    exports: dict[str, list[str]] = {}
    for statement in module.statements():
        for submodule, names in _structure_entries(statement, handed):
            for name in names:
                exports.setdefault(name, []).append(submodule)
    return exports


@memoized
def declared_all(module: Module) -> tuple[set[str], list[ast.expr]] | None:
    """Return the names that `__all__` lists, and the expressions added that aren't literal; None without it."""
    if b"__all__" not in module.source:
        return None
    names: set[str] = set()
    others: list[ast.expr] = []
    found = False
    for statement in module.statements():
        for addition in _additions(statement, "__all__"):
            found = True
            for part in _summands(addition):
                literal = _strings(part)
                if literal is None:
                    others.append(part)
                else:
                    names.update(literal)
                    others += (item.value for item in getattr(part, "elts", []) if isinstance(item, ast.Starred))
    return (names, others) if found else None


def _strings(node: ast.expr) -> list[str] | None:
    """Return the strings of a literal list or tuple, None for anything else."""
    if not isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return None
    return [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]


def _summands(node: ast.expr) -> list[ast.expr]:
    parts = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts.append(node.right)
        node = node.left
    return [*parts, node]


def _additions(statement: ast.stmt, name: str) -> list[ast.expr]:
    """Return what a statement gives to the list `name`: by assignment, `+=`, `extend` or `append`."""

    def is_it(node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id == name

    if isinstance(statement, ast.Assign) and any(is_it(target) for target in statement.targets):
        return [statement.value]
    if isinstance(statement, (ast.AugAssign, ast.AnnAssign)) and is_it(statement.target):
        return [statement.value] if statement.value is not None else []
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        if isinstance(call.func, ast.Attribute) and is_it(call.func.value) and call.args:
            if call.func.attr == "extend":
                return [call.args[0]]
            if call.func.attr == "append":
                return [ast.List(elts=[call.args[0]])]
    return []


def _structure_entries(statement: ast.stmt, handed: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield (submodule, names) that a statement puts into one of the dicts named in `handed`."""

    def entry(key: ast.expr | None, value: ast.expr) -> Iterator[tuple[str, list[str]]]:
        names = _strings(value)
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and names is not None:
            yield key.value, names

    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        for target in targets:
            if isinstance(target, ast.Name) and target.id in handed and isinstance(statement.value, ast.Dict):
                for key, value in zip(statement.value.keys, statement.value.values, strict=True):
                    yield from entry(key, value)
            elif isinstance(target, ast.Subscript) and statement.value is not None:
                if isinstance(target.value, ast.Name) and target.value.id in handed:
                    yield from entry(target.slice, statement.value)
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and statement.value.args:
        call = statement.value.func
        if isinstance(call, ast.Attribute) and call.attr in ("extend", "append"):
            owner = call.value
            if isinstance(owner, ast.Subscript) and isinstance(owner.value, ast.Name) and owner.value.id in handed:
                added = statement.value.args[0]
                yield from entry(owner.slice, added if call.attr == "extend" else ast.List(elts=[added]))
