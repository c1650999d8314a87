"""The documents of MindSpore that findings cite, by topic, documentation version and language.

Source: data/documents.json, read from the branches of MindSpore's documentation repository. No other code builds
an address.
"""

from __future__ import annotations

import functools

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load

SEED_VERSION: versions.Version = (1, 5)
"""The documentation version that is cited when the project's MindSpore version is not known."""


@functools.cache
def _topics() -> dict[str, dict[str, dict[str, str]]]:
    topics: dict[str, dict[str, dict[str, str]]] = load("documents")["topics"]
    return topics


def _order(branch: str) -> tuple[int, ...]:
    """Sort key of a documentation version: r2.0.0-alpha before r2.0, master last."""
    if branch == "master":
        return (99,)
    number, _, stage = branch.removeprefix("r").replace("rc", "-rc").partition("-")
    parts = [int(part) for part in number.split(".")]
    return (*(*parts, 0, 0)[:3], 0 if stage else 1)


@functools.cache
def address(topics: tuple[str, ...], version: versions.Version | None, language: str) -> str:
    """Return the address to cite for a project that supports MindSpore from `version` on.

    `topics` name documents in order of preference: the first that has a page of just that version is cited; where
    none has one, the page of the nearest version, earlier before later. Without a version, that of the seed's
    documentation (SEED_VERSION) is looked for. A topic that lacks the language altogether is cited in the other.
    Raises KeyError for a topic that the catalogue lacks.
    """
    pages = [
        (_order(branch), rank, by_language)
        for rank, topic in enumerate(topics)
        for branch, by_language in _topics()[topic].items()
    ]
    spoken = [page for page in pages if language in page[2]] or pages
    wanted = version or SEED_VERSION

    def distance(page: tuple[tuple[int, ...], int, dict[str, str]]) -> tuple[int, int, tuple[int, ...]]:
        order, rank, _ = page
        later_first = tuple(-part for part in order)
        if order[:2] <= wanted:  # of several pages of one version the last: r2.6.0 rather than r2.6.0rc1
            return (0, rank, later_first) if order[:2] == wanted else (1, 0, (*later_first, rank))
        return (2, 0, (*order, rank))

    best = min(spoken, key=distance)[2]
    return best.get(language) or next(iter(best.values()))
