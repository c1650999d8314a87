"""Fixes that tests give to findings in place of the rules' own: by code, what is written where the finding stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from lint_plugin.finding import Finding
from lint_plugin.fixes.edit import Applicability, Edit, Fix
from lint_plugin.inspection import Inspection
from lint_plugin.language import Text

Made = Callable[[Finding], Fix | None]


def in_place(text: str, applicability: Applicability = Applicability.SAFE) -> Made:
    """Return what makes a fix that writes a text where the finding stands."""

    def make(finding: Finding) -> Fix:
        edit = Edit(finding.line, finding.column, finding.end_line, finding.end_column, text)
        return Fix((edit,), Text(f"write {text}", f"写成 {text}"), applicability)

    return make


RENAMED = {"MSP101": in_place("construct"), "MSP102": in_place("construct", Applicability.UNSAFE)}


def use(monkeypatch: pytest.MonkeyPatch, fixes: Mapping[str, Made]) -> None:
    """Let findings have these fixes, by code, and no others."""
    inspect = Inspection.inspect

    def inspected(self: Inspection, *arguments: Any) -> Any:
        result = inspect(self, *arguments)
        result.findings = [
            found._replace(fix=self._settings.fix_of(found.code, fixes[found.code](found)))
            if found.code in fixes
            else found._replace(fix=None)
            for found in result.findings
        ]
        return result

    monkeypatch.setattr(Inspection, "inspect", inspected)
