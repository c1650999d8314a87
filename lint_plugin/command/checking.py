"""The files of one run of the command, checked by one process or by several, the answers in the order of the files."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from lint_plugin import source as source_
from lint_plugin.command.files import NOTEBOOK
from lint_plugin.engine import Engines
from lint_plugin.finding import Problem, Result, internal_error
from lint_plugin.settings import Settings
from lint_plugin.suppressions import Reading

WORTH_A_WORKER = 300_000
"""Bytes for each worker below which starting it takes longer than what it saves, where the usual rules are on."""
_USUAL_RULES = 30
"""So many, about: with fewer, a byte takes less time."""


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Task(NamedTuple):
    """A file to check: the path by which findings name it, its settings, and its text where that isn't on disk.

    `opened` says that the text is the code of the notebook at the path, and no notebook.
    """

    path: str
    settings: Settings
    source: bytes | None = None
    opened: bool = False

    @property
    def is_notebook(self) -> bool:
        """Whether the text is a notebook's, from whose cells the code is still to be taken."""
        return self.path.endswith(NOTEBOOK) and not self.opened

    def size(self) -> int:
        """Return about how many bytes the text has."""
        try:
            return os.stat(self.path).st_size if self.source is None else len(self.source)
        except (OSError, ValueError):
            return 0


class Checker:
    """Checks files; `report_unused` says whether comments that suppress nothing are findings.

    `texts` are what is read instead of what is on disk, by absolute path; `fixes` says whether findings get what would
    mend them.
    """

    def __init__(
        self, report_unused: bool = False, texts: Mapping[str, bytes] | None = None, fixes: bool = True
    ) -> None:
        self._engines = Engines(texts, fixes, Reading(noqa=True, unused=report_unused))

    def worth(self, tasks: Sequence[_Sized], sizes: Sequence[int]) -> int:
        """Return how many workers checking these is worth; `sizes` are their bytes."""
        rules = max(len(self._engines.get(settings).rules) for settings in {task.settings for task in tasks})
        return sum(sizes) * rules // (_USUAL_RULES * WORTH_A_WORKER)

    def prepare(self, tasks: Iterable[_Sized]) -> None:
        """Import what checking these takes: what is imported before workers are forked is imported once."""
        for settings in {task.settings for task in tasks}:
            self._engines.get(settings).prepare()

    def check(self, task: Task, tree: ast.Module | None = None) -> Result:
        """Check a file and leave out what its comments suppress; `tree` is that of its text, if it is known."""
        engine = self._engines.get(task.settings)
        if task.is_notebook:
            from lint_plugin.command import notebooks  # few runs meet one

            return notebooks.check(engine, task.path, task.source)
        try:
            source = source_.read(task.path) if task.source is None else task.source
        except source_.SourceError as error:
            return failed(task, error.reason)
        except Exception as error:
            return Result([], [internal_error(task.path, error, [rule.symbol for rule in engine.rules])])
        return engine.check(task.path, source, tree)


def failed(task: Task, reason: str) -> Result:
    """Return the result of a file that couldn't be checked."""
    return Result([], [Problem(task.path, 0, 0, reason)])


Done = Callable[[int, int], None]
"""What is told how many files have been checked, of how many."""


def check(tasks: Sequence[Task], jobs: int, report_unused: bool = False, done: Done | None = None) -> Iterator[Result]:
    """Yield what checking each file gives, in the order of the files; at most `jobs` processes check them."""
    checker = Checker(report_unused)
    yield from spread(checker.check, failed, tasks, checker, jobs, done)


class _Sized(Protocol):
    """What is done for one file: it tells about how many bytes the file's text has."""

    @property
    def settings(self) -> Settings: ...

    def size(self) -> int: ...


Item = TypeVar("Item", bound=_Sized)
Answer = TypeVar("Answer")


def spread(
    function: Callable[[Item], Answer],
    lost: Callable[[Item, str], Answer],
    items: Sequence[Item],
    checker: Checker,
    jobs: int,
    done: Done | None = None,
) -> Iterator[Answer]:
    """Yield the function's answers in the order of the items; at most `jobs` processes look for them.

    `checker` is what the function checks files with; `lost` gives the answer for an item whose process died, of the
    item and the reason.
    """
    sizes = [item.size() for item in items]
    jobs = min(jobs, len(items))
    if jobs > 1 and (jobs := min(jobs, checker.worth(items, sizes))) > 1:
        from lint_plugin.command import workers  # multiprocessing takes a third of a small run to import

        checker.prepare(items)
        yield from workers.Pool(function, lost).map(items, sizes, jobs, done)
        return
    with source_.collector_held():
        for number, item in enumerate(items, 1):
            answer = function(item)
            if done is not None:
                done(number, len(items))
            yield answer
