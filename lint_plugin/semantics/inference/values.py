"""What an expression can be, as far as the source tells, and how sure that is (lint_plugin.confidence)."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lint_plugin.confidence import Confidence
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.syntax import FunctionNode

MAX_MEMBERS = 12
"""A union of more different answers than this is unknown."""
MAX_SIZE = 1000
"""A container of containers that is made of more values than this is one of unknown things.

`x = (x, x)` doubles it each time: whatever goes through a value has this much to do at the most.
"""


MAX_NESTING = 6
"""What lies in more containers than this is unknown: so does an answer settle that holds itself, `x = [x]`."""


class Value:
    """What an expression can be; each kind is a subclass.

    `size` is how many values it is made of, `nesting` how many containers its innermost part lies in.
    """

    size = 1
    nesting = 0


@dataclass(frozen=True)
class Unknown(Value):
    """Nothing is known of it."""


@dataclass(frozen=True)
class Unbound(Value):
    """No value yet: a name that nothing has defined, or a question that needs its own answer."""


@dataclass(frozen=True)
class NoneValue(Value):
    """None."""


@dataclass(frozen=True)
class ProjectModule(Value):
    """A module of the project."""

    module: Module


@dataclass(frozen=True)
class ExternalSymbol(Value):
    """A module, class or function outside the project, by its dotted name (`mindspore.nn.Dense`)."""

    path: str


class SomeSubclass(ExternalSymbol):
    """A class outside the project or any that derives from it: what `type[nn.Cell]` annotates."""


@dataclass(frozen=True)
class ClassValue(Value):
    """A class of the project, as an object."""

    cls: ProjectClass
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True)
class Instance(Value):
    """An instance of a class of the project, or of one outside it."""

    cls: ProjectClass | ExternalSymbol
    confidence: Confidence = Confidence.HIGH
    element: Value = field(default_factory=Unknown)  # what iterating it gives, for a CellList
    is_self: bool = False  # the first parameter of a method: may be an instance of a subclass
    is_super: bool = False  # super(): attributes are looked up in the bases alone
    is_tested: bool = False  # isinstance says so: it may well be an instance of a subclass

    def __post_init__(self) -> None:
        if not isinstance(self.element, Unknown):
            _take(self, "element")


@dataclass(frozen=True)
class Excluded(Value):
    """Anything but an instance of these classes: what is left where `isinstance` says no."""

    classes: tuple[Value, ...]


@dataclass(frozen=True)
class ExternalResult(Value):
    """What something outside the project returned: of another known library, of a type that isn't known."""

    path: str


@dataclass(frozen=True)
class Function(Value):
    """A function or method of the project; `receiver` is what it is bound to."""

    node: FunctionNode
    scope: Scope  # where its statement stands
    receiver: Value | None = None


@dataclass(frozen=True)
class BuiltinMethod(Value):
    """A method of a value whose class isn't project code: of a Cell, of a container."""

    receiver: Value
    name: str


@dataclass(frozen=True)
class Container(Value):
    """A list, tuple, set, view or iterator; `items` where each position is known."""

    element: Value
    items: tuple[Value, ...] | None = None

    def __post_init__(self) -> None:
        _take(self, "element", "items")


@dataclass(frozen=True)
class Mapping(Value):
    """A dict."""

    key: Value
    value: Value

    def __post_init__(self) -> None:
        _take(self, "key", "value")


@dataclass(frozen=True)
class Parameters(Value):
    """The list of Parameters that `trainable_params()` or `untrainable_params()` returned; `call` is its source text.

    Also what `list`, `tuple`, `sorted` or `reversed` made of it: `is_list` tells whether it is the list itself.
    """

    method: str
    call: str
    confidence: Confidence = Confidence.HIGH
    is_list: bool = True


@dataclass(frozen=True)
class Partial(Value):
    """A callable that calls another one: functools.partial.

    It gives it `positional` arguments first (None: that can't be told) and these `keywords`.
    """

    callee: Value
    positional: int | None = 0
    keywords: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Union(Value):
    """One of several, in no order."""

    members: tuple[Value, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", 1 + sum(member.size for member in self.members))
        object.__setattr__(self, "nesting", max(member.nesting for member in self.members))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Union) and frozenset(self.members) == frozenset(other.members)

    def __hash__(self) -> int:
        return hash(frozenset(self.members))


def _take(value: Value, *names: str) -> None:
    """Note the size and nesting of a container made of the parts in its fields, and leave out what is too much."""
    parts = _parts(value, names)
    nesting = 1 + max(part.nesting for part in parts)
    if nesting > MAX_NESTING:
        for name in names:
            object.__setattr__(value, name, _cut_part(getattr(value, name)))
        parts, nesting = _parts(value, names), MAX_NESTING
    size = 1 + sum(part.size for part in parts)
    if size > MAX_SIZE:
        for name in names:
            object.__setattr__(value, name, None if name == "items" else UNKNOWN)
    elif len(parts) > 1 or not isinstance(parts[0], Unknown):
        object.__setattr__(value, "size", size)
        object.__setattr__(value, "nesting", nesting)


def _parts(value: Value, names: tuple[str, ...]) -> list[Value]:
    parts: list[Value] = []
    for name in names:
        held = getattr(value, name)
        parts += held if isinstance(held, tuple) else () if held is None else (held,)
    return parts


def _cut_part(held: Value | tuple[Value, ...] | None) -> Value | tuple[Value, ...] | None:
    if isinstance(held, tuple):
        return tuple(_cut(part, MAX_NESTING - 1) for part in held)
    return None if held is None else _cut(held, MAX_NESTING - 1)


