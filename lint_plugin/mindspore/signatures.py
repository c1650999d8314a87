"""How MindSpore's public callables may be called, by version, and how torch's that a porter had in their place.

What to ask:

- `signature(qualified_name)` returns the `Callable` that a dotted name leads to, by whatever module it is imported
  (`mindspore.nn.layer.conv.Conv2d` is `mindspore.nn.Conv2d`), or None for a name that wasn't read. Methods are named
  by the class that has them first: `mindspore.Tensor.sum`, `mindspore.Parameter.set_data`, `mindspore.nn.Cell.to`,
  `mindspore.nn.Optimizer.step`.
- `Callable.at(version)` returns the `Form` of a call that the version takes: KNOWN ones have `signatures`.
- `supported(version)` lists the versions read that a project supports which supports `version` and later ones.
- lint_plugin.mindspore.calls says on top of this why a call can't be bound, and remedies what to write instead.

Source: data/signatures/, a file a namespace, written by tests/oracle/merge_signatures.py. MindSpore 2.0.0,
2.5.0.dev20250202, 2.6.0.dev20250323, 2.7.0 and 2.10.0 were asked by `inspect` where they are installed, and each answer
was borne out by calls; 1.10.0's source was read. torch is 2.13.0. A file is read when the first name of its namespace
is asked for.
"""

from __future__ import annotations

import enum
import functools
from typing import Any

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.data import load

READ: tuple[versions.Version, ...] = ((1, 10), (2, 0), (2, 5), (2, 6), (2, 7), (2, 10))
"""The versions whose signatures were read, oldest first."""
SUPPORTED_SINCE: versions.Version = (2, 0)
"""The oldest version that a project is taken to support which names none."""

NAMESPACES = frozenset({
    *("mindspore", "mindspore.nn", "mindspore.ops", "mindspore.numpy", "mindspore.common.initializer"),
    *("mindspore.mint", "mindspore.mint.nn", "mindspore.mint.nn.functional", "mindspore.mint.optim"),
    *("mindspore.mint.special", "mindspore.mint.linalg"),
    *("mindspore.experimental.optim", "mindspore.experimental.optim.lr_scheduler"),
    *("mindspore.nn.probability.distribution", "mindspore.dataset", "mindspore.dataset.vision"),
    *("mindspore.dataset.transforms", "mindspore.Tensor", "mindspore.Parameter", "mindspore.nn.Cell"),
    "mindspore.nn.Optimizer",
})  # fmt: skip
"""Whose public callables were read: modules, and classes with their methods."""


class Trust(enum.Enum):
    """What is known of a callable in a version."""

    ABSENT = "the version has no such name"
    UNKNOWN = "nothing is known: no call may be judged"
    KEYWORDS = "which keywords it takes, not how many positional arguments"
    WHOLE = "all parameters"


class Signature:
    """One way to call something: its parameters without `self`, in order.

    `positional` are those that a positional argument can fill, `positional_only` so many of them that only such a one
    fills; `required` have no default. `keywords` maps what may be written as a keyword to the parameter that it fills:
    itself, but for the names that torch also takes for NumPy's sake (`axis` for `dim`).
    """

    def __init__(
        self,
        positional: tuple[str, ...],
        required: frozenset[str],
        keywords: dict[str, str],
        takes_more_positional: bool,
        takes_any_keyword: bool,
    ) -> None:
        self.positional = positional
        self.required = required
        self.keywords = keywords
        self.takes_more_positional = takes_more_positional
        self.takes_any_keyword = takes_any_keyword

    @classmethod
    def of(cls, text: str) -> Signature:
        """Return the signature written in the data: `x dim= * out=`, as Python without commas and values."""
        positional: list[str] = []
        required: set[str] = set()
        keywords: dict[str, str] = {}
        more_positional = any_keyword = only_keywords = False
        for part in text.split():
            if part == "/":
                keywords.clear()
            elif part.startswith("**"):
                any_keyword = True
            elif part.startswith("*"):
                more_positional = more_positional or len(part) > 1
                only_keywords = True
            elif "~" in part:
                also, _, name = part.partition("~")
                keywords[also] = name
            else:
                name = part.rstrip("=")
                keywords[name] = name
                if name == part:
                    required.add(name)
                if not only_keywords:
                    positional.append(name)
        return cls(tuple(positional), frozenset(required), keywords, more_positional, any_keyword)


