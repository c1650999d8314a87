"""Findings as `path:line:column: CODE message`, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin.finding import Finding


def render(findings: Sequence[Finding]) -> str:
    """Return the findings as text; lines and columns 1-based, columns in characters."""
    return "\n".join(f"{f.path}:{f.line}:{f.column}: {f.code} {f.message}" for f in findings)
