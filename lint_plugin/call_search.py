"""Which calls of MindSpore's callables a file's text may hold, found without parsing it.

A callable is called by what leads to it from a namespace (`nn.Conv2d`), and by the names that an import, an assignment,
a loop or a class statement gives it. The answer only decides what is looked at more closely: it may name a call of
something else. It leaves out what is bound in other ways than these, and in other files; of those calls a rule sees
the ones that give one of its `call_keywords`.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lint_plugin.call_text import Arguments, arguments_at, arguments_of, text_at, values_of
from lint_plugin.mindspore import versions
from lint_plugin.namespace_search import USUAL, chains_behind, imports_in, words_before
from lint_plugin.patterns import later
from lint_plugin.rules.rule import Rule
from lint_plugin.source import CLOSED, GAP, IN_WORDS, before_gap, code_ends, follows, line_start

_MAX_NAMES = 60
"""Names of a file that are followed; a file that gives callables more names than this is a table of them."""
_MAX_DEPTH = 1000
"""More than any class is indented."""
_MAX_CLASSES = 50
"""Classes before a call of `__init__` among which the one around it is looked for."""
_MAX_LINES = 8
"""Lines that are gone back to where a statement begins."""
_LONGEST_HEAD = 2000
"""Bytes of one of these lines that are read."""

_WORD = later(rb"\w+")
OPENING = later(CLOSED + rb"\(")
"""What is behind the callee of a call, up to the bracket that opens its arguments."""
_CALLED = later(rb"(?<![\w.])(\w+)\b" + OPENING.pattern)
_INIT = later(rb"\." + GAP + rb"__init__\b" + OPENING.pattern)
_CLASS = later(rb"([ \t]*)class[ \t\\]+(\w+)")
_CLASS_NAME = later(rb"class[ \t\\]+(\w+)")
_STATEMENTS = (b"class ", b"def ")
"""What stands before a name that is neither called nor a value, though a bracket follows it."""
_TARGETS = later(rb"[ \t]*(?![ \t]|(?:def|async|return|lambda)\b)(?:for[ \t]+(.+?)[ \t]+in\b|([^=]*?)=(?!=))")
_ANNOTATION = later(rb":.*", re.DOTALL)
_GOES_ON = (b"(", b"[", b"{", b",", b"=")
_CONTINUED = (b"\\\n", b"\\\r\n", b"\\\r")
_VALUE_BEFORE = later(rb"(?:[=(,{]|\belse|\bor|\bin)$")
_VALUE_BEHIND = later(rb"[ \t]*(?:[,);#\r\n\\}]|if\b|else\b|or\b|$)")
_NEAR = 16
"""Bytes in front of a value that are read."""
_LONGEST_WORD = 4
"""Bytes of a word that may be in front of a value."""
_GAP = b"\t\r\n\f\v\\"
_WORD_BYTES = frozenset(bytes([code]) for code in IN_WORDS)
_MOST_TEXTS = 10_000
"""Texts of arguments about which is kept who wants them."""


class Found(NamedTuple):
    """The calls that a text may hold: where they are, and the last parts of their callees' names, by rule code."""

    offsets: list[int]
    callees: dict[str, frozenset[str]]


