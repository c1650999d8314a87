"""Worker processes: a function applied to many items by several processes, the answers in the order of the items.

Each worker is given chunks of items, ever smaller ones, through a pipe of its own. It answers as it
goes. A worker that dies, whatever killed it, costs the answer of one item alone: the items of its chunk that it hasn't
answered are tried again one by one.
A worker ends when the process that started it does.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_SHARE = 4
"""A chunk has this part of what is left of its worker's stretch: few chunks, since what is learnt of other files in one
is learnt anew in another worker's, but small ones at the end, so that all workers end at the same time."""
_SMALLEST = 50
"""The smallest chunks have this part of the stretch."""


_SECONDS = 0.05
"""How long a worker keeps answers to itself: each by itself would cost more to send, and late ones are waited for."""


def start_method() -> str:
    """Return how workers are started: `fork` where that is safe, since it takes no time, else `spawn`."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@dataclass(frozen=True)
class _Worker:
    process: BaseProcess
    lane: int
    chunk: list[int]


class _Lanes:
    """Which chunk comes next: neighbouring files ask of the same others, so each worker has a stretch of its own."""

    def __init__(self, sizes: Sequence[int], count: int) -> None:
        self._lanes = [deque(chunks(stretch, sizes)) for stretch in stretches(sizes, count)]
        self._lanes += [deque() for _ in range(count - len(self._lanes))]

    def next(self, lane: int) -> list[int] | None:
        """Return the next chunk for the worker of a lane, the last of the longest where its own has none."""
        if self._lanes[lane]:
            return self._lanes[lane].popleft()
        longest = max(self._lanes, key=len)
        return longest.pop() if longest else None

    def give_back(self, lane: int, chunks: Sequence[list[int]]) -> None:
        """Put chunks before all others of a lane."""
        self._lanes[lane].extendleft(reversed(chunks))


class Pool(Generic[Item, Answer]):
    """Applies a function to items in worker processes.

    `function` and the items must be picklable, as must be the answers. `lost` gives the answer for an item whose
    worker died, of the item and the reason. Workers run without garbage collection: the function must leave no cycles.
    Where no worker can be started, this process does the work.
    """

    def __init__(
        self, function: Callable[[Item], Answer], lost: Callable[[Item, str], Answer], method: str | None = None
    ) -> None:
        self._function = function
        self._lost = lost
        self._context: BaseContext = multiprocessing.get_context(method or start_method())
        self._spawns = self._context.get_start_method() == "spawn"
        self._busy: dict[Connection, _Worker] = {}

    def map(
        self, items: Sequence[Item], sizes: Sequence[int], jobs: int, done: Callable[[int, int], None] | None = None
    ) -> Iterator[Answer]:
        """Yield the function's answers, in the order of the items, as soon as those before are there.

        `sizes` are the items' bytes; `done` is told how many answers there are, of how many.
        """
        answers: dict[int, Answer] = {}
        given = 0
        lanes = _Lanes(sizes, jobs)
        try:
            for lane in range(jobs):
                self._start(items, lane, lanes)
            while self._busy:
                for ready in wait(list(self._busy)):
                    self._receive(ready, items, lanes, answers)  # type: ignore[arg-type]
                if done is not None:
                    done(given + len(answers), len(items))
                while given in answers:
                    yield answers.pop(given)
                    given += 1
            while chunk := lanes.next(0):  # no worker could be started
                answers.update((index, self._function(items[index])) for index in chunk)
        finally:
            for worker in self._busy.values():
                worker.process.terminate()
                worker.process.join()
        yield from (answers[index] for index in range(given, len(items)))

    def _start(self, items: Sequence[Item], lane: int, lanes: _Lanes) -> None:
        """Start the worker of a lane and give it a chunk, if there is one and the system lets it start."""
        chunk = lanes.next(lane)
        if chunk is None:
            return
        try:
            ours, theirs = self._context.Pipe()
        except OSError:  # too many open files
            lanes.give_back(lane, [chunk])
            return
        try:
            with _away_from_the_working_folder() if self._spawns else nullcontext() as folder:
                process: BaseProcess = self._context.Process(  # type: ignore[attr-defined]
                    target=_work, args=(self._function, theirs, folder), daemon=True
                )
                process.start()
        except OSError:  # too many open files, or processes
            ours.close()
            lanes.give_back(lane, [chunk])
            return
        finally:
            theirs.close()
        self._busy[ours] = _Worker(process, lane, chunk)
        self._send(ours, items, chunk)

    def _send(self, connection: Connection, items: Sequence[Item], chunk: list[int]) -> None:
        with suppress(OSError):  # one that is dead says so by the end of its pipe
            connection.send([items[index] for index in chunk])

    def _receive(
        self, connection: Connection, items: Sequence[Item], lanes: _Lanes, answers: dict[int, Answer]
    ) -> None:
        """Take a worker's answers and give it its next chunk if these were the last, or find that it died."""
        worker = self._busy.pop(connection)
        chunk = worker.chunk
        try:
            received = connection.recv()
            answers.update(zip(chunk, received, strict=False))
        except (EOFError, OSError):
            worker.process.join()
            connection.close()
            if len(chunk) == 1:
                answers[chunk[0]] = self._lost(items[chunk[0]], _cause(worker.process.exitcode))
            else:
                lanes.give_back(worker.lane, [[index] for index in chunk])
            self._start(items, worker.lane, lanes)
            return
        if len(received) < len(chunk):
            self._busy[connection] = _Worker(worker.process, worker.lane, chunk[len(received) :])
            return
        following = lanes.next(worker.lane)
        if following is not None:
            self._busy[connection] = _Worker(worker.process, worker.lane, following)
            self._send(connection, items, following)
        else:
            with suppress(OSError):
                connection.send(None)
            connection.close()
            worker.process.join()


