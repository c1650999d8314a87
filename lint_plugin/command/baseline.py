"""Baselines: the findings that a project has decided to live with, so that only new ones fail its gate.

A baseline names each finding by its file (relative to the baseline's folder), code, enclosing class and line of
source, with a count, not by its line number: lines may move. Of findings that are alike in all that, the count's
worth is known and the rest is new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lint_plugin import identity
from lint_plugin.command import atomic
from lint_plugin.finding import Finding

_TOOL = "mindspore-lint"
_VERSION = 1
_Known = tuple[str, identity.Key]


class BaselineError(Exception):
    """A baseline can't be read or written; the text says why."""


@dataclass
class Baseline:
    """How often each finding is known. `folder` is where the baseline stands: paths in it are relative to that."""

    folder: str
    known: Counter[_Known] = field(default_factory=Counter)

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that are not known: of equal ones in a file, those beyond the known number."""
        return [
            finding
            for finding, number in identity.numbered(findings)
            if number > self.known[self._path(finding.path), identity.key(finding)]
        ]

    def replaced(self, findings: Iterable[Finding], checked: Iterable[str], active: Iterable[str]) -> Baseline:
        """Return the baseline after a run: its findings are known, and what they no longer contain is dropped.

        Entries for files that the run didn't check stay as long as the file is there, and so do those of codes that
        were not `active`: the run says nothing of them.
        """
        seen = {self._path(path) for path in checked}
        codes = frozenset(active)
        kept = Counter(
            {
                (path, key): count
                for (path, key), count in self.known.items()
                if key[0] not in codes or (path not in seen and os.path.exists(os.path.join(self.folder, path)))
            }
        )
        kept.update((self._path(finding.path), identity.key(finding)) for finding in findings)
        return Baseline(self.folder, kept)

    def _path(self, path: str) -> str:
        """Return a file's path relative to the baseline's folder, with forward slashes."""
        absolute = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
        try:
            return os.path.relpath(absolute, self.folder).replace(os.sep, "/")
        except ValueError:  # another drive
            return absolute.replace(os.sep, "/")

    def total(self) -> int:
        """Return how many findings are known."""
        return sum(self.known.values())


def read(path: str) -> Baseline:
    """Read a baseline. Raises BaselineError for what is none: absent, unreadable, corrupt, or another tool's file."""
    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
    except OSError as error:
        raise BaselineError(f"{path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"{path}: not a baseline of mindspore-lint: no valid JSON ({error})") from error
    if not isinstance(data, dict) or data.get("tool") != _TOOL:
        raise BaselineError(f'{path}: not a baseline of mindspore-lint: it does not say "tool": "{_TOOL}"')
    if data.get("version") != _VERSION:
        raise BaselineError(
            f"{path}: a baseline of version {data.get('version')!r}, while this mindspore-lint knows {_VERSION} only"
        )
    try:
        known: Counter[_Known] = Counter()
        for name, entry in _entries(data):  # a merge of two branches may have left an entry twice
            known[name, _key(entry)] += _count(entry)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BaselineError(f"{path}: a damaged baseline: {type(error).__name__}: {error}") from error
    return Baseline(_folder(path), known)


def read_for_writing(path: str) -> Baseline:
    """Read the baseline that is to be replaced; an absent file is an empty one. Raises BaselineError as `read`."""
    return read(path) if os.path.lexists(path) else Baseline(_folder(path))


def write(path: str, baseline: Baseline) -> None:
    """Write a baseline, an entry a line and sorted, so that differences read well. Raises BaselineError."""
    files: dict[str, list[str]] = {}
    for (file, (code, enclosing, line)), count in sorted(baseline.known.items()):
        entry = {"code": code, "class": enclosing, "line": line, "count": count}
        files.setdefault(file, []).append("   " + json.dumps(entry, ensure_ascii=False))
    blocks = [f"  {json.dumps(file)}: [\n" + ",\n".join(entries) + "\n  ]" for file, entries in files.items()]
    findings = "{\n" + ",\n".join(blocks) + "\n }" if blocks else "{}"
    try:
        atomic.write(path, f'{{\n "tool": "{_TOOL}",\n "version": {_VERSION},\n "findings": {findings}\n}}\n')
    except (OSError, ValueError) as error:
        raise BaselineError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def _folder(path: str) -> str:
    return os.path.realpath(os.path.dirname(path) or ".")


def _entries(data: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    for name, entries in data["findings"].items():
        for entry in entries:
            yield name, entry


def _key(entry: dict[str, Any]) -> identity.Key:
    return _typed(entry, "code", str), _typed(entry, "class", str), _typed(entry, "line", str)


def _count(entry: dict[str, Any]) -> int:
    count: int = _typed(entry, "count", int)
    if count < 1:
        raise ValueError(f"count is {count}")
    return count


def _typed(entry: dict[str, Any], name: str, kind: type) -> Any:
    value = entry[name]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}")
    return value
