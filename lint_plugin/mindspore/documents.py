"""The documents of MindSpore that findings cite, by topic, documentation version and language.

Sources: data/documents.json, and for the pages on single APIs data/api_documents.json, both read from the branches of
MindSpore's documentation repository. Each is read when the first question about it is asked. No other code builds an
address.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load

_OF_API = "api:"
_OF_CELL = "cell:"
_OF_ALL_APIS = ("general_differences", "mapping_table")
_MASTER = "master"
_NEVER = (99, 0)
"""The version that the documentation under development is of: later than every release."""

_Pages = dict[str, dict[str, str]]
"""A topic's addresses, by documentation version and language."""


def of_api(name: str) -> str:
    """Return the topic of an API, by its qualified name: of MindSpore (`mindspore.nn.Conv2d`) or of torch.

    `address` takes it for every name: where no page compares the API, it cites what is said of all.
    """
    return _OF_API + name


def of_cell(member: str) -> str:
    """Return the topic of a Cell's member, whose section of the Cell's page is cited where there is one."""
    return _OF_CELL + member


def compares(name: str) -> bool:
    """Return whether a page compares an API, by its qualified name, with its counterpart."""
    return bool(_api_pages(name))


@functools.cache
def address(topics: tuple[str, ...], version: versions.Version | None, language: str) -> str:
    """Return the address to cite for a project that supports MindSpore from `version` on.

    `topics` name documents in order of preference: the first that has a page of just that version is cited; where
    none has one, the page of the nearest version, earlier before later. Without a version, the page in the newest
    documentation that has one, which is a release's where any release has it. A topic that lacks the language
    altogether is cited in the other.

    The page that compares an API (`of_api`) with torch's goes before all other topics; where there is none, and no
    other topic was named, the mapping table's section on general differences is cited, and before the first version
    that has it the table. Raises KeyError for a topic that the catalogue lacks.
    """
    ranked = _ranked(topics, version, language)
    pages = [
        (_order(branch), rank, by_language)
        for rank, one in enumerate(ranked)
        for branch, by_language in one.items()
        if version is not None or branch != _MASTER or len(one) == 1
    ]
    spoken = [page for page in pages if language in page[2]] or pages
    wanted = version or _NEVER

    def distance(page: tuple[tuple[int, ...], int, dict[str, str]]) -> tuple[int, int, tuple[int, ...]]:
        order, rank, _ = page
        later_first = tuple(-part for part in order)
        if order[:2] <= wanted:  # of several pages of one version the last: r2.6.0 rather than r2.6.0rc1
            return (0, rank, later_first) if order[:2] == wanted else (1, 0, (*later_first, rank))
        return (2, 0, (*order, rank))

    best = min(spoken, key=distance)[2]
    return best.get(language) or next(iter(best.values()))


def release_of(address: str) -> str:
    """Return the documentation version (`r2.6.0`) that an address of `address` belongs to."""
    known: list[str] = _catalogue()["branches"]
    return next(branch for branch in known if f"/{branch}/" in address)


def _ranked(topics: tuple[str, ...], version: versions.Version | None, language: str) -> list[_Pages]:
    """Return the pages of the topics to choose from, the most preferred topic's first."""
    of_apis = [_api_pages(topic.removeprefix(_OF_API)) for topic in topics if topic.startswith(_OF_API)]
    compared = [pages for pages in of_apis if pages]
    if compared:
        return compared[:1]
    others = [_topic_pages(topic) for topic in topics if not topic.startswith(_OF_API)]
    if others:
        return others
    general, table = map(_topic_pages, _OF_ALL_APIS)
    has_section = version is None or any(_order(branch)[:2] <= version for branch in general)
    return [general] if has_section else [table]


@functools.cache
def _order(branch: str) -> tuple[int, ...]:
    """Return the sort key of a documentation version: r2.0.0-alpha before r2.0, master last."""
    if branch == _MASTER:
        return _NEVER
    number, _, stage = branch.removeprefix("r").replace("rc", "-rc").partition("-")
    parts = [int(part) for part in number.split(".")]
    return (*(*parts, 0, 0)[:3], 0 if stage else 1)