def _cause(status: int | None) -> str:
    if status is not None and status < 0:
        try:
            return f"the process that checked it was ended by {signal.Signals(-status).name}"
        except ValueError:
            return f"the process that checked it was ended by signal {-status}"
    return f"the process that checked it ended with status {status}"


def _work(function: Callable[[Item], Answer], connection: Connection, folder: str | None) -> None:
    """Answer chunks until there are no more; `folder` is the working folder to stand in, None for this one."""
    if folder is not None:
        os.chdir(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    gc.freeze()
    gc.disable()
    while (chunk := connection.recv()) is not None:
        answers: list[Answer] = []
        due = time.monotonic() + _SECONDS
        for item in chunk:
            answers.append(function(item))
            if time.monotonic() > due:
                connection.send(answers)
                answers = []
                due = time.monotonic() + _SECONDS
        if answers:
            connection.send(answers)


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def stretches(sizes: Sequence[int], count: int) -> Iterator[list[int]]:
    """Yield the items' indexes in order, in at most `count` runs of similarly many bytes."""
    limit = sum(sizes) / count
    stretch: list[int] = []
    filled = 0
    for index, size in enumerate(sizes):
        if filled + size / 2 > limit and count > 1 and stretch:
            yield stretch
            count -= 1
            stretch, filled = [], 0
        stretch.append(index)
        filled += size
    if stretch:
        yield stretch


def chunks(stretch: Sequence[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield the indexes of a stretch in order, in runs that have ever fewer bytes."""
    left = total = sum(sizes[index] for index in stretch)
    chunk: list[int] = []
    filled = 0
    for index in stretch:
        chunk.append(index)
        filled += sizes[index]
        if filled > max(left / _SHARE, total / _SMALLEST):
            yield chunk
            left -= filled
            chunk, filled = [], 0
    if chunk:
        yield chunk


@contextmanager
def _away_from_the_working_folder() -> Iterator[str]:
    """Stand in the standard library's folder: a spawned interpreter looks for its first modules where it stands.

    Gives the working folder.
    """
    before = os.getcwd()
    os.chdir(os.path.dirname(os.__file__))
    try:
        yield before
    finally:
        os.chdir(before)