class CallSearch:
    """A search for the calls that some rules ask for, in a project of one version; one serves any number of files."""

    def __init__(self, rules: Sequence[Rule], version: versions.Version | None) -> None:
        self._rules = [rule for rule in rules if rule.calls or rule.call_namespaces]
        self._version = version
        self._namespaces = frozenset(space for rule in self._rules for space in _namespaces(rule))
        self.keywords = frozenset(keyword for rule in rules for keyword in rule.call_keywords)
        """The names of arguments that make any call worth a look."""
        self._askers: dict[str, tuple[Rule, ...]] = {}
        self._wanting: dict[tuple[str, Arguments], tuple[Rule, ...]] = {}
        self._imported: dict[tuple[bytes, bytes], tuple[str, bool]] = {}
        self._of_text: dict[tuple[str, bytes], tuple[Rule, ...]] = {}
        self._steps: dict[tuple[str, bytes], tuple[tuple[str, int, bytes], ...]] = {}

    def found_in(self, source: bytes) -> Found:
        """Return the calls that a text may hold."""
        if (b"mindspore" not in source and b"torch" in source) or not (self._rules or self.keywords):
            return Found([], {})
        found = _Text(self, source).read() if self._rules else Found([], {})
        return Found(found.offsets + list(_given(self.keywords, source)), found.callees)

    def askers(self, qualified_name: str) -> tuple[Rule, ...]:
        """Return the rules that ask for calls of a callable."""
        found = self._askers.get(qualified_name)
        if found is None:
            wanted = (rule for rule in self._rules if rule.asks_for_call(qualified_name, self._version))
            found = self._askers[qualified_name] = tuple(wanted)
        return found

    def wanting_at(self, qualified_name: str, source: bytes, opening: int) -> tuple[Rule, ...]:
        """Return the rules that may report a call whose bracket opens at an offset of a text."""
        text = text_at(source, opening)
        if text is None:
            return self.wanting(qualified_name, arguments_at(source, opening))
        found = self._of_text.get((qualified_name, text))
        if found is None:
            wanting = self.wanting(qualified_name, arguments_of(text))
            values = values_of(text)
            found = tuple(rule for rule in wanting if rule.asks_for_values(qualified_name, values))
            if len(self._of_text) < _MOST_TEXTS:
                self._of_text[qualified_name, text] = found
        return found

    def wanting(self, qualified_name: str, arguments: Arguments | None) -> tuple[Rule, ...]:
        """Return the rules that may report a call with these arguments; None where the text doesn't tell them."""
        if arguments is None:
            return self.askers(qualified_name)
        found = self._wanting.get((qualified_name, arguments))
        if found is None:
            askers = self.askers(qualified_name)
            wanting = (r for r in askers if r.asks_for_arguments(qualified_name, *arguments, self._version))
            found = self._wanting[qualified_name, arguments] = tuple(wanting)
        return found

    def imported(self, path: bytes, name: bytes) -> tuple[str, bool]:
        """Return what an import takes, and whether it is a callable that is asked for; empty where it leads to none."""
        found = self._imported.get((path, name))
        if found is None:
            space = ".".join(part.decode() for part in (path, name) if part)
            is_callable = bool(name and self.askers(space))
            leads = is_callable or any(
                f"{one}.".startswith(f"{space}.") or space.startswith(f"{one}.") for one in self._namespaces
            )
            found = self._imported[path, name] = space if leads else "", is_callable
        return found

    def steps(self, space: str, chain: bytes) -> tuple[tuple[str, int, bytes], ...]:
        """Return (qualified name, where its last part ends in the chain, that part) of what a chain takes."""
        found = self._steps.get((space, chain))
        if found is None:
            steps = []
            inner = space
            for part in _WORD.finditer(chain):
                inner = f"{inner}.{part[0].decode()}"
                if self.askers(inner):
                    steps.append((inner, part.end(), part[0]))
            found = self._steps[space, chain] = tuple(steps)
        return found


def _namespaces(rule: Rule) -> Iterable[str]:
    return rule.call_namespaces | {name.rpartition(".")[0] for name in rule.calls}


class _Head(NamedTuple):
    """What a line says up to an offset: the names that it binds, or where the code ends that it goes on with."""

    names: Sequence[bytes] = ()
    inherits: bool = False
    above: int | None = None


