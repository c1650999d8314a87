"""The one memo: every answer on a file is kept with what it is about, and goes when that does.

An owner is a file, a scope, a class, or the project itself; its `memo` holds what was found out about it, by question.
There is one invalidation: the memo of a file, and of all that stands in it, goes when the file's tree goes, and the
project's when the project does. An answer that holds nodes of a tree belongs to the file of that tree.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

Memo = dict[Hashable, Any]
"""Question -> answer."""


class Owner(Protocol):
    """What answers are kept with."""

    memo: Memo


_Function = TypeVar("_Function", bound=Callable[..., Any])


def memoized(function: _Function) -> _Function:
    """Make a function of an owner, and of further hashable arguments, compute each answer once and keep it there.

    For what the text says by itself. What an expression means may need its own answer on the way: that is asked of
    the evaluator.
    """

    @wraps(function)
    def ask(owner: Owner, *arguments: Hashable) -> Any:
        question: Hashable = (function, *arguments) if arguments else function
        memo = owner.memo
        if question not in memo:
            memo[question] = function(owner, *arguments)
        return memo[question]

    return cast(_Function, ask)
