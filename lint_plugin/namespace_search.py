"""Which attributes of MindSpore's namespaces a file's text mentions, found without parsing it.

An answer only decides what is looked at more closely: it may name an attribute of something else, and leaves out
namespaces that reach a name by other ways than an import or the names that everybody gives them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator

from lint_plugin.patterns import later
from lint_plugin.source import CLOSED, COMMENT_LINES, GAP, IN_WORDS, before_gap, code_ends

Asked = Callable[[str, str], bool]
"""Whether an attribute is asked for, by the dotted name of its namespace and its own."""

USUAL = {b"mindspore": "mindspore", b"ms": "mindspore", b"nn": "mindspore.nn", b"ops": "mindspore.ops",
         b"mint": "mindspore.mint", b"F": "mindspore.mint.nn.functional"}  # fmt: skip
"""The names that everybody gives MindSpore's namespaces, also where another file of the project imports them."""
_DOTTED = rb"(mindspore(?:[ \t\f\\\r\n]*\.[\s\\]*\w+)*)"
_FROM = later(rb"from[\s\\]+" + _DOTTED + rb"[\s\\]+import[\s\\]*")
_REST_OF_LINE = later(rb"(?:\\(?:\r\n|\r|\n)|[^\r\n;#])*")
_LISTED = later(rb"[^()#\r\n]*(?:#[^\r\n]*)?([()]|[\r\n]|\Z)")
_IMPORT = later(rb"import[ \t\\]+([^\r\n;#]*(?:(?<=\\)(?:\r\n|\r|\n)[^\r\n;#]*)*)")
_PLAIN_LIST = later(rb"(\w+(?:, ?\w+)*)(?=[\r\n])")
_SEPARATOR = later(rb", ?")
_MODULE = later(_DOTTED + rb"(?:[\s\\]+as[\s\\]+(\w+))?")
_NAME = later(rb"(\w+|\*)(?:[\s\\]+as[\s\\]+(\w+))?")
_LINE_BREAK = later(rb"[\r\n]")
_NEAR = 60
"""Bytes before a dot in which the code before it stands nearly always."""
_PASSED = b" \t\r\n\f\v\\)"
_QUOTED = later(rb"[\"'](\w+)")
_PART = later(rb"\w+")
_FEW = 40
"""Names up to which a pattern finds them faster than a look at the word before each dot."""
_LONGEST_NAME = 100
"""Bytes: no namespace goes by a longer name."""
_COMMENT = later(rb"#[^\r\n]*")
_BRACKETS_OPENED = rb"[\s\\(]*" + COMMENT_LINES % rb"\s\\("
_ATTRIBUTE = (
    rb"\.",
    rb"(?:(?=[\s\\#])%s)?\w+(?:\.\w+){0,20}(?:(?=[\s\\)#])(?:%s\.%s\w+){0,20})?" % (GAP, CLOSED, GAP),
)
_ARGUMENT = (b",", _BRACKETS_OPENED + rb"\w{0,2}[\"']+\w+(?:[\"']" + GAP + rb"\w?[\"']\w+){0,20}")
"""The mark behind a namespace that something is taken from, and what stands behind it: `ops.x`, `getattr(ops, "x")`."""


class NamespaceSearch:
    """A search for those attributes of some namespaces that are asked for; one serves any number of files."""

    def __init__(self, namespaces: frozenset[str], asked: Asked) -> None:
        self._namespaces = namespaces
        self._asked = asked
        self._known: dict[tuple[str, bytes], tuple[str, ...]] = {}
        self._imported: dict[tuple[bytes, bytes], tuple[str, tuple[str, ...]]] = {}
        self._leading: dict[str, bool] = {}

    def found_in(self, source: bytes) -> list[tuple[str, int]]:
        """Return (name, offset in the source) of each attribute that is asked for."""
        if b"mindspore" not in source and b"torch" in source:
            return []
        aliases = dict(USUAL)
        found: list[tuple[str, int]] = []
        for path, name, bound, offset in imports_in(source):
            known = self._imported.get((path, name))
            if known is None:
                known = self._imported[path, name] = self._read_import(path, name)
            space, taken = known
            if space and bound:
                aliases[bound] = space
            found += [(asked, offset) for asked in taken]
        for bound, alias, chain in assigned_in(source, tuple(sorted(aliases))):
            space = ".".join([aliases[alias], *(part.decode() for part in _PART.findall(chain))])
            if self._may_lead_to_one(space):
                aliases[bound] = space
        for (alias, chain), offsets in chains_behind(aliases, source).items():
            if alias in aliases:
                for asked in self._names(aliases[alias], chain):
                    found += [(asked, offset) for offset in offsets]
        return found

    def _read_import(self, path: bytes, name: bytes) -> tuple[str, tuple[str, ...]]:
        """Return the namespace that an import leads to, empty for none, and which asked for names it takes."""
        space = ".".join(part.decode() for part in (path, name) if part)
        below = path.partition(b".")[2]
        return space if self._may_lead_to_one(space) else "", self._names("mindspore", b"%s %s" % (below, name))

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


