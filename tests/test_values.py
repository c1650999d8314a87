"""What the semantic model says of expressions: each `reveal(...)` of the files in tests/values asks for one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from lint_plugin.confidence import Confidence
from lint_plugin.semantics.code import outline
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.code.project import Project
from lint_plugin.semantics.inference.model import Model
from lint_plugin.semantics.inference.values import (
    BuiltinMethod,
    ClassValue,
    Container,
    Excluded,
    ExternalResult,
    ExternalSymbol,
    Instance,
    Mapping,
    NoneValue,
    Union,
    Unknown,
    Value,
    members,
)
from lint_plugin.semantics.syntax_index import Wanted, read

FILES = sorted((Path(__file__).parent / "values").glob("**/*.py"))


def spell(value: Value) -> str:
    """Write a value as an annotation would name it; `?` where nothing is known, `~` before what is inferred."""
    match value:
        case Unknown():
            return "?"
        case Union():
            return " | ".join(sorted(spell(member) for member in members(value)))
        case NoneValue():
            return "None"
        case Instance():
            mark = "" if value.confidence is Confidence.HIGH else "~"
            if isinstance(value.cls, ExternalSymbol):
                return mark + value.cls.path.removeprefix("mindspore.")
            return mark + value.cls.name
        case ClassValue():
            return f"type[{value.cls.name}]"
        case Container():
            if value.items is not None:
                return f"tuple[{', '.join(spell(item) for item in value.items)}]"
            return f"[{spell(value.element)}]"
        case Mapping():
            return f"dict[{spell(value.key)}, {spell(value.value)}]"
        case ExternalResult():
            return value.path.removeprefix("builtins.")
        case ExternalSymbol():
            return f"symbol {value.path}"
        case BuiltinMethod():
            return f"method {value.name}"
        case Excluded():
            return f"not {', '.join(spell(cls).removeprefix('symbol ') for cls in value.classes)}"
    return type(value).__name__


def revealed(path: Path) -> list[tuple[int, str, str]]:
    """Return (line, what is expected, what the model says) for each `reveal(x)  # expected` of a file."""
    source = path.read_bytes()
    module = Module(str(path), source, outline.parse(source, ()))
    model = Model(Project())
    model.project.open(module)
    lines = source.decode().split("\n")
    index = read(model, module, list(range(1, len(lines) + 1)), Wanted(frozenset()))
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "reveal":
            expected = re.split(r"  # ", lines[node.lineno - 1])[-1]
            found.append((node.lineno, expected, spell(model.evaluate(node.args[0], index.scope(node)))))
    return sorted(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_expressions_are_what_their_lines_say(path: Path) -> None:
    answers = revealed(path)
    assert answers
    said = [f"{path.name}:{line}: {said}" for line, _, said in answers]
    assert said == [f"{path.name}:{line}: {expected}" for line, expected, _ in answers]
