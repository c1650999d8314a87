"""Why a call of a MindSpore callable can't be bound to its parameters, in every version that a project supports.

What to ask:

- `problems(qualified_name, positional_count, keyword_names, version)` returns all that is wrong with a call, a
  `Problem` each, and nothing for one that some supported version takes, or of which too little is known.
- `Problem.torch_like` tells torch's habit (`ops.cat(xs, dim=1)`) from other faults: a porter's message and advice fit
  the first alone. A fault that isn't torch's is told only where no version that was read takes the call, MindSpore
  1.10 included, so that MindSpore's own former parameters (`ops.split(x, output_num=2)`) are never one.
- `Problem.remedies` says what to write instead (lint_plugin.mindspore.remedies).
- `shape_index(qualified_name)` says from which positional argument on torch takes a shape as separate numbers
  (`torch.zeros(2, 3)`) where MindSpore wants one tuple. Such a call may bind, `ops.zeros(2, 3)` takes 3 for the dtype:
  more positional arguments than `shape_index + 1` are wrong if they are numbers.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import NamedTuple

from lint_plugin.mindspore import tensor_members, versions
from lint_plugin.mindspore.remedies import Remedy, is_renamed, of_keyword, of_missing, of_positional
from lint_plugin.mindspore.signatures import READ, Callable, Form, Signature, Trust, signature, supported


class Kind(enum.Enum):
    """What is wrong with an argument."""

    UNKNOWN = "a keyword that the callable lacks"
    SURPLUS = "a positional argument more than it takes"
    DOUBLED = "a keyword whose parameter a positional argument fills"
    MISSING = "a required parameter that nothing fills"


class Fault(NamedTuple):
    """What one form of a callable has against a call.

    `argument` is the keyword, or the parameter that is missing, and empty for a surplus argument; `position` counts
    positional arguments from 0: where the first surplus one, or the one that fills a doubled parameter, stands.
    """

    kind: Kind
    argument: str
    position: int | None = None


class Problem(NamedTuple):
    """A fault that every supported version finds in a call.

    `remedies` say what to write, by torch's name of the argument: one, or several for surplus arguments; none where
    MindSpore has nothing like it, or where the fault isn't torch's.
    """

    kind: Kind
    argument: str
    position: int | None
    torch_like: bool
    remedies: tuple[Remedy, ...]


def problems(
    qualified_name: str,
    positional_count: int,
    keyword_names: Sequence[str],
    version: versions.Version | None,
    *,
    bound_before: int = 0,
    complete: bool = True,
) -> tuple[Problem, ...]:
    """Return what is wrong with a call in every version of MindSpore from `version` on (None: from 2.0 on).

    `positional_count` is the number of positional arguments without starred ones, of those that stand before the first
    starred one; `bound_before` so many leading parameters as something else fills (functools.partial, an explicit
    `self` counts -1). `complete` is False where the call also has `*args` or `**kwargs`: nothing is missing then.
    A version that lacks the name altogether doesn't count; one of which nothing is known ends in no problem.
    """
    known = signature(qualified_name)
    if known is None:
        return ()
    call = _Call(positional_count + bound_before, tuple(keyword_names), complete)
    found = call.faults_in_every(known, supported(version))
    if not found or (call.was_mindspores(known) and not call.is_whole_torchs(known.torch)):
        return ()
    everywhere = call.faults_in_every(known, READ)
    told: list[Problem] = []
    for fault in found:
        torch_like = call.is_torchs(fault, known.torch)
        if torch_like or fault in everywhere:
            is_told = torch_like or (fault.kind is Kind.UNKNOWN and is_renamed(fault.argument))
            remedies = call.remedies(fault, known, version) if is_told else ()
            told.append(Problem(fault.kind, fault.argument, fault.position, torch_like, remedies))
    if any(
        not problem.torch_like and not problem.remedies for problem in told
    ):  # no advice on a part of what isn't torch's
        told = [problem if problem.torch_like else problem._replace(remedies=()) for problem in told]
    filled = {name for problem in told for remedy in problem.remedies for name in remedy.names}
    return tuple(problem for problem in told if problem.kind is not Kind.MISSING or problem.argument not in filled)


def shape_index(qualified_name: str) -> int | None:
    """Return which positional argument begins a shape that torch takes as separate numbers, MindSpore as one tuple.

    None for callables where both take the same.
    """
    if tensor_members.takes_sizes(qualified_name.removeprefix("mindspore.Tensor.")):
        return 0
    known = signature(qualified_name)
    if known is None:
        return None
    for one in known.torch:
        if one.takes_more_positional:
            newest = known.at(READ[-1])
            if any(own.takes_more_positional for own in newest.signatures) or newest.trust is not Trust.WHOLE:
                return None
            return len(one.positional)
    return None


class _Call(NamedTuple):
    """A call's arguments: how many are positional, the keywords, and whether those are all."""

    positional: int
    keywords: tuple[str, ...]
    complete: bool

    def faults_in_every(self, known: Callable, read: Sequence[versions.Version]) -> list[Fault]:
        """Return the faults that all the versions find which have the callable; the newest's where they differ."""
        forms = [form for form in map(known.at, read) if form.trust is not Trust.ABSENT]
        if not forms or any(form.trust is Trust.UNKNOWN for form in forms):
            return []
        each = [self.faults(form) for form in dict.fromkeys(forms)]
        if not all(each):
            return []
        return [fault for fault in each[-1] if all(fault in one for one in each)] or each[-1]

    def faults(self, form: Form) -> list[Fault]:
        """Return what a form has against the call: of several alternatives the least, of none that takes it."""
        least: list[Fault] | None = None
        for one in form.signatures:
            found = self.faults_of(one)
            if form.trust is Trust.KEYWORDS:
                found = [fault for fault in found if fault.kind is Kind.UNKNOWN]
            if least is None or len(found) < len(least):
                least = found
        return least or []

    def faults_of(self, one: Signature) -> list[Fault]:
        """Return what a signature has against the call."""
        found = [
            Fault(Kind.UNKNOWN, keyword)
            for keyword in self.keywords
            if keyword not in one.keywords and not one.takes_any_keyword
        ]
        filled = one.positional[: max(self.positional, 0)]
        found += [
            Fault(Kind.DOUBLED, keyword, filled.index(one.keywords[keyword]))
            for keyword in self.keywords
            if one.keywords.get(keyword) in filled
        ]
        if self.positional > len(one.positional) and not one.takes_more_positional:
            found.append(Fault(Kind.SURPLUS, "", len(one.positional)))
        if self.complete:
            given = {one.keywords.get(keyword) for keyword in self.keywords}.union(filled)
            found += [Fault(Kind.MISSING, name) for name in sorted(one.required - given)]
        return found

    def was_mindspores(self, known: Callable) -> bool:
        """Return whether some version that was read takes the call."""
        forms = (known.at(version) for version in READ)
        return any(not self.faults(form) for form in forms if form.signatures)

    def is_whole_torchs(self, torch: Sequence[Signature]) -> bool:
        """Return whether torch takes the call as it is, by its own names of parameters: those of NumPy don't count."""
        return any(
            not self.faults_of(one) and all(one.keywords.get(keyword) == keyword for keyword in self.keywords)
            for one in torch
        )

    def is_torchs(self, fault: Fault, torch: Sequence[Signature]) -> bool:
        """Return whether torch takes what the fault is about: the keyword, or a call of this shape."""
        if fault.kind is Kind.UNKNOWN:
            return any(fault.argument in one.keywords for one in torch)
        if fault.kind is Kind.SURPLUS:
            return any(one.takes_more_positional or len(one.positional) >= self.positional for one in torch)
        return any(not self.as_torchs(one).faults_of(one) for one in torch)

    def as_torchs(self, one: Signature) -> _Call:
        """Return the call without the keywords that torch's signature lacks: those are MindSpore's."""
        return _Call(self.positional, tuple(word for word in self.keywords if word in one.keywords), self.complete)

    def remedies(self, fault: Fault, known: Callable, version: versions.Version | None) -> tuple[Remedy, ...]:
        """Return what to write instead of what torch takes."""
        forms = [form for form in map(known.at, supported(version)) if form.trust is not Trust.ABSENT]
        if fault.kind is Kind.UNKNOWN:
            found = [of_keyword(known, fault.argument, forms, self.positional, self.keywords)]
        elif fault.kind is Kind.MISSING:
            found = [of_missing(known, fault.argument)]
        else:
            first = fault.position or 0
            last = self.positional if fault.kind is Kind.SURPLUS else first + 1
            found = of_positional(known, range(first, last), forms, self.keywords)
        return tuple(one for one in found if one is not None)
