"""A rule's examples: files in its folder, read when somebody asks.

`bad_1.py`, `bad_2.py` and so on are what the rule reports, `good_1.py` and so on what it leaves alone. Beside each may
stand the same code as it was before it was ported (`bad_1.torch.py`), and beside a bad one what its fix makes of it
(`fix_1.py`). A file may begin with comments that say what running it shows, and for which MindSpore versions:

    # claim: raises AttributeError: The 'Net' object has no attribute 'forward'.
    # claim-zh: the same in Chinese, where the claim is a sentence
    # since: 2.6
    # below: 2.10
"""

from __future__ import annotations

import functools
import itertools
import os
import re
from dataclasses import dataclass

from lint_plugin.mindspore import versions
from lint_plugin.rules import marks
from lint_plugin.rules.rule import Rule

_HEADER = re.compile(r"# (claim|claim-zh|since|below): (.+)\n")


@dataclass(frozen=True)
class Example:
    """A small file, and the lines (1-based) of it where the rule must report; `claim` is what running it shows.

    `name` is the file's, without `.py`. `code` is what is run and shown: without the comments at the top, and without
    the marks of what must be reported; `lines` are those of `code`.

    A claim begins with `raises`, followed by the error as Python prints it, or its beginning; with `returns` or
    `silently`, where the code itself asserts what is claimed; or it is `works`, as of each good example. `claim_zh`
    says in Chinese what a claim that begins with `returns` or `silently` says.

    `torch` is the same code as it was before it was ported: a good example prints what that prints, a bad one doesn't.
    `fixed` is what the rule's fix makes of `code`. Both are None where there is no such file. `since` and `below` are
    MindSpore versions that the claim holds for, where they are fewer than the rule's. tests/oracle runs all examples.
    """

    name: str
    code: str
    lines: tuple[int, ...] = ()
    claim: str = ""
    claim_zh: str = ""
    torch: str | None = None
    fixed: str | None = None
    since: versions.Version | None = None
    below: versions.Version | None = None


@functools.cache
def bad_examples(rule: Rule) -> tuple[Example, ...]:
    """Return the examples that the rule reports. Raises UnknownVersionError where one names a version wrongly."""
    return tuple(_read(rule, name, f"fix_{number}.py", "") for number, name in _names(rule, "bad"))


@functools.cache
def good_examples(rule: Rule) -> tuple[Example, ...]:
    """Return the examples that the rule leaves alone. Raises as `bad_examples` does."""
    return tuple(_read(rule, name, None, "works") for _, name in _names(rule, "good"))


def _names(rule: Rule, kind: str) -> list[tuple[int, str]]:
    numbers = itertools.takewhile(
        lambda number: os.path.exists(os.path.join(rule.folder, f"{kind}_{number}.py")), itertools.count(1)
    )
    return [(number, f"{kind}_{number}") for number in numbers]


def _read(rule: Rule, name: str, fix: str | None, claim: str) -> Example:
    text = _text(rule, f"{name}.py") or ""
    said: dict[str, str] = {}
    while match := _HEADER.match(text):
        said[match[1]] = match[2]
        text = text[match.end() :]
    text = text.lstrip("\n") if said else text
    return Example(
        name,
        marks.removed(text),
        tuple(mark.line for mark in marks.expected(text) if mark.code == rule.code),
        said.get("claim", claim),
        said.get("claim-zh", ""),
        _text(rule, f"{name}.torch.py"),
        _text(rule, fix) if fix else None,
        versions.parse(said["since"]) if "since" in said else None,
        versions.parse(said["below"]) if "below" in said else None,
    )


def _text(rule: Rule, name: str) -> str | None:
    """Return the text of a file in the rule's folder, None where there is no such file."""
    try:
        with open(os.path.join(rule.folder, name), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None
