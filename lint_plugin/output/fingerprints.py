"""Digests by which GitHub and GitLab tell whether a finding is one that an earlier run had."""

from __future__ import annotations

import hashlib

from lint_plugin.finding import Finding
from lint_plugin.identity import key


def fingerprint(finding: Finding, number: int, path: str = "") -> str:
    """Return a digest of a finding: of its key, its number among equal ones, and the path where that is to count."""
    parts = (path, *key(finding), str(number))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