class Form:
    """How a callable may be called in a version: `signatures` are alternatives, empty where nothing is known."""

    def __init__(self, trust: Trust, signatures: tuple[Signature, ...]) -> None:
        self.trust = trust
        self.signatures = signatures

    @classmethod
    @functools.cache
    def of(cls, text: str) -> Form:
        """Return the form written in the data: alternatives between `|`; `~` before them where keywords are all."""
        if text in ("-", "?"):
            return cls(Trust.ABSENT if text == "-" else Trust.UNKNOWN, ())
        trust = Trust.KEYWORDS if text.startswith("~") else Trust.WHOLE
        return cls(trust, tuple(map(Signature.of, text.removeprefix("~").split("|"))))

    def accepts(self, keyword: str) -> bool:
        """Return whether some way to call it takes the keyword."""
        return any(keyword in one.keywords or one.takes_any_keyword for one in self.signatures)


class Callable:
    """A public callable of MindSpore: `texts` are its forms as written, each with the first version that has it.

    `is_static` tells a method that is called through its class (`Tensor.from_numpy(array)`): others that are called so
    have their object as an argument more.

    `torch` says how the callables of torch whose place it takes may be called: empty where it has none, or where
    MindSpore takes all that they do.
    """

    def __init__(
        self,
        qualified_name: str,
        texts: tuple[tuple[versions.Version, str], ...],
        torch: tuple[Signature, ...],
        is_static: bool,
    ) -> None:
        self.qualified_name = qualified_name
        self.texts = texts
        self.torch = torch
        self.is_static = is_static

    def at(self, version: versions.Version) -> Form:
        """Return how it may be called in a version of READ."""
        text = "-"
        for since, form in self.texts:
            if since <= version:
                text = form
        return Form.of(text)


def supported(version: versions.Version | None) -> tuple[versions.Version, ...]:
    """Return the versions of READ that speak for a project that supports MindSpore from `version` on.

    A version between two that were read has the parameters of either: both must refuse a call. None stands for
    SUPPORTED_SINCE and later.
    """
    if version is None:
        version = SUPPORTED_SINCE
    below = max((one for one in READ if one <= version), default=READ[0])
    return tuple(one for one in READ if one >= below)


@functools.cache
def _namespace(namespace: str) -> dict[str, Any]:
    data: dict[str, Any] = load(f"signatures/{namespace}")
    return data


@functools.cache
def _modules() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = load("signatures/modules")
    return data


def _read(namespace: str, name: str) -> Callable | None:
    entry = _namespace(namespace)["callables"].get(name)
    if entry is None:
        return None
    texts = []
    for part in entry.split(";"):
        since, _, form = part.partition(" ")
        texts.append((versions.parse(since), form))
    torch = _namespace(namespace)["torch"].get(name)
    rows = tuple(map(Signature.of, torch.split("|"))) if torch is not None else ()
    return Callable(f"{namespace}.{name}", tuple(texts), rows, name in _namespace(namespace)["static"].split())


def _canonical(namespace: str, name: str) -> tuple[str, str] | None:
    """Return the namespace of NAMESPACES, and the name there, of what a module has under a name."""
    if namespace in NAMESPACES:
        return namespace, name
    module = _modules().get(namespace)
    if module is not None:
        for space, names in module.items():
            listed = names["but" if "but" in names else "only"].split()
            if (name in listed) != ("but" in names) and name in _namespace(space)["callables"]:
                return space, name
        return None
    # a method, of a class that is imported from another module
    owner_namespace, _, owner = namespace.rpartition(".")
    found = _canonical(owner_namespace, owner) if owner_namespace else None
    space = ".".join(found) if found else ""
    return (space, name) if space in NAMESPACES and space != namespace else None


@functools.cache
def signature(qualified_name: str) -> Callable | None:
    """Return the public callable of MindSpore that a dotted name leads to, None where it wasn't read.

    The name's first part is `mindspore`. Methods of Parameter that are Tensor's come as `mindspore.Tensor`'s.
    """
    namespace, _, name = qualified_name.rpartition(".")
    found = _canonical(namespace, name)
    if found is None:
        return None
    known = _read(*found)
    if known is None and found[0] == "mindspore.Parameter":
        known = _read("mindspore.Tensor", name)
    return known
