"""Running a command from outside: how long it took, and how much memory all of its processes held together."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SAMPLE_SECONDS = 0.005
_PAGE = resource.getpagesize()


class BenchmarkError(Exception):
    """A command didn't do what it is measured for."""


@dataclass(frozen=True)
class Run:
    """One finished command."""

    seconds: float
    cpu_seconds: float
    output: str


def run(
    command: Sequence[str | Path], *, statuses: Sequence[int] = (0, 1), stdin: bytes = b"", limit: float | None = None
) -> Run:
    """Run a command to its end, or for `limit` seconds.

    Raises BenchmarkError where its exit status is none of `statuses`.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired as expired:
        return Run(expired.timeout, expired.timeout, "")
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in statuses:
        raise BenchmarkError(
            f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}"
        )
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, done.stdout.decode(errors="replace"))


def peak_memory(command: Sequence[str | Path]) -> float:
    """Run a command; return the most megabytes that its processes held at one time, shared pages counted for each."""
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        ended = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not ended.wait(_SAMPLE_SECONDS):
                peak = max(peak, sum(map(_resident, _with_children(process.pid))))

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait()
        ended.set()
        watcher.join()
    if process.returncode not in (0, 1):
        raise BenchmarkError(f"{command[0]} ended with {process.returncode}")
    return peak / 1e6


def _with_children(pid: int) -> list[int]:
    found = [pid]
    for parent in found:  # grows while it is read
        try:
            for task in os.listdir(f"/proc/{parent}/task"):
                found += map(int, Path(f"/proc/{parent}/task/{task}/children").read_text().split())
        except OSError:  # it has ended
            continue
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
