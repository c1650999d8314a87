"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time

_IRREPLACEABLE = frozenset({errno.EACCES, errno.EBUSY, errno.EPERM, errno.EROFS, errno.EXDEV})


def write(path: str, text: str) -> None:
    """Replace a file's text (UTF-8) in one step, so that nobody reads half of it; its mode and links are kept.

    What is no regular file, such as /dev/stdout, is written to as it is, and so is a file that can't be replaced: one
    that is mounted by itself, or whose folder is closed to this process. File names that are no text are written as on
    stdout. Raises OSError.
    """
    replace(path, text.encode("utf-8", "backslashreplace"))


def replace(path: str, content: bytes) -> None:
    """Replace a file's bytes as `write` does; it keeps its owner, too, where this process may say so."""
    try:
        before = os.stat(path)
        mode = before.st_mode
    except FileNotFoundError:
        before, mode = None, stat.S_IFREG | _new_file_mode()
    if stat.S_ISREG(mode):
        try:
            _replace(os.path.realpath(path), content, mode, before)
            return
        except OSError as error:
            if before is None or error.errno not in _IRREPLACEABLE:
                raise
    with open(path, "wb") as file:
        file.write(content)


def _replace(target: str, content: bytes, mode: int, before: os.stat_result | None) -> None:
    temporary = os.path.join(os.path.dirname(target), f".mindspore-lint-{os.getpid()}-{time.time_ns()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o600)  # what tempfile does, too, and that takes long to import
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
        if before is not None and hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                os.chown(temporary, before.st_uid, before.st_gid)
        os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _new_file_mode() -> int:
    """Return the mode that a new file gets here: a temporary one is closed to others."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
