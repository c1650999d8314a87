"""What a rule's documentation says: read from `rule.en.md` and `rule.zh.md` in its folder, when somebody asks."""

from __future__ import annotations

import functools
import os
import re
from dataclasses import dataclass

from lint_plugin.language import Text
from lint_plugin.rules.rule import Rule

HEADINGS = {
    "reports": Text(en="What it reports", zh="检查内容"),
    "why": Text(en="Why it is wrong", zh="为什么有问题"),
    "instead": Text(en="Instead", zh="正确写法"),
    "exceptions": Text(en="Exceptions", zh="例外"),
    "fix": Text(en="Fix", zh="自动修复"),
}
"""The headings of the file, in their order, by the fields of Documentation; a rule without a fix lacks the last."""

_HEADING = re.compile(r"^## (.*)\n", re.MULTILINE)


class DocumentationError(Exception):
    """A rule's documentation hasn't just the fixed headings, in their order."""


@dataclass(frozen=True)
class Documentation:
    """A rule's documentation in one language, a paragraph or more of Markdown for each heading."""

    reports: str
    why: str
    instead: str
    exceptions: str
    fix: str = ""


@functools.cache
def documentation(rule: Rule, language: str) -> Documentation:
    """Return what a rule's documentation says in a language (`en` or `zh`).

    Raises OSError where there is no such file, DocumentationError where its headings aren't the fixed ones.
    """
    path = os.path.join(rule.folder, f"rule.{language}.md")
    with open(path, encoding="utf-8") as file:
        before, *parts = _HEADING.split(file.read())
    wanted = [heading.say(language) for heading in HEADINGS.values()]
    if before.strip() or parts[::2] not in (wanted, wanted[:-1]):
        raise DocumentationError(f"{path}: the headings must be {', '.join(wanted)}, with nothing before them")
    return Documentation(*(part.strip() for part in parts[1::2]))