Chains = dict[tuple[bytes, bytes], list[int]]
"""The offsets where an attribute, or a chain of them, stands behind a name, by (name, chain)."""


def chains_behind(aliases: Iterable[bytes], source: bytes) -> Chains:
    """Return the chains of attributes that stand behind the names, and perhaps behind others."""
    return _all_chains(source).behind(frozenset(aliases))


class _AllChains:
    """What stands behind the names for namespaces in one text: the searches of a file ask for much the same names."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._aliases: frozenset[bytes] = frozenset()
        self._found: Chains = {}

    def behind(self, aliases: frozenset[bytes]) -> Chains:
        """Return the chains behind these names, and behind those that were asked for before."""
        if not aliases <= self._aliases:
            self._aliases |= aliases
            read = _chains_behind_few if len(self._aliases) <= _FEW else _chains_behind_many
            self._found = {}
            for mark, what in (_ATTRIBUTE, _ARGUMENT) if b"getattr" in self._source else (_ATTRIBUTE,):
                read(self._found, tuple(sorted(self._aliases)), mark, what, self._source)
        return self._found


@functools.lru_cache(maxsize=1)
def _all_chains(source: bytes) -> _AllChains:
    return _AllChains(source)


def _chains_behind_few(found: Chains, aliases: tuple[bytes, ...], mark: bytes, what: bytes, source: bytes) -> None:
    for match in _behind(aliases, mark, what).finditer(source):
        group = match.lastindex
        alias = match[group] if group else _alias_before(aliases, source, match.start())
        if alias:
            chain = match[0]
            if mark == b"," or b"#" in chain:
                chain = _words_of(chain)
            found.setdefault((alias, chain), []).append(match.start())


def _alias_before(aliases: tuple[bytes, ...], source: bytes, start: int) -> bytes:
    """Return which of the names stands before an offset, blanks, brackets and comments, empty for none."""
    near = source[max(start - _NEAR, 0) : start]
    code = near.rstrip(_PASSED)
    if code and not code.endswith(aliases) and not _LINE_BREAK.search(near, len(code)):
        return b""  # as is so of nearly all
    return next((word for word in words_before(source, start) if word in aliases), b"")


def _chains_behind_many(found: Chains, aliases: tuple[bytes, ...], mark: bytes, what: bytes, source: bytes) -> None:
    """Find what `_chains_behind_few` does by looking up what is before each mark: no slower for more names."""
    known = frozenset(aliases)
    for match in _marked(mark, what).finditer(source):
        alias = next((word for word in words_before(source, match.start()) if word in known), None)
        if alias is not None:
            found.setdefault((alias, _words_of(match[0] + match[1])), []).append(match.start())


@functools.cache
def _marked(mark: bytes, what: bytes) -> re.Pattern[bytes]:
    return re.compile(mark + rb"(?=(%s))" % what)


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
    return near[len(near.rstrip(IN_WORDS)) :]


@functools.lru_cache(maxsize=256)
def _behind(aliases: tuple[bytes, ...], mark: bytes, what: bytes) -> re.Pattern[bytes]:
    """Return what finds a mark that one of the aliases may stand before, and what is behind the mark.

    The group that matched is the alias; none did where it stands apart from the mark, or in brackets.
    The search is for the mark, which is as fast as memory, and only then for what stands before it.
    """
    ends = b"".join(sorted({alias[-1:] for alias in aliases}))
    by_length: dict[int, list[bytes]] = {}
    for alias in sorted(aliases, key=len):
        by_length.setdefault(len(alias), []).append(alias)
    before = [rb"(?<=\b(%s)%s)" % (b"|".join(some), mark) for some in by_length.values()]
    apart = rb"(?<=[\s\\]%s)|(?<=[%s\s\\)]\)%s)" % (mark, ends, mark)
    return re.compile(rb"%s(?<=[%s\s\\)]%s)(?:%s|%s)%s" % (mark, ends, mark, b"|".join(before), apart, what))


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
        module = b".".join(_PART.findall(match[1]))
        plain = _PLAIN_LIST.match(source, start)
        if plain:
            position = plain.end()
            for name in _SEPARATOR.split(plain[1]):
                yield module, name, name, match.start()
            continue
        position = lists.end(start)
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
