"""Checking notebooks: their code is checked as that of a file, and what is found gets its place in a cell."""

from __future__ import annotations

from lint_plugin import notebook as notebook_
from lint_plugin import source as source_
from lint_plugin.engine import PARSED_WHOLE, Engine
from lint_plugin.finding import Finding, Problem, Result
from lint_plugin.fixes.edit import Edit
from lint_plugin.notebook import Notebook


def read(path: str, content: bytes | None = None) -> Notebook:
    """Return the notebook of these bytes, of what is on disk where there are none. Raises SourceError."""
    return Notebook(source_.read(path, notebook_.MAX_BYTES) if content is None else content)


def check(engine: Engine, path: str, content: bytes | None = None) -> Result:
    """Check a notebook, as of `read`. A cell that isn't Python is a problem, the others are checked all the same."""
    try:
        notebook = read(path, content)
    except source_.SourceError as error:
        return Result([], [Problem(path, 0, 0, error.reason)])
    code = notebook.code()
    problems: list[Problem] = []
    parsed = len(code) <= PARSED_WHOLE or bool(engine.wake_up(code).offsets)  # of other files no more is parsed either
    if parsed:
        code, problems = python(notebook, path)
    return placed(engine.check(path, code), notebook, problems, parsed=parsed)


def python(notebook: Notebook, path: str) -> tuple[bytes, list[Problem]]:
    """Return the code of the cells that are Python, and what is wrong with the others."""
    broken = notebook.broken()
    problems = [Problem(path, cell.line, cell.column, cell.reason, cell=cell.number) for cell in broken]
    return notebook.code({cell.number for cell in broken}), problems


def placed(result: Result, notebook: Notebook, problems: list[Problem], *, parsed: bool = True) -> Result:
    """Return the result of checking a notebook's code with the places that findings have in the cells.

    `parsed` says that each cell has been.
    """
    findings = [in_cell(finding, notebook) for finding in result.findings]
    notes = [_problem_in_cell(note, notebook) for note in result.notes]
    problems = [*problems, *(_problem_in_cell(problem, notebook) for problem in result.problems)]
    return Result(findings, problems, notes, in_part=not parsed)


def in_cell(finding: Finding, notebook: Notebook) -> Finding:
    """Return a finding of a notebook's code with its place in a cell."""
    cell, line = notebook.place(finding.line)
    end_line = finding.end_line - finding.line + line
    fix_ = finding.fix
    if fix_ is not None:
        fix_ = fix_._replace(edits=tuple(_edit(edit, notebook) for edit in fix_.edits))
    return finding._replace(cell=cell, line=line, end_line=end_line, fix=fix_)


def _edit(edit: Edit, notebook: Notebook) -> Edit:
    cell, line = notebook.place(edit.line)
    return edit._replace(cell=cell, line=line, end_line=edit.end_line - edit.line + line)


def _problem_in_cell(note: Problem, notebook: Notebook) -> Problem:
    if not note.line:
        return note
    cell, line = notebook.place(note.line)
    return note._replace(cell=cell, line=line)
