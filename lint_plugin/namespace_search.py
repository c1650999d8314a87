"""Which attributes of MindSpore's namespaces a file's text mentions, found without parsing it.

An answer only decides what is looked at more closely: it may name an attribute of something else, and leaves out
namespaces that reach a name by other ways than an import or the names that everybody gives them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from lint_plugin.source import CLOSED, COMMENT_LINES, GAP, before_gap, code_ends

Asked = Callable[[str, str], bool]
"""Whether an attribute is asked for, by the dotted name of its namespace and its own."""

USUAL = {b"mindspore": "mindspore", b"ms": "mindspore", b"nn": "mindspore.nn", b"ops": "mindspore.ops",
         b"mint": "mindspore.mint", b"F": "mindspore.mint.nn.functional"}  # fmt: skip
"""The names that everybody gives MindSpore's namespaces, also where another file of the project imports them."""
_DOTTED = rb"(mindspore(?:[ \t\f\\\r\n]*\.[\s\\]*\w+)*)"
_FROM = re.compile(rb"from[\s\\]+" + _DOTTED + rb"[\s\\]+import[\s\\]*")
_REST_OF_LINE = re.compile(rb"(?:\\(?:\r\n|\r|\n)|[^\r\n;#])*")
_LISTED = re.compile(rb"[^()#\r\n]*(?:#[^\r\n]*)?([()]|[\r\n]|\Z)")
_IMPORT = re.compile(rb"import[ \t\\]+((?:\\(?:\r\n|\r|\n)|[^\r\n;#])*)")
_MODULE = re.compile(_DOTTED + rb"(?:[\s\\]+as[\s\\]+(\w+))?")
_NAME = re.compile(rb"(\w+|\*)(?:[\s\\]+as[\s\\]+(\w+))?")
_BRACKET = ord(")")
_QUOTED = re.compile(rb"[\"'](\w+)")
_PART = re.compile(rb"\w+")
_WORDS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
_FEW = 40
"""Names up to which a pattern finds them faster than a look at the word before each dot."""
_LONGEST_NAME = 100
"""Bytes: no namespace goes by a longer name."""
_COMMENT = re.compile(rb"#[^\r\n]*")
_BRACKETS_OPENED = rb"[\s\\(]*" + COMMENT_LINES % rb"\s\\("
_ATTRIBUTE = (b".", GAP + rb"\w+(?:" + CLOSED + rb"\." + GAP + rb"\w+){0,20}")
_ARGUMENT = (b",", _BRACKETS_OPENED + rb"\w{0,2}[\"']+\w+(?:[\"']" + GAP + rb"\w?[\"']\w+){0,20}")
"""The mark behind a namespace that something is taken from, and what stands behind it: `ops.x`, `getattr(ops, "x")`."""


class NamespaceSearch:
    """A search for those attributes of some namespaces that are asked for; one serves any number of files."""

    def __init__(self, namespaces: frozenset[str], asked: Asked) -> None:
        self._namespaces = namespaces
        self._asked = asked
        self._known: dict[tuple[str, bytes], tuple[str, ...]] = {}
        self._leading: dict[str, bool] = {}

    def found_in(self, source: bytes) -> list[tuple[str, int]]:
        """Return (name, offset in the source) of each attribute that is asked for."""
        if b"mindspore" not in source and b"torch" in source:
            return []
        aliases = dict(USUAL)
        found: list[tuple[str, int]] = []
        for path, name, bound, offset in imports_in(source):
            space = ".".join(part.decode() for part in (path, name) if part)
            if bound and self._may_lead_to_one(space):
                aliases[bound] = space
            below = path.partition(b".")[2]
            found += [(asked, offset) for asked in self._names("mindspore", b"%s %s" % (below, name))]
        for bound, alias, chain in assigned_in(source, tuple(sorted(aliases))):
            space = ".".join([aliases[alias], *(part.decode() for part in _PART.findall(chain))])
            if self._may_lead_to_one(space):
                aliases[bound] = space
        for (alias, chain), offsets in chains_behind(tuple(sorted(aliases)), source).items():
            for asked in self._names(aliases[alias], chain):
                found += [(asked, offset) for offset in offsets]
        return found

    def _may_lead_to_one(self, space: str) -> bool:
        """Return whether one of the namespaces is this one, or stands below it."""
        leads = self._leading.get(space)
        if leads is None:
            leads = any(namespace == space or namespace.startswith(f"{space}.") for namespace in self._namespaces)
            self._leading[space] = leads
        return leads

    def _names(self, space: str, chain: bytes) -> tuple[str, ...]:
        """Return which of the names that a chain of attributes takes from a namespace, one by one, are asked for."""
        names = self._known.get((space, chain))
        if names is None:
            asked = []
            inner = space
            for part in _PART.findall(chain):
                name = part.decode()
                if inner in self._namespaces and self._asked(inner, name):
                    asked.append(name)
                inner = f"{inner}.{name}"
            names = self._known[space, chain] = tuple(asked)
        return names


