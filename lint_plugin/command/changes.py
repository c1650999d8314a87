"""Which lines of a repository's files changed since a revision, so that a pull request answers for its own alone."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from lint_plugin.command.baseline import Known
from lint_plugin.finding import Finding

_HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_ESCAPED = re.compile(rb'\\([0-7]{3}|[abtnvfr"\\])')
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_SAFELY = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=off")
"""What a repository is asked with: none of the programs that its configuration names is run."""


class GitError(Exception):
    """git can't say what changed; the text is its own."""


@dataclass(frozen=True)
class Changes:
    """The lines that changed, by absolute path: stretches (1-based, the end exclusive), None for a whole file.

    `then` says of the findings on them which aren't known.
    """

    lines: dict[str, list[range] | None] = field(default_factory=dict)
    then: Known | None = None

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings on lines that changed; of a notebook that changed, all."""
        found = list(findings) if self.then is None else self.then.new(findings)
        return [finding for finding in found if self._changed(finding)]

    def _changed(self, finding: Finding) -> bool:
        path = os.path.realpath(finding.path)
        if path not in self.lines:
            return False
        changed = self.lines[path]
        if changed is None or finding.cell:
            return True
        return any(finding.line < lines.stop and lines.start <= finding.end_line for lines in changed)


def since(revision: str, then: Known | None = None) -> Changes:
    """Return what changed in the working folder's repository since it left a revision, as `then` knows it.

    Files that git doesn't track have changed as a whole. Raises GitError.
    """
    top = os.path.realpath(os.fsdecode(_git("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    commit = _git("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    with suppress(GitError):  # of histories that have nothing in common
        commit = _git("merge-base", commit, "HEAD").decode().strip()
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-prefix")
    lines: dict[str, list[range] | None] = {}
    for name, changed in _hunks(_git("diff", *options, commit, "--", folder=top).split(b"\n")):
        known = lines.setdefault(os.path.join(top, name), [])
        assert known is not None
        known.append(changed)
    for other in _git("ls-files", "--others", "--exclude-standard", "-z", folder=top).split(b"\0"):
        if other:
            lines[os.path.join(top, os.fsdecode(other))] = None
    return Changes(lines, then)


def _git(*words: str, folder: str | None = None) -> bytes:
    """Return what git prints. Raises GitError."""
    try:
        done = subprocess.run([*_SAFELY, *words], cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git: {error.strerror or error}") from error
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0] or "git failed")
    return done.stdout


def _hunks(diff: Sequence[bytes]) -> Iterable[tuple[str, range]]:
    """Yield name and lines of each stretch that a diff without context adds; lines that are gone leave none."""
    name, left = "", 0
    for line in diff:
        if left:  # a line of the text may look like anything
            left -= not line.startswith(b"\\")
        elif line.startswith(b"+++ "):
            name = _name(line[4:])
        elif match := _HUNK.match(line):
            start, count = int(match[1]), int(match[2] or 1)
            removed = line.split(b" ")[1].partition(b",")
            left = count + int(removed[2] or 1)
            if count:
                yield name, range(start, start + count)


def _name(text: bytes) -> str:
    """Return a file's name as it stands in a diff: in quotes where it has odd characters."""
    text = text.removesuffix(b"\t")
    if text.startswith(b'"'):
        text = _ESCAPED.sub(lambda match: _unescaped(match[1]), text[1:-1])
    return os.fsdecode(text)


def _unescaped(code: bytes) -> bytes:
    return bytes([int(code, 8)]) if code.isdigit() else _ESCAPES.get(code, code)
