"""Comments that suppress findings: which there are, what they name, and what becomes of a file's findings.

Few files have one, so all but this is loaded when a file does.
"""

from __future__ import annotations

from typing import NamedTuple

from lint_plugin.language import Text

MARK = "mindspore-lint:"
"""What a file holds that has a comment for this project."""
UNUSED_CODE = "MSP001"
UNUSED_SYMBOL = "unused-suppression"
UNUSED_SUMMARY = Text(
    en="A suppression comment names a rule of mindspore-lint that reports nothing there.",
    zh="屏蔽注释指定了一条 mindspore-lint 规则，但该处没有这条规则的告警。",
)
"""What a comment is reported as that names a rule where that reports nothing. It is no rule of MindSpore code."""


class Reading(NamedTuple):
    """Which comments count besides `disable-file`: `noqa`, and whether those of both that are `unused` are reported."""

    noqa: bool = False
    unused: bool = False


DISABLE_FILE = Reading()
"""Where the host reads `noqa` itself, or has comments of its own."""