def _cut(value: Value, nesting: int) -> Value:
    """Return a value of which the parts that lie in more containers than this are unknown."""
    if value.nesting <= nesting:
        return value
    if nesting == 0:
        return UNKNOWN
    if isinstance(value, Union):
        return join(_cut(member, nesting) for member in value.members)
    if isinstance(value, Instance):
        return replace(value, element=_cut(value.element, nesting - 1))
    if isinstance(value, Mapping):
        return Mapping(_cut(value.key, nesting - 1), _cut(value.value, nesting - 1))
    assert isinstance(value, Container)
    items = None if value.items is None else tuple(_cut(item, nesting - 1) for item in value.items)
    return Container(_cut(value.element, nesting - 1), items)


UNKNOWN = Unknown()
UNBOUND = Unbound()
NONE = NoneValue()


def join(values: Iterable[Value]) -> Value:
    """Return what is left when any of the values may be meant: None gives way, one unknown makes all unknown."""
    members: dict[object, Value] = {}
    excluded: Excluded | None = None
    null = False
    for value in values:
        for member in value.members if isinstance(value, Union) else (value,):
            if isinstance(member, Unknown):
                return UNKNOWN
            if isinstance(member, NoneValue):
                null = True
            elif isinstance(member, Excluded):
                shared = member.classes if excluded is None else _common(excluded.classes, member.classes)
                excluded = Excluded(shared)
            elif not isinstance(member, Unbound):
                key = _identity(member)
                members[key] = _weaker(members[key], member) if key in members else member
    if excluded is not None:
        return UNKNOWN if members or not excluded.classes else excluded
    if len(members) > MAX_MEMBERS:
        return UNKNOWN
    if len(members) > 1:
        return Union(tuple(members.values()))
    return next(iter(members.values()), NONE if null else UNBOUND)


def _common(first: tuple[Value, ...], second: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(value for value in first if value in second)


def _identity(value: Value) -> object:
    if isinstance(value, Instance):
        return (Instance, value.cls, value.is_super)
    if isinstance(value, ClassValue):
        return (ClassValue, value.cls)
    if isinstance(value, Container):
        return Container
    if isinstance(value, Mapping):
        return Mapping
    return value


def _weaker(first: Value, second: Value) -> Value:
    """Return one value for two of the same class: as sure as the less sure one, its elements joined."""
    if first == second:
        return first
    if isinstance(first, Instance) and isinstance(second, Instance):
        element = join([first.element, second.element])
        weaker = replace(first, confidence=min(first.confidence, second.confidence), element=element)
        return replace(weaker, is_self=first.is_self or second.is_self, is_tested=first.is_tested or second.is_tested)
    if isinstance(first, ClassValue) and isinstance(second, ClassValue):
        return replace(first, confidence=min(first.confidence, second.confidence))
    if isinstance(first, Container) and isinstance(second, Container):
        return Container(join([first.element, second.element]), _matched(first, second))
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return Mapping(join([first.key, second.key]), join([first.value, second.value]))
    return first


def _matched(first: Container, second: Container) -> tuple[Value, ...] | None:
    """Return what stands at each position of two tuples of the same length."""
    if first.items is None or second.items is None or len(first.items) != len(second.items):
        return None
    return tuple(join(pair) for pair in zip(first.items, second.items, strict=True))


def members(value: Value) -> tuple[Value, ...]:
    """Return the members of a union, or the value alone."""
    return value.members if isinstance(value, Union) else (value,)


def inferred(value: Value) -> Value:
    """Return the value with a confidence of INFERRED at the most."""
    if isinstance(value, Union):
        return Union(tuple(inferred(member) for member in value.members))
    if isinstance(value, (Instance, ClassValue, Parameters)):
        return replace(value, confidence=min(value.confidence, Confidence.INFERRED))
    if isinstance(value, Container):
        items = None if value.items is None else tuple(inferred(item) for item in value.items)
        return Container(inferred(value.element), items)
    if isinstance(value, Mapping):
        return Mapping(inferred(value.key), inferred(value.value))
    return value


def having(value: Value, name: str) -> Value:
    """Return what a value is where it is asked for an attribute: numbers, texts and containers that lack it aside.

    `total = 0` stands before a loop that adds up Tensors, and `Tuple | Output` annotates what may be told to be one.
    """
    parts = members(value)
    left = [part for part in parts if not _lacks(part, name)] if len(parts) > 1 else []
    return join(left) if 0 < len(left) < len(parts) else value


def _lacks(value: Value, name: str) -> bool:
    """Return whether a value is of one of Python's own types, which has no such attribute."""
    if isinstance(value, Container):
        return not any(hasattr(kind, name) for kind in (list, tuple, set, Iterator))
    if isinstance(value, Mapping):
        return not any(hasattr(kind, name) for kind in (dict, OrderedDict, defaultdict))
    path = value.path if isinstance(value, ExternalResult) else ""
    if isinstance(value, Instance) and isinstance(value.cls, ExternalSymbol):
        path = value.cls.path
    kind = _OWN_TYPES.get(path)
    return kind is not None and not hasattr(kind, name)


_OWN_TYPES = {f"builtins.{kind.__name__}": kind for kind in (int, float, bool, complex, str, bytes, list, tuple, dict)}


# The names that these had before, for the modules that still use them
External = ExternalSymbol
Foreign = ExternalResult
Nothing = Unbound
Null = NoneValue
NOTHING = UNBOUND
NULL = NONE
