"""The command `mindspore-lint`, run in this process, or as a user runs it, in its own: that takes 30 times as long."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from lint_plugin.command.cli import main

Done = subprocess.CompletedProcess[str]


def run(*arguments: str, cwd: Path, text: bytes = b"") -> Done:
    """Run the command in a folder, `text` on its standard input."""
    out, errors = _stream(), _stream()
    standard = mock.patch.multiple(sys, stdin=_stream(text), stdout=out, stderr=errors)
    with standard, _working_folder(cwd):
        try:
            status = main(arguments)
        except SystemExit as end:  # argparse's: the help, the version, wrong usage
            status = int(end.code or 0)
        texts = [_text(stream) for stream in (out, errors)]
    return subprocess.CompletedProcess(arguments, status, *texts)


def start(*arguments: str, cwd: Path, text: bytes = b"", megabytes: int = 0, descriptors: int = 0) -> Done:
    """Run the command in a process of its own, with so much memory and so many open files."""

    def hold() -> None:
        import resource  # Windows has none

        if megabytes:
            resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))
        if descriptors:
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

    command = [sys.executable, "-m", "lint_plugin", *arguments]
    limits = hold if megabytes or descriptors else None
    done = subprocess.run(
        command, cwd=cwd, input=text, capture_output=True, timeout=300, check=False, preexec_fn=limits
    )
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def _stream(text: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()


@contextlib.contextmanager
def _working_folder(path: Path) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)
