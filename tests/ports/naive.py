"""A port as a porter begins it: imports, the base class and the module that a name is taken from, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_MODULES = {
    "torch": "mindspore.ops",
    "torch.nn": "mindspore.nn",
    "torch.nn.functional": "mindspore.ops",
    "torch.nn.init": "mindspore.common.initializer",
    "torch.optim": "mindspore.nn",
}
"""Where a porter takes from what was in a module of torch."""
_TOP_LEVEL = frozenset({
    *("Tensor", "Parameter", "Size", "device", "dtype", "bool", "float", "half", "int", "long", "uint8"),
    *("bfloat16", "float16", "float32", "float64", "int8", "int16", "int32", "int64"),
})  # fmt: skip
"""What is taken from mindspore itself."""
_TORCH = "import mindspore as ms", "from mindspore import ops"
"""What takes the place of `import torch`: `torch.float32` becomes `ms.float32`, `torch.cat` becomes `ops.cat`."""

_Edit = tuple[int, int, int, str]
"""A line, 1-based, a piece of it by columns, 0-based in characters, and what takes its place."""


def ported(code: str) -> str:
    """Return a file of torch's, ported naively. Its lines are ASCII, and no import is longer than one."""
    tree = ast.parse(code)
    names: dict[str, str] = {}
    edits: list[_Edit] = []
    for statement in tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)) and (new := list(_imports(statement, names))):
            indent = "\n" + " " * statement.col_offset
            edits.append((statement.lineno, statement.col_offset, statement.end_col_offset or 0, indent.join(new)))
    edits += _uses(tree, names)
    lines = code.splitlines(keepends=True)
    for line, start, end, text in sorted(edits, reverse=True):
        lines[line - 1] = lines[line - 1][:start] + text + lines[line - 1][end:]
    return "".join(lines)


def _imports(statement: ast.Import | ast.ImportFrom, names: dict[str, str]) -> Iterator[str]:
    """Yield the imports that take the place of one of torch's, and add to `names` what of torch each name was."""
    module = statement.module if isinstance(statement, ast.ImportFrom) else None
    for alias in statement.names:
        path = f"{module}.{alias.name}" if module else alias.name
        bound = alias.asname or alias.name.rpartition(".")[2]
        if path.partition(".")[0] != "torch":
            continue
        names[bound] = path
        if path == "torch":
            yield from _TORCH
            continue
        above, _, leaf = _counterpart(path).rpartition(".")
        yield f"from {above} import {leaf}" + (f" as {bound}" if bound != leaf else "")


def _counterpart(path: str) -> str:
    """Return where a porter looks for what torch has by this dotted name."""
    module, _, name = path.rpartition(".")
    if path in _MODULES:
        return _MODULES[path]
    return f"mindspore.{name}" if module == "torch" and name in _TOP_LEVEL else f"{_MODULES[module]}.{name}"


def _uses(tree: ast.Module, names: dict[str, str]) -> Iterator[_Edit]:
    """Yield the edits of `torch.cat`, `torch.nn.Linear` and `nn.Module`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            continue
        root, line = node.value, node.lineno
        owner = names.get(root.id)
        if owner == "torch":
            written = "ms" if node.attr in (*_TOP_LEVEL, "nn") else "ops"
            yield line, root.col_offset, root.end_col_offset or 0, written
        elif owner == "torch.nn" and node.attr == "Module":
            yield line, node.col_offset, node.end_col_offset or 0, f"{root.id}.Cell"
