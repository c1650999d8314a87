"""Fixing notebooks among other files: the code of their cells is fixed, and put back into the cells."""

from __future__ import annotations

from collections.abc import Sequence

from lint_plugin import source as source_
from lint_plugin.command import fixing, notebooks
from lint_plugin.command.checking import Done, Task
from lint_plugin.command.fixing import FixedFile, Plan
from lint_plugin.finding import Problem
from lint_plugin.notebook import Notebook


def fix(tasks: Sequence[Task], plan: Plan, done: Done | None = None) -> list[FixedFile]:
    """Return what fixing makes of files, as `fixing.fix` does; of notebooks the code of the cells is fixed."""
    found: dict[int, tuple[Notebook, list[Problem]]] = {}
    opened = list(tasks)
    for index, task in enumerate(tasks):
        if task.is_notebook:
            try:
                notebook = notebooks.read(task.path, task.source)
            except source_.SourceError:  # said when it is checked
                continue
            code, problems = notebooks.python(notebook, task.path)
            found[index] = notebook, problems
            opened[index] = task._replace(source=code, opened=True)
    files = fixing.fix(opened, plan, done)
    for index, (notebook, problems) in found.items():
        files[index] = _closed(files[index], tasks[index], notebook, problems)
    return files


def _closed(file: FixedFile, task: Task, notebook: Notebook, problems: list[Problem]) -> FixedFile:
    """Return a notebook's file for what was made of its code."""
    before = after = None
    if file.after is not None:
        before, after = notebook.content, notebook.with_code(file.after)
        notebook = Notebook(after)
    result = notebooks.placed(file.result, notebook, problems)
    known = tuple(notebooks.in_cell(finding, notebook) for finding in file.known)
    return FixedFile(task, result, known, file.fixed, before, after)
