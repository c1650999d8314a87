"""What stays the same of a finding when the lines above it change: for baselines and for the formats' fingerprints."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator

from lint_plugin.finding import Finding

Key = tuple[str, str, str]
"""A finding's code, enclosing class and line of source: the same for equal code in one file."""


def key(finding: Finding) -> Key:
    """Return what tells a finding from the others in its file, wherever in it the line stands.

    The message takes no part: it depends on language and settings. Nor does the method: to mend `def forward` renames
    it, and that must not make the other findings in it new ones.
    """
    return finding.code, finding.enclosing_class, finding.source_line


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Yield each finding with its number (from 1) among those of the same path and key."""
    seen: Counter[tuple[str, Key]] = Counter()
    for finding in findings:
        seen[finding.path, key(finding)] += 1
        yield finding, seen[finding.path, key(finding)]


@functools.lru_cache(maxsize=16)  # many findings may stand on one long line
def squeezed(line: str) -> str:
    """Return a line of source without its indentation, and with single blanks."""
    return " ".join(line.split())
