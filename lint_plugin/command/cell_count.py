"""Which Cells there are in the files of a run: a migration report says how many of them have no findings."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin import source as source_
from lint_plugin.command import notebooks
from lint_plugin.command.checking import Checker, Task, spread


class _Counter(Checker):
    """Finds the Cells of files."""

    def cells(self, task: Task) -> list[str]:
        """Return the names of the Cells that a file defines, none where it can't be read."""
        try:
            if task.is_notebook:
                source, _ = notebooks.python(notebooks.read(task.path, task.source), task.path)
            else:
                source = source_.read(task.path) if task.source is None else task.source
            return self._engines.get(task.settings).cells(task.path, source)
        except Exception:  # checking the file has said why
            return []


def count(tasks: Sequence[Task], jobs: int) -> dict[str, list[str]]:
    """Return the names of each file's Cells by the file's path, those inside of functions and classes aside."""
    counter = _Counter(fixes=False)
    found = spread(counter.cells, lambda _task, _reason: list[str](), tasks, counter, jobs)
    return {task.path: cells for task, cells in zip(tasks, found, strict=True) if cells}
