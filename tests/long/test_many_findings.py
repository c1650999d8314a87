"""A file full of one rule's findings, as its examples have them: the time they take is bounded."""

from __future__ import annotations

import re
import textwrap
import time
from pathlib import Path

import pytest

from lint_plugin.command.checking import Checker, Task
from lint_plugin.rules import all_rules
from lint_plugin.settings import Settings
from tests.machine import slowness

SIZE = 100_000
LONGEST = 3.0
"""Seconds of CPU, for at most 3,000 places."""
RULES = Path(__file__).parents[2] / "lint_plugin" / "rules"
EXAMPLES = sorted(path for path in RULES.glob("*/bad_*.py") if not path.name.endswith(".torch.py"))
EVERY_RULE = Settings(extend_select=tuple(rule.code for rule in all_rules()))
_IMPORT = re.compile(r"^(?:from|import) .*\n", re.MULTILINE)
_COMMENT = re.compile(r"^#.*\n|  # expect:.*", re.MULTILINE)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(RULES).as_posix())
@pytest.mark.parametrize("kind", ["file", "function"])
def test_an_example_that_is_repeated_takes_bounded_time(path: Path, kind: str) -> None:
    example = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    code = _IMPORT.sub("", example).strip("\n") + "\n"
    many = code * (SIZE // len(code))
    if kind == "function":
        many = f"def f():\n{textwrap.indent(many, '    ')}"
    text = "".join(_IMPORT.findall(example)) + many
    began = time.process_time()
    result = Checker().check(Task(path.name, EVERY_RULE, text.encode()))
    assert time.process_time() - began < LONGEST * slowness()
    assert not [problem for problem in result.problems if problem.symbols]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(RULES).as_posix())
def test_a_line_with_a_finding_that_is_repeated_takes_bounded_time(path: Path) -> None:
    example = path.read_text(encoding="utf-8")
    line = next(line for line in reversed(example.splitlines()) if "# expect:" in line)
    indentation = line[: len(line) - len(line.lstrip())]
    end = "" if not line.partition("  # expect:")[0].rstrip().endswith(":") else f"{indentation}    pass\n"
    one = f"{line.partition('  # expect:')[0]}\n{end}"
    text = example.replace(f"{line}\n", one * (SIZE // len(one)), 1)
    began = time.process_time()
    result = Checker().check(Task(path.name, EVERY_RULE, text.encode()))
    assert time.process_time() - began < LONGEST * slowness()
    assert not [problem for problem in result.problems if problem.symbols]