@functools.cache
def _catalogue() -> dict[str, Any]:
    catalogue: dict[str, Any] = load("documents")
    return catalogue


def title(topic: str, language: str) -> str:
    """Return how a topic's document is headed; of an API, by what its pages are headed with. KeyError as `address`."""
    name = topic.removeprefix(_OF_API)
    if topic.startswith(_OF_CELL):
        return f"mindspore.nn.Cell.{topic.removeprefix(_OF_CELL)}"
    if name == topic:
        return str(_catalogue()["titles"][topic][language])
    of_torch = [
        other
        for _, _, names in _api_catalogue()["pages"]
        if name in names.split()
        for other in names.split()
        if other.startswith("torch")
    ]
    return str(_api_catalogue()["title"][language]).format(name=of_torch[0] if of_torch else name)


def topics() -> frozenset[str]:
    """Return the topics that the catalogue has, without those of single APIs."""
    return frozenset(_catalogue()["topics"])


@functools.cache
def _topic_pages(topic: str) -> _Pages:
    if topic.startswith(_OF_CELL):
        return _sections_on(topic.removeprefix(_OF_CELL))
    pages: _Pages = {}
    for page, branches in _catalogue()["topics"][topic].items():
        for entry in branches.split():
            _add(pages, page, entry)
    known: list[str] = _catalogue()["branches"]
    return {branch: pages[branch] for branch in known if branch in pages}


def _sections_on(member: str) -> _Pages:
    """Return the Cell's pages, from the version on that has a section on the member at that section."""
    catalogue = _catalogue()
    known: list[str] = catalogue["branches"]
    first = next((at for at, members in catalogue["cell_sections"].items() if member in members.split()), None)
    return {
        branch: {language: f"{page}#mindspore.nn.Cell.{member}" for language, page in pages.items()}
        if first is not None and known.index(branch) >= known.index(first)
        else pages
        for branch, pages in _topic_pages("cell").items()
    }


@functools.cache
def _api_catalogue() -> dict[str, Any]:
    catalogue: dict[str, Any] = load("api_documents")
    return catalogue


@functools.cache
def _api_pages(name: str) -> _Pages:
    """Return the pages that compare an API with torch's, or, by a name of torch, with MindSpore's; empty for none.

    Of several pages in one version that whose file is named like the API is taken.
    """
    catalogue = _api_catalogue()
    own = name.rpartition(".")[2]
    about = [(page, spans) for page, spans, names in catalogue["pages"] if name in names.split()]
    pages: _Pages = {}
    for page, spans in sorted(about, key=lambda entry: entry[0] == own):  # the last one stays
        for span in spans.split():
            for branch, languages in _spanned(catalogue["branches"], span):
                for folder, folder_span in catalogue["folders"].items():
                    if branch in dict(_spanned(catalogue["branches"], folder_span)):
                        _add(pages, f"{folder}{page}", f"{branch}{languages}")
    return pages


def _spanned(branches: list[str], span: str) -> Iterator[tuple[str, str]]:
    """Yield (branch, languages) of `r1.7-r1.9/zh`, where the languages are `/zh`, or empty for all."""
    ends, slash, language = span.partition("/")
    first, _, last = ends.partition("-")
    for branch in branches[branches.index(first) : branches.index(last or first) + 1]:
        yield branch, slash + language


def _add(pages: _Pages, page: str, entry: str) -> None:
    """Add the addresses of a page, `scheme:path` or `scheme:path#section`, for an entry like `r1.7` or `r1.7/zh`."""
    catalogue = _catalogue()
    scheme, _, place = page.partition(":")
    path, hash_, section = place.partition("#")
    branch, _, only = entry.partition("/")
    for language, folder in catalogue["languages"].items():
        if only in ("", language):
            made = catalogue["schemes"][scheme].format(language=folder, branch=branch, page=path)
            pages.setdefault(branch, {})[language] = made + hash_ + section