class _Text:
    """One file's text: the names that it gives callables, and the calls that were found."""

    def __init__(self, search: CallSearch, source: bytes) -> None:
        self._search = search
        self._source = source
        self._has_partial = b"partial" in source
        self._bound: dict[bytes, set[str]] = {}
        self._pending: list[tuple[bytes, str]] = []
        self._subclasses: dict[bytes, set[str]] = {}
        self._offsets: list[int] = []
        self._heads: dict[int, _Head] = {}
        self._callees: dict[str, set[str]] = {}

    def read(self) -> Found:
        """Return the calls that the text may hold."""
        aliases = dict(USUAL)
        for path, name, bound, _ in imports_in(self._source):
            if name == b"*":
                self._read_star(path.decode())
                continue
            space, is_callable = self._search.imported(path, name)
            if is_callable:
                self._bind(bound, space)
            elif space and bound:
                aliases[bound] = space
        for (alias, chain), offsets in chains_behind(aliases, self._source).items():
            steps = self._search.steps(aliases[alias], chain) if alias in aliases else ()
            for qualified_name, end, leaf in steps:
                for offset in offsets:
                    if chain.startswith(b","):  # getattr(nn, "Conv2d")
                        self._wake(self._search.askers(qualified_name), leaf, offset)
                    start = self._source.rfind(alias, 0, offset)
                    self._read_mention(qualified_name, leaf, start, offset + end)
        while self._pending and len(self._bound) <= _MAX_NAMES:
            self._read_name(*self._pending.pop())
        if self._subclasses:
            self._read_inits()
        return Found(self._offsets, {code: frozenset(names) for code, names in self._callees.items()})

    def _bind(self, name: bytes, qualified_name: str) -> None:
        """Note that a name may mean a callable, and have its uses read."""
        known = self._bound.setdefault(name, set())
        if qualified_name not in known:
            known.add(qualified_name)
            self._pending.append((name, qualified_name))

    def _read_star(self, module: str) -> None:
        for called in _CALLED.finditer(self._source):
            name = f"{module}.{called[1].decode()}"
            if self._search.askers(name):
                wanting = self._search.wanting_at(name, self._source, called.end() - 1)
                self._wake(wanting, called[1], called.start(1))
                self._bind(called[1], name)

    def _read_name(self, name: bytes, qualified_name: str) -> None:
        """Read what a file does with a name that may mean a callable."""
        source = self._source
        start = source.find(name)
        while start >= 0:
            end = start + len(name)
            is_word = source[end : end + 1] not in _WORD_BYTES and source[start - 1 : start] not in _WORD_BYTES
            if is_word and not source.endswith(_STATEMENTS, 0, start):
                self._read_mention(qualified_name, name, start, end)
            start = source.find(name, end)

    def _read_mention(self, qualified_name: str, leaf: bytes, start: int, end: int) -> None:
        """Take note of a mention of a callable from `start` to `end`: a call of it, or something that binds it."""
        opening = OPENING.match(self._source, end)
        if opening:
            self._wake(self._search.wanting_at(qualified_name, self._source, opening.end() - 1), leaf, start)
        elif _VALUE_BEHIND.match(self._source, end) and self._is_value(start):
            self._read_binding(qualified_name, leaf, start)

    def _is_value(self, start: int) -> bool:
        """Return whether an expression that begins at an offset may be what something is given."""
        source = self._source
        near = source[max(start - _NEAR, 0) : start].rstrip(b" ")
        if len(near) > _LONGEST_WORD and near[-1] not in _GAP:
            return _VALUE_BEFORE.search(near) is not None
        return any(_VALUE_BEFORE.search(source, max(end - _NEAR, 0), end) for end in code_ends(source, start))

    def _read_binding(self, qualified_name: str, leaf: bytes, start: int) -> None:
        """Take note of the names that the statement around a mention gives a callable."""
        source = self._source
        end = start
        if self._has_partial and follows(source, start, b"("):
            self._wake(self._search.askers(qualified_name), leaf, start)  # functools.partial goes by any name
        for _ in range(_MAX_LINES):
            head = self._heads.get(end) or self._head(end)
            if end != start:  # the line above may be that of many mentions
                self._heads[end] = head
            for name in head.names:
                self._bind(name, qualified_name)
            if head.inherits:
                self._subclasses.setdefault(head.names[0], set()).add(qualified_name)
            if head.names or head.above is None:
                return
            end = head.above

    def _head(self, end: int) -> _Head:
        """Return what the line says up to an offset."""
        source = self._source
        line = line_start(source, end, max(end - _LONGEST_HEAD, 0))
        if not line and end > _LONGEST_HEAD:
            return _Head()
        head = source[line:end]
        inherits = _CLASS.match(head)
        if inherits:
            return _Head([inherits[2]], inherits=True)
        targets = _TARGETS.match(head)
        if targets:
            listed = _ANNOTATION.sub(b"", targets[1] or targets[2]).split(b",")
            return _Head([names[-1] for names in map(_WORD.findall, listed) if names])
        before = [at for at in code_ends(source, line) if source.endswith(_GOES_ON, 0, at)]
        if source.endswith(_CONTINUED, 0, line):
            before.append(before_gap(source, line))
        return _Head(above=before[0] if before else None)

    def _read_inits(self) -> None:
        """Take note of the calls of `__init__` in the classes that inherit a callable's."""
        inits = list(_INIT.finditer(self._source)) if b"__init__" in self._source else []
        classes = list(self._classes()) if inits else []
        for init in inits:
            inherited: set[str] = set()
            depth = _MAX_DEPTH
            for _, indentation, name in reversed(classes[: bisect_left(classes, (init.start(),))][-_MAX_CLASSES:]):
                if indentation < depth:  # it stands around the call, or ends before it
                    inherited |= self._subclasses.get(name, set())
                    depth = indentation
            for qualified_name in inherited:
                wanting = self._search.wanting_at(qualified_name, self._source, init.end() - 1)
                self._wake(wanting, b"__init__", init.start())

    def _classes(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield (where its line begins, how deep it is indented, name) of each class statement."""
        for found in _CLASS_NAME.finditer(self._source):
            start = found.start()
            line = line_start(self._source, start, max(start - _MAX_DEPTH, 0))
            if not self._source[line:start].strip(b" \t"):
                yield line, start - line, found[1]

    def _wake(self, wanting: tuple[Rule, ...], leaf: bytes, offset: int) -> None:
        for rule in wanting:
            self._offsets.append(offset)
            self._callees.setdefault(rule.code, set()).add(leaf.decode())


def _given(keywords: frozenset[str], source: bytes) -> Iterator[int]:
    """Yield where a call may give one of the arguments by its name."""
    if not any(keyword.encode() in source for keyword in keywords):
        return
    wanted = {keyword.encode() for keyword in keywords}
    for match in _keyword(tuple(sorted(wanted))).finditer(source):
        if match.lastindex or not wanted.isdisjoint(words_before(source, match.start())):
            yield match.start()


@functools.lru_cache(maxsize=64)
def _keyword(keywords: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Return what finds an equals sign behind one of the keywords; without a group where a space is between."""
    behind = [rb"(?<=\b(%s)=)" % keyword for keyword in keywords] + [rb"(?<=[\s\\]=)"]
    return re.compile(rb"=(?!=)(?:%s)" % b"|".join(behind))
