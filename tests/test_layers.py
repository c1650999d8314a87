"""The modules of the package depend on one another in one direction: no circle, and no layer knows one above it.

Every import statement counts: those inside functions, and those for type checkers alone. Packages that an import only
passes through on its way to a module don't.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "lint_plugin"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("__init__", "__main__"),
    ("hosts/", "command/"),
    ("output/",),
    ("engine", "inspection"),
    ("rules/*/check",),
    ("checks/",),
    ("fixes/",),
    ("semantics/",),
    ("semantics/inference/",),
    ("semantics/code/",),
    ("triggers", "*_search"),
    ("config/",),
    ("suppressions/",),
    ("settings",),
    ("finding", "identity"),
    ("rules/",),
    ("mindspore/",),
    (
        "language",
        "printable",
        "confidence",
        "version",
        "source",
        "patterns",
        "call_text",
        "long_strings",
        "prose",
        "notebook",
        "folders",
        "fixes/edit",
    ),
)
"""The layers, the highest first; a folder stands for what no other layer names of it."""
MOST_IMPORTS_IN_FUNCTIONS = 10


def modules() -> dict[str, Path]:
    """Return the path of each module of the package by its name; the rules' examples are none."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.parent == PACKAGE / "rules" and path.stem not in ("__init__", "check"):
            continue
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def layer_of(path: Path) -> int:
    """Return which layer a module's file belongs to, by the longest name that fits; -1 for none."""
    place = path.relative_to(PACKAGE).with_suffix("").as_posix()
    fitting = {
        name: number
        for number, names in enumerate(LAYERS)
        for name in names
        if fnmatchcase(place, f"{name}*" if name.endswith("/") else name)
    }
    return fitting[max(fitting, key=len)] if fitting else -1


def imports(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Yield (statement, dotted name) of all that a file imports; `from a import b` is both of `a.b` and `a`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def graph(paths: dict[str, Path]) -> dict[str, set[str]]:
    """Return the modules that each module imports."""
    drawn = {}
    for name, path in paths.items():
        named = {imported for _, imported in imports(ast.parse(path.read_bytes()))}
        drawn[name] = {one if one in paths else one.rpartition(".")[0] for one in named}.intersection(paths) - {name}
    return drawn


def circles(arrows: dict[str, set[str]]) -> list[str]:
    """Return the modules from which a way leads back to themselves, directly or through others."""
    found = []
    for start in arrows:
        seen: set[str] = set()
        pending = [*arrows[start]]
        while pending:
            name = pending.pop()
            if name not in seen:
                seen.add(name)
                pending += arrows[name]
        if start in seen:
            found.append(start)
    return found


MODULES = modules()
ARROWS = graph(MODULES)


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert circles(ARROWS) == []


def test_a_circle_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c"]
    assert circles({**ARROWS, "lint_plugin.language": {"lint_plugin.command.cli"}}) != []


def test_each_module_is_in_a_layer_and_each_layer_has_modules() -> None:
    placed = {name: layer_of(path) for name, path in MODULES.items()}
    assert [name for name, layer in placed.items() if layer < 0] == []
    assert set(placed.values()) == set(range(len(LAYERS)))


def test_no_layer_imports_one_above_it() -> None:
    upward = [
        f"{name} imports {imported}"
        for name, others in ARROWS.items()
        for imported in others
        if layer_of(MODULES[name]) > layer_of(MODULES[imported])
    ]
    assert upward == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_documentation_shows_the_layers(language: str) -> None:
    page = (ROOT / "docs" / language / "contributing.md").read_text(encoding="utf-8")
    (picture,) = [block for block in page.split("```") if block.startswith("text\n") and "semantics/code/" in block]
    shown = [line.split("  ")[0] for line in picture.splitlines()[1:] if line.strip()]
    assert shown == [", ".join(names) for names in LAYERS]


def imports_in_functions(path: Path) -> Iterator[ast.stmt]:
    """Yield the import statements of a file that run when a function is called."""
    tree = ast.parse(path.read_bytes())
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    inside = {node for function in functions for node in ast.walk(function)}
    yield from (node for node in inside if isinstance(node, (ast.Import, ast.ImportFrom)))


def comments(path: Path) -> set[int]:
    """Return the lines (1-based) on which a file has comments."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return {token.start[0] for token in tokens if token.type == tokenize.COMMENT}


IN_FUNCTIONS = [(path, node) for path in MODULES.values() for node in imports_in_functions(path)]


def named(places: Iterable[tuple[Path, ast.stmt]]) -> list[str]:
    return sorted(f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}" for path, node in places)


def test_few_imports_stand_in_functions() -> None:
    assert len(IN_FUNCTIONS) <= MOST_IMPORTS_IN_FUNCTIONS, named(IN_FUNCTIONS)


def test_each_import_in_a_function_says_why() -> None:
    silent = [(path, node) for path, node in IN_FUNCTIONS if comments(path).isdisjoint((node.lineno - 1, node.lineno))]
    assert named(silent) == []
