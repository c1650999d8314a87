"""How questions are answered that may need their own answers: each once, whatever was asked before.

What a function returns may be what it returns itself, by way of others. Questions that need one another's answers, a
strongly connected component, are answered together, in rounds: in the first all their answers are the least one; in
each later one they are those of the round before, until a round changes none. Neither the members of a component nor
its rounds depend on where one begins to ask: they follow from what the files say.

An answer that doesn't settle in MAX_CHANGES changes is the greatest one. That is the only limit: nothing is given up
for the number or the depth of questions. Where they are nested deeper than the stack should be, the innermost is
answered first, on an empty stack, and those that wait for it begin anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from lint_plugin.semantics.code.memo import Owner

MAX_NESTED = 40
"""Questions that wait for one another on the interpreter's stack: some ten frames each."""
MAX_CHANGES = 30
"""The answer to a question in a component doesn't change more often than this, unless it never settles."""

_UNASKED: Any = object()


class Bounds(NamedTuple):
    """The answer to a question before anything is known, and the one that allows everything."""

    least: Any
    greatest: Any


class _Open:
    """A question that is not answered for good yet; `index` and `low` are those of Tarjan's algorithm.

    `value` is its answer in the last round, `first` the one in the first, once it is `explored`; `began` is the index
    of the component in whose rounds it is computed anew. `users` are the open questions that need its answer.
    """

    __slots__ = ("arguments", "began", "bounds", "changes", "explored", "first", "function", "index", "low", "owner",
                 "question", "settled", "users", "value", "waits")  # fmt: skip

    def __init__(self, question: Hashable, owner: Owner, bounds: Bounds, function: Callable[..., Any],
                 arguments: tuple[Any, ...], index: int) -> None:  # fmt: skip
        self.question = question
        self.owner = owner
        self.bounds = bounds
        self.function = function
        self.arguments = arguments
        self.index = self.low = self.began = index
        self.explored = self.settled = self.waits = False
        self.value = bounds.least
        self.first: Any = None
        self.users: dict[_Open, None] | None = None
        self.changes = 0


class _NestedTooDeeplyError(Exception):
    """Ends what waits for the innermost question, which is to be answered first."""


class _ComponentGrewError(Exception):
    """Ends a round: the component has another member, or is part of a larger one."""


class Solver:
    """Answers questions of functions that are given the solver, and ask it in turn."""

    def __init__(self) -> None:
        self._stack: list[_Open] = []  # Tarjan's: open questions, by their indexes
        self._path: list[_Open] = []  # those that wait, each for the next one
        self._resumed = 0  # so many of them wait without a frame of the interpreter's stack
        self._asker: _Open | None = None

    def ask(self, question: Hashable, owner: Owner, bounds: Bounds, function: Callable[..., Any],
            *arguments: Any) -> Any:  # fmt: skip
        """Return the answer to a question on an owner: what the function returns for the solver and the arguments.

        It must follow from these, from the text of files, and from what the function asks. While the question is
        being answered its answer is that of the round before.
        """
        found = owner.memo.get(question, _UNASKED)
        if found.__class__ is not _Open:
            if found is not _UNASKED:
                return found
            found = _Open(question, owner, bounds, function, arguments, len(self._stack))
            owner.memo[question] = found
            self._stack.append(found)
            if self._asker is None:
                return self._answer(found)
            if len(self._path) - self._resumed > MAX_NESTED:
                self._path.append(found)
                raise _NestedTooDeeplyError
            self._advance(found)
            if found.settled:
                return found.value
            is_new = True
        else:
            is_new = False
        asker = self._asker
        assert asker is not None
        asker.waits = True
        asker.low = min(asker.low, found.low)
        if found.users is None:
            found.users = {}
        found.users[asker] = None
        if not asker.explored:
            return bounds.least
        if is_new or found.low < asker.began:
            raise _ComponentGrewError
        return found.value

    def kept(self, question: Hashable, owner: Owner, function: Callable[..., Any], *arguments: Any) -> Any:
        """Return what a function gives for these arguments; what it gave while no question was open is kept.

        It can't change any more then. For what is asked for often, and is made of answers to questions.
        """
        if self._asker is not None:
            return function(self, *arguments)
        if question not in owner.memo:
            owner.memo[question] = function(self, *arguments)
        return owner.memo[question]

    def is_settled(self) -> bool:
        """Return whether all that was asked for the question that is being answered has been answered for good."""
        return self._asker is not None and not self._asker.waits

    def _answer(self, first: _Open) -> Any:
        """Answer a question that no other waits for."""
        path = self._path
        path.append(first)
        try:
            while path:
                current = path.pop()
                self._resumed = len(path)
                try:
                    self._advance(current)
                except _NestedTooDeeplyError:
                    continue
                if path and current.low < path[-1].low:
                    path[-1].low = current.low
        except BaseException:
            for question in self._stack:
                del question.owner.memo[question.question]
            self._stack.clear()
            path.clear()
            raise
        finally:
            self._asker = None
        return first.value

    def _advance(self, question: _Open) -> None:
        """Explore a question, and settle its component if no question before it is part of that."""
        self._path.append(question)
        if not question.explored:
            question.first = self._compute(question)
            question.explored = True
        if question.low == question.index:
            if not question.waits and len(self._stack) == question.index + 1:
                question.value = question.first
                self._settle(question)
            else:
                self._iterate(question)
        self._path.pop()

    def _compute(self, question: _Open) -> Any:
        before, self._asker = self._asker, question
        value = question.function(self, *question.arguments)
        self._asker = before
        return value

    def _iterate(self, root: _Open) -> None:
        """Answer the questions of the component that begins with `root` round by round, until no answer changes.

        Where a round asks for another member the rounds begin anew with that. Where it leads to a question before
        `root` this component is part of that one's.
        """
        asker = self._asker
        while True:
            component = self._stack[root.index :]
            root.low = min(question.low for question in component)
            if root.low < root.index:
                return
            for question in component:
                question.began = root.index
                question.value = question.first
                question.changes = 0
            changed = [question for question in component if question.first != question.bounds.least]
            try:
                while changed:
                    changed = self._round(changed)
            except _ComponentGrewError:
                self._asker = asker
                continue
            self._settle(root)
            return

    def _round(self, changed: list[_Open]) -> list[_Open]:
        """Compute anew what needs an answer that has changed; return those whose answers change by it."""
        using = {user: None for question in changed for user in question.users or () if user.changes <= MAX_CHANGES}
        answers = [(question, self._compute(question)) for question in using]
        changed = []
        for question, value in answers:
            if value != question.value:
                changed.append(question)
                question.changes += 1
                question.value = value if question.changes <= MAX_CHANGES else question.bounds.greatest
        return changed

    def _settle(self, root: _Open) -> None:
        """Keep the answers to the questions of a component, the last ones on the stack."""
        for question in self._stack[root.index :]:
            question.owner.memo[question.question] = question.value
            question.settled = True
            question.users = None
        del self._stack[root.index :]
