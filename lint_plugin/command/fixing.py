"""Fixing the files of one run: passes over all of them until none changes; nothing is written here.

A pass checks every file against the same texts of all files, applies what fixes it finds, and the next one checks
against what came of that: a finding may depend on other files, as on a base class in one. What is reported of a file
that changed is found in the text that is written, by the last pass.

A fix that makes of its file what isn't Python, or that makes a finding that wasn't there, is a defect of ours: the run
starts anew, and leaves that file as it is. So it does where a fix was safe only if another file is fixed, too, and that
wasn't.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lint_plugin import source as source_
from lint_plugin import suppressions
from lint_plugin.command.baseline import Known
from lint_plugin.command.checking import Checker, Done, Task, failed, spread
from lint_plugin.finding import Finding, Problem, Result
from lint_plugin.fixes.apply import Applied, apply
from lint_plugin.fixes.edit import Applicability
from lint_plugin.language import Text as Sentence
from lint_plugin.settings import Settings

_MOST_PASSES = 100
_MOST_STARTS = 5
"""How often a run starts anew without the files in which it met a defect."""

_NOT_PYTHON = Sentence(
    en="left as it was: its fixes ({codes}) would make of it what isn't Python ({reason}); please report this defect",
    zh="保持原样：修复（{codes}）会使其不再是合法的 Python 代码（{reason}）。这是本工具的缺陷，请反馈",
)
_NEW_FINDING = Sentence(
    en="left as it was: its fixes ({codes}) would make a new finding: {finding}; please report this defect",
    zh="保持原样：修复（{codes}）会产生新的告警：{finding}。这是本工具的缺陷，请反馈",
)
_ENDLESS = Sentence(
    en="left as it was: its fixes ({codes}) still change it after {passes} passes; please report this defect",
    zh="保持原样：经过 {passes} 轮修复（{codes}）后内容仍在变化。这是本工具的缺陷，请反馈",
)


@dataclass(frozen=True)
class Plan:
    """How to fix: fixes of which applicability at least, and not what the baseline knows, in how many processes.

    `report_unused` says whether comments that silence nothing are findings.
    """

    least: Applicability = Applicability.SAFE
    baseline: Known | None = None
    jobs: int = 1
    report_unused: bool = False


class Place(NamedTuple):
    """A code, and where a finding of it stands: offsets in characters of the file's text."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class FixedFile:
    """What fixing made of a file.

    `result` is what is found in the text `after`, `known` are those of its findings that the baseline knows, and
    `fixed` the findings that are gone by fixes, as they stood when they were found. `before` is the text as it was
    read. Both texts are None where nothing changed.
    """

    task: Task
    result: Result
    known: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    before: bytes | None = None
    after: bytes | None = None

    @property
    def text(self) -> bytes:
        """The text of standard input as fixing left it."""
        return (self.task.source or b"") if self.after is None else self.after


@dataclass(frozen=True)
class _Turn:
    """A file in one pass: `task` has its present text.

    `held` are findings that are known from the baseline, and so not fixed; `old` are all that were there before the
    first fix and haven't been fixed, None in the first pass. `parse` says that the text is what fixes made of it.
    """

    task: Task
    fixable: bool = True
    parse: bool = False
    held: tuple[Place, ...] = ()
    old: tuple[Place, ...] | None = None

    @property
    def settings(self) -> Settings:
        return self.task.settings

    def size(self) -> int:
        return self.task.size()


@dataclass(frozen=True)
class _Step:
    """What one pass made of a file: `before` is its text, `after` what fixes made of that, None for no change.

    `held` and `old` are as in the next turn; `new` are findings that weren't there before the first fix. `broken` says
    why the text, which fixes made, isn't Python; `known` are findings that the baseline knows.
    """

    result: Result
    known: tuple[Finding, ...] = ()
    before: bytes = b""
    after: bytes | None = None
    fixed: tuple[Finding, ...] = ()
    held: tuple[Place, ...] = ()
    old: tuple[Place, ...] = ()
    new: tuple[Finding, ...] = ()
    broken: str = ""


def _lost(turn: _Turn, reason: str) -> _Step:
    return _Step(failed(turn.task, reason))


