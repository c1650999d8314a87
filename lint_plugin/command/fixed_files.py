"""What becomes of the files that fixing changed: they are written, or shown as a diff."""

from __future__ import annotations

import difflib
import io
import os
import sys
from collections.abc import Iterable
from dataclasses import replace

from lint_plugin import source as source_
from lint_plugin.command import atomic
from lint_plugin.command.fixing import FixedFile
from lint_plugin.finding import Problem, Result
from lint_plugin.language import Text
from lint_plugin.output.outcome import portable_path

_CHANGED = Text(
    en="not fixed: it changed while it was being fixed",
    zh="未修复：修复过程中该文件已被改动",
)
_READ_ONLY = Text(en="not fixed: the file is read-only", zh="未修复：文件是只读的")
_NOT_WRITTEN = Text(en="not fixed: {reason}", zh="未修复：{reason}")
_ANY_WRITE = 0o222


def written(files: Iterable[FixedFile]) -> list[FixedFile]:
    """Write the files that changed, each whole or not at all.

    Returns all files; one that couldn't be written has a problem that says why, and nothing was fixed in it. What was
    read from standard input isn't written.
    """
    return [file if file.after is None or file.task.source is not None else _written(file) for file in files]


def _written(file: FixedFile) -> FixedFile:
    path, language = file.task.path, file.task.settings.language
    assert file.after is not None
    try:
        present = source_.read(path, max(source_.MAX_BYTES, len(file.before or b"")))
        if present == file.after:  # by another name of the same file
            return file
        if present != file.before:
            return _failed(file, _CHANGED.format(language))
        if not os.stat(path).st_mode & _ANY_WRITE or not os.access(path, os.W_OK):
            return _failed(file, _READ_ONLY.format(language))
        atomic.replace(path, file.after)
    except source_.SourceError as error:
        return _failed(file, _NOT_WRITTEN.format(language, reason=error.reason))
    except OSError as error:
        return _failed(file, _NOT_WRITTEN.format(language, reason=error.strerror or error))
    return file


def _failed(file: FixedFile, reason: str) -> FixedFile:
    problem = Problem(file.task.path, 0, 0, reason)
    return replace(file, result=Result([], [problem]), fixed=(), before=None, after=None)


def diff(files: Iterable[FixedFile]) -> bytes:
    """Return a unified diff of the files that changed; their lines are in it byte for byte."""
    parts = []
    for file in files:
        if file.before is not None and file.after is not None:
            name = os.fsencode(_quoted(portable_path(file.task.path))).decode("latin-1")
            before, after = (_lines(text) for text in (file.before, file.after))
            parts += [_ended(line) for line in difflib.unified_diff(before, after, name, name)]
    return "".join(parts).encode("latin-1")


def _quoted(name: str) -> str:
    """Return a file's name as git writes it in a diff: in quotes, with escapes, where it has odd characters."""
    if name.isprintable() and not any(mark in name for mark in _QUOTED):
        return name
    escaped = "".join(map(_octal, name))
    return f'"{escaped}"'


def _octal(character: str) -> str:
    if character.isprintable() and character not in _QUOTED:
        return character
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(character))


_QUOTED = '"\\'


def _lines(text: bytes) -> list[str]:
    """Return the lines of a text with their line feeds, a character for each byte."""
    return [line.decode("latin-1") for line in io.BytesIO(text)]


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def print_bytes(content: bytes) -> None:
    """Write bytes to standard output as they are."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a stream of text in its place
        sys.stdout.write(content.decode("utf-8", "backslashreplace"))
    else:
        buffer.write(content)
        buffer.flush()