@functools.lru_cache(maxsize=2)  # the searches of a file ask for the same
def chains_behind(aliases: tuple[bytes, ...], source: bytes) -> dict[tuple[bytes, bytes], list[int]]:
    """Return the offsets where an attribute, or a chain of them, stands behind one of the names, by (alias, chain)."""
    many = len(aliases) > _FEW
    found: dict[tuple[bytes, bytes], list[int]] = {}
    for alias, chain, offset in (
        _chains_behind_many(frozenset(aliases), source) if many else _chains_behind_few(aliases, source)
    ):
        found.setdefault((alias, chain), []).append(offset)
    return found


def _chains_behind_few(aliases: tuple[bytes, ...], source: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    ends = (*aliases, b" ", b"\t", b"\n", b"\\", b")", b"\r", b"\f")
    wanted = frozenset(aliases)
    past, last = 0, b""
    for mark, alias, chain, start, end in _chains(source).behind(wanted):
        if (start < past and mark == last) or (alias and alias not in wanted):
            continue  # a part of the chain before
        if not alias and source[start - 1] == _BRACKET and not source.endswith(ends, 0, start - 1):
            continue
        past, last = end, mark
        found = alias or next((word for word in words_before(source, start) if word in wanted), None)
        if found is not None:
            yield found, chain, start


class _Chains:
    """What stands behind the names for namespaces in one text: the searches of a file ask for much the same names."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._aliases: frozenset[bytes] = frozenset()
        self._found: list[tuple[bytes, bytes, bytes, int, int]] = []

    def behind(self, aliases: frozenset[bytes]) -> list[tuple[bytes, bytes, bytes, int, int]]:
        """Return (mark, alias, chain, its offset, its end), overlapping ones too, of these aliases and of others.

        The alias is empty where the mark stands apart from what is before it, or behind a bracket.
        """
        if not aliases <= self._aliases:
            both = aliases | self._aliases
            self._aliases = both if len(both) <= _FEW else aliases
            self._found = list(self._read(tuple(sorted(self._aliases))))
        return self._found

    def _read(self, aliases: tuple[bytes, ...]) -> Iterator[tuple[bytes, bytes, bytes, int, int]]:
        source = self._source
        for mark, what in (_ATTRIBUTE, _ARGUMENT) if b"getattr" in source else (_ATTRIBUTE,):
            chain_at = _behind_mark(what).match
            for match in _behind(aliases, mark).finditer(source):
                chain = chain_at(source, match.end())
                if chain is None:
                    continue
                text = mark + chain[0]
                if mark == b"," or b"#" in text:
                    text = _words_of(text)
                position = (match.lastindex or 0) - 1
                alias = aliases[position] if position < len(aliases) else b""
                yield mark, alias, text, match.start(), chain.end()


@functools.lru_cache(maxsize=1)
def _chains(source: bytes) -> _Chains:
    return _Chains(source)


@functools.cache
def _behind_mark(what: bytes) -> re.Pattern[bytes]:
    return re.compile(what)


def _chains_behind_many(aliases: frozenset[bytes], source: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield what `chains_behind` does, by looking up what is before each mark: that takes no longer for more names."""
    for mark, what in (_ATTRIBUTE, _ARGUMENT) if b"getattr" in source else (_ATTRIBUTE,):
        for match in _marked(mark, what).finditer(source):
            alias = next((word for word in words_before(source, match.start()) if word in aliases), None)
            if alias is not None:
                yield alias, _words_of(match[0] + match[1]), match.start()


@functools.cache
def _marked(mark: bytes, what: bytes) -> re.Pattern[bytes]:
    return re.compile(re.escape(mark) + rb"(?=(%s))" % what)


def _words_of(chain: bytes) -> bytes:
    """Return a chain without the text of comments in it, and with strings that stand side by side as one."""
    if b"#" in chain:
        chain = _COMMENT.sub(lambda comment: b" " * len(comment[0]), chain)
    if chain[:1] == b"," and len(parts := _QUOTED.findall(chain)) > 1:
        chain = b',"%s' % b"".join(parts)
    return chain


@functools.lru_cache(maxsize=1)
def assigned_in(source: bytes, aliases: tuple[bytes, ...]) -> list[tuple[bytes, bytes, bytes]]:
    """Return (name, alias, attributes behind it) for each `name = alias` and `name = alias.attribute` of a line."""
    pattern = _assigned(aliases) if len(aliases) <= _FEW else _assigned((rb"\w+",))
    known = frozenset(aliases)
    found = ((word_before(source, m.start()), m[1], m[2]) for m in pattern.finditer(source) if m[1] in known)
    return [(bound, alias, chain) for bound, alias, chain in found if bound and bound != alias]


@functools.lru_cache(maxsize=256)
def _assigned(aliases: tuple[bytes, ...]) -> re.Pattern[bytes]:
    return re.compile(rb"=[ \t]*(%s)((?:\.\w+){0,20})[ \t]*(?=[#;\r\n]|\Z)" % b"|".join(aliases))


def word_before(source: bytes, end: int) -> bytes:
    """Return the word that is before an offset and the gap in front of it, empty for none."""
    return _word_at(source, before_gap(source, end))


def words_before(source: bytes, end: int) -> Iterator[bytes]:
    """Yield the word, or what may be it, that is before an offset, a gap and closing brackets."""
    return (_word_at(source, before) for before in code_ends(source, end, passed=b")"))


def _word_at(source: bytes, end: int) -> bytes:
    near = source[max(end - _LONGEST_NAME, 0) : end]
    return near[len(near.rstrip(_WORDS)) :]


@functools.lru_cache(maxsize=256)
def _behind(aliases: tuple[bytes, ...], mark: bytes) -> re.Pattern[bytes]:
    """Return what finds a mark that one of the aliases may stand before.

    The group that matched tells which alias it is; the one behind the last alias, that it stands apart from the mark,
    or in brackets.
    The search is for the mark, which is as fast as memory, and only then for what stands before it.
    """
    mark = re.escape(mark)
    before = [rb"(?<=\b(%s)%s)" % (alias, mark) for alias in aliases] + [rb"(?<=([\s\\)])%s)" % mark]
    return re.compile(rb"%s(?:%s)" % (mark, b"|".join(before)))


@functools.lru_cache(maxsize=1)  # the searches of a file ask for the same
def imports_in(source: bytes) -> list[tuple[bytes, bytes, bytes, int]]:
    """Return (module, name, what it is bound to, offset) for each import from MindSpore in the text; empty for none.

    The name is `*` for a star import.
    """
    return list(_imports_in(source))


def _imports_in(source: bytes) -> Iterator[tuple[bytes, bytes, bytes, int]]:
    lists = _Lists(source)
    position = 0
    while match := _FROM.search(source, position):
        start = match.end()
        position = lists.end(start)
        module = b".".join(_PART.findall(match[1]))
        for name, alias in _NAME.findall(_COMMENT.sub(b"", source[start:position])):
            yield module, name, alias or name, match.start()
    for match in _IMPORT.finditer(source):
        if b"mindspore" in match[1]:
            for path, alias in _MODULE.findall(match[1]):
                yield b".".join(_PART.findall(path)), b"", alias, match.start()


class _Lists:
    """Where the lists of names end that imports take, in one text."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._refused = range(0)
        """Where the lines begin from which no bracket is closed: it needn't be looked for again."""

    def end(self, start: int) -> int:
        """Return where the list ends that begins at an offset: with its bracket, or with its line."""
        end = self._bracket(start + 1) if self._source.startswith(b"(", start) else 0
        if not end:
            line = _REST_OF_LINE.match(self._source, start)
            assert line is not None
            end = line.end()
        return end

    def _bracket(self, position: int) -> int:
        """Return where the bracket before an offset is closed, 0 where none but comments' brackets may be between."""
        first = 0
        while mark := _LISTED.match(self._source, position):
            position = mark.end()
            if mark[1] == b")":
                return position
            if mark[1] not in (b"\r", b"\n"):
                break
            if position in self._refused:
                return 0
            first = first or position
        if first:
            self._refused = range(first, position + 1)
        return 0
