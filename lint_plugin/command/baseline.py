"""Baselines: the findings that a project has decided to live with, so that only new ones fail its gate.

A baseline names each finding by its file (relative to the baseline's folder), code, enclosing class and line of
source, with a count, not by its line number: lines may move. Of findings that are alike in all that, the count's
worth is known and the rest is new.
"""

from __future__ import annotations

import itertools
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from lint_plugin import identity
from lint_plugin import source as source_
from lint_plugin.command import atomic
from lint_plugin.config import Configuration
from lint_plugin.finding import Finding
from lint_plugin.language import Text
from lint_plugin.printable import printable

_TOOL = "mindspore-lint"
_VERSION = 1
MAX_BYTES = 32_000_000
"""A baseline of more is none: it would hold some 200,000 findings."""

_Known = tuple[str, identity.Key]


_NO_ACCESS = Text(en="{path}: {reason}", zh="{path}：{reason}")
_NO_JSON = Text(
    en="{path}: not a baseline of mindspore-lint: invalid JSON ({reason})",
    zh="{path}：不是 mindspore-lint 的基线：无效的 JSON（{reason}）",
)
_OTHER_FILE = Text(
    en='{path}: not a baseline of mindspore-lint: no "tool": "mindspore-lint"',
    zh='{path}：不是 mindspore-lint 的基线：缺少 "tool": "mindspore-lint"',
)
_OTHER_VERSION = Text(
    en="{path}: unsupported baseline version {version!r}: this mindspore-lint reads version {known}",
    zh="{path}：不支持的基线版本 {version!r}：当前的 mindspore-lint 只支持版本 {known}",
)
_DAMAGED = Text(en="{path}: damaged baseline: {reason}", zh="{path}：基线已损坏：{reason}")


class BaselineError(Exception):
    """A baseline can't be read or written; the text says why."""

    def __init__(self, text: Text, path: str, **fields: object) -> None:
        super().__init__(text, path, fields)
        self._text = text
        self._fields = {"path": printable(path), **fields}

    def say(self, language: str) -> str:
        """Return why, in the language (`en` or `zh`), on one line."""
        return self._text.format(language, **self._fields)


class Known(Protocol):
    """What tells findings that are known from new ones."""

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings, all of which there are in a file, that aren't known."""


class Baseline:
    """How often each finding is known. `folder` is where the baseline stands: paths in it are relative to that."""

    def __init__(self, folder: str, known: Mapping[_Known, int] = MappingProxyType({})) -> None:
        self.folder = folder
        self.known: Counter[_Known] = Counter(known)

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


class Baselines(NamedTuple):
    """The baselines that hold for files, by the path in their findings; files without one have no entry."""

    of_files: Mapping[str, Baseline]

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that aren't known, as of Baseline."""
        new: list[Finding] = []
        for path, group in itertools.groupby(findings, key=lambda finding: finding.path):
            known, of_file = self.of_files.get(path), list(group)
            new += of_file if known is None else known.new(of_file)
        return new


class Configured:
    """The baselines that the configuration names, each read once."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._read: dict[str, Baseline] = {}

    def of_file(self, path: str) -> Baseline | None:
        """Return the baseline that holds for a file. Raises BaselineError and SettingError."""
        named = self._configuration.folder(os.path.dirname(os.path.abspath(path))).baseline
        if named is None:
            return None
        if named not in self._read:
            self._read[named] = read(named)
        return self._read[named]

    def new(self, path: str, findings: list[Finding]) -> list[Finding]:
        """Return the findings of a file that its baseline doesn't know. Raises as `of_file` does."""
        known = self.of_file(path) if findings else None
        return findings if known is None else known.new(findings)


def read(path: str) -> Baseline:
    """Read a baseline. Raises BaselineError for what is none: absent, unreadable, corrupt, or another tool's file."""
    try:
        data = json.loads(source_.read(path, MAX_BYTES).decode("utf-8"))
    except source_.SourceError as error:
        raise BaselineError(_NO_ACCESS, path, reason=error.reason) from error
    except (ValueError, RecursionError) as error:
        raise BaselineError(_NO_JSON, path, reason=error) from error
    if not isinstance(data, dict) or data.get("tool") != _TOOL:
        raise BaselineError(_OTHER_FILE, path)
    if data.get("version") != _VERSION:
        raise BaselineError(_OTHER_VERSION, path, version=data.get("version"), known=_VERSION)
    try:
        known: Counter[_Known] = Counter()
        for name, entry in _entries(data):  # a merge of two branches may have left an entry twice
            known[name, _key(entry)] += _count(entry)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BaselineError(_DAMAGED, path, reason=f"{type(error).__name__}: {error}") from error
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
        raise BaselineError(_NO_ACCESS, path, reason=getattr(error, "strerror", None) or error) from error


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