class _Fixer:
    """Takes one file through one pass."""

    def __init__(self, checker: Checker, plan: Plan, paths: frozenset[str]) -> None:
        self._checker = checker
        self._plan = plan
        self._paths = paths

    def step(self, turn: _Turn) -> _Step:
        """Check a file and apply its fixes."""
        tree = None
        if turn.parse:
            assert turn.task.source is not None
            try:
                tree = source_.parse(turn.task.source)
            except source_.SourceError as error:
                return _Step(Result([], []), broken=error.reason)
        result = self._checker.check(turn.task, tree)
        return self._fixed(turn, result) if result.findings else _Step(result, held=turn.held, old=turn.old or ())

    def _fixed(self, turn: _Turn, result: Result) -> _Step:
        source = source_.read(turn.task.path) if turn.task.source is None else turn.task.source
        text = source_.Text(source)
        findings = result.findings
        places = [_place(finding, text) for finding in findings]
        held = set(self._held(turn, findings, places))
        fixes = {
            index: finding.fix
            for index, finding in enumerate(findings)
            if turn.fixable and places[index] not in held and self._is_wanted(finding)
        }
        applied = apply(text, [fix for fix in fixes.values() if fix])
        after = _encoded(applied.text, text, source)
        indexes = list(fixes)
        gone = {indexes[taken] for taken in applied.taken} if after is not None else set()
        old = places if turn.old is None else turn.old
        fixed = _Places(places[index] for index in gone)
        return _Step(
            result,
            tuple(finding for finding, place in zip(findings, places, strict=True) if place in held),
            source,
            after,
            tuple(findings[index] for index in sorted(gone)),
            _moved(held if turn.old is None else turn.held, applied),
            _moved((place for place in old if place not in fixed), applied),
            () if turn.old is None else tuple(_new(findings, places, turn.old, text)),
        )

    def _is_wanted(self, finding: Finding) -> bool:
        return finding.fix is not None and finding.fix.among(self._paths).applicability >= self._plan.least

    def _held(self, turn: _Turn, findings: Sequence[Finding], places: Sequence[Place]) -> Iterator[Place]:
        """Yield where findings stand that the baseline knows."""
        if turn.old is not None:
            known = _Places(turn.held)
            yield from (place for place in places if place in known)
        elif self._plan.baseline is not None:
            unknown = set(self._plan.baseline.new(findings))
            yield from (place for finding, place in zip(findings, places, strict=True) if finding not in unknown)


def _place(finding: Finding, text: source_.Text) -> Place:
    start = text.at(finding.line, finding.column)
    return Place(finding.code, start, text.at(finding.end_line, finding.end_column))


def _moved(places: Iterable[Place], applied: Applied) -> tuple[Place, ...]:
    """Return where places of a text stand in what a pass made of it."""
    return tuple(Place(code, *applied.moved(start, end)) for code, start, end in places)


class _Places:
    """Where findings stand: whether one of a code overlaps a place."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._sorted = sorted(places)

    def __contains__(self, place: Place) -> bool:
        after = bisect_left(self._sorted, (place.code, place.end))
        before = self._sorted[after - 1] if after else None
        return before is not None and before.code == place.code and place.start < before.end


def _new(
    findings: Sequence[Finding], places: Sequence[Place], old: Iterable[Place], text: source_.Text
) -> Iterator[Finding]:
    """Yield the findings on whose lines none of the same code stood before."""
    lines = {
        (code, line) for code, start, end in old for line in range(text.position(start)[0], text.position(end)[0] + 1)
    }
    for finding, place in zip(findings, places, strict=True):
        if (place.code, finding.line) not in lines and place.code != suppressions.UNUSED_CODE:
            yield finding


def _encoded(content: str, text: source_.Text, source: bytes) -> bytes | None:
    """Return a text in a file's encoding; None where it is the file's own, or can't be put as the file is."""
    if content == text.content or text.content.encode(text.encoding) != source:
        return None
    try:
        return content.encode(text.encoding)
    except UnicodeEncodeError:
        return None


class _Run:
    """The passes over the files of a run; those of the indexes `left` are checked and not fixed.

    No fix is safe because of files at the paths `uncertain`. `defects` says of files, by their indexes, why they must
    be left, and `missed` are paths of files that fixes counted on and that weren't fixed; where there are some, nothing
    else here is to be used. `done` is told in each pass how far that is.
    """

    def __init__(
        self,
        plan: Plan,
        tasks: Sequence[Task],
        left: Collection[int],
        uncertain: Collection[str],
        done: Done | None = None,
    ) -> None:
        self._plan = plan
        self._done = done
        self._tasks = tasks
        paths = (os.path.abspath(task.path) for index, task in enumerate(tasks) if index not in left)
        self._paths = frozenset(paths) - set(uncertain)
        self._turns = [_Turn(task, index not in left) for index, task in enumerate(tasks)]
        self.files = [FixedFile(task, Result([], [])) for task in tasks]
        self.defects: dict[int, Problem] = {}
        self.missed: set[str] = set()

    def passes(self) -> None:
        """Take the files through passes until none changes, or a defect is met."""
        texts: dict[str, bytes] = {}
        new: dict[int, tuple[Finding, ...]] = {}
        for _ in range(_MOST_PASSES):
            changed = []
            for index, step in enumerate(self._pass(texts)):
                if step.broken:
                    self._defect(index, _NOT_PYTHON, reason=step.broken)
                new[index] = step.new
                if self._take(index, step):
                    changed.append(index)
            if self.defects:
                return
            if not changed:
                break
            texts.update((os.path.abspath(self._tasks[i].path), self._turns[i].task.source or b"") for i in changed)
        else:
            for index in changed:
                self._defect(index, _ENDLESS, passes=_MOST_PASSES)
            return
        self._count_on()
        for index, file in enumerate(self.files):
            if new[index] and not any(finding.fix and finding.fix.reveals for finding in file.fixed):
                self._look_into(index, new[index])

    def _count_on(self) -> None:
        """Note which files weren't fixed though fixes of others were safe only if they were."""
        fixed = {os.path.abspath(file.task.path) for file in self.files if file.after is not None}
        for file in self.files:
            for finding in file.fixed:
                if finding.fix is not None and finding.fix.applicability < self._plan.least:
                    self.missed.update(path for path in finding.fix.together_with if path not in fixed)

    def _pass(self, texts: Mapping[str, bytes]) -> Iterator[_Step]:
        checker = Checker(self._plan.report_unused, dict(texts))
        fixer = _Fixer(checker, self._plan, self._paths)
        return spread(fixer.step, _lost, self._turns, checker, self._plan.jobs, self._done)

    def _take(self, index: int, step: _Step) -> bool:
        """Take over what a pass made of a file. Returns whether it changed."""
        file, turn = self.files[index], self._turns[index]
        if step.after is None:
            self.files[index] = replace(file, result=step.result, known=step.known)
            self._turns[index] = replace(turn, parse=False)
            return False
        before = step.before if file.before is None else file.before
        self.files[index] = FixedFile(file.task, step.result, (), file.fixed + step.fixed, before, step.after)
        task = turn.task._replace(source=step.after)
        self._turns[index] = replace(turn, task=task, parse=True, held=step.held, old=step.old)
        return True

    def _look_into(self, index: int, new: Sequence[Finding]) -> None:
        """Look whether findings that are new in a file are its own fixes' doing, or those of other files."""
        alone = Checker().check(self._turns[index].task).findings
        made = sorted({(finding.code, finding.line) for finding in alone} & {(found.code, found.line) for found in new})
        if made:
            finding = next(found for found in new if (found.code, found.line) == made[0])
            self._defect(index, _NEW_FINDING, finding=f"{finding.line}:{finding.column}: {finding.code}")

    def _defect(self, index: int, text: Sentence, **fields: object) -> None:
        file = self.files[index]
        codes = sorted({finding.code for finding in file.fixed})
        symbols = tuple(sorted({finding.symbol for finding in file.fixed}))
        reason = text.format(self._tasks[index].settings.language, codes=", ".join(codes), **fields)
        self.defects[index] = Problem(file.task.path, 0, 0, reason, symbols)


def fix(tasks: Sequence[Task], plan: Plan, done: Done | None = None) -> list[FixedFile]:
    """Return what fixing makes of files, in their order; a file that a defect of ours left alone has a problem.

    `done` is told in each pass over the files how far that is.
    """
    defects: dict[int, Problem] = {}
    uncertain: set[str] = set()
    for start in range(_MOST_STARTS + 1):
        run = _Run(plan, tasks, defects if start < _MOST_STARTS else range(len(tasks)), uncertain, done)
        run.passes()
        if not run.defects and not run.missed:
            break
        defects |= run.defects
        uncertain |= run.missed
    for index, problem in defects.items():
        run.files[index].result.problems.append(problem)
    return run.files
