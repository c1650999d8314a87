"""Which of MindSpore's callables decides what a call may be given, however the callee is bound.

That is the callable itself, the class that a project's class inherits `__init__` from, and the method that an object
inherits. Where the source doesn't prove it there is no answer: a parameter may be given another callable than its
default, an annotation `type[nn.Cell]` allows any subclass, an attribute of `self` may be overridden in a subclass.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lint_plugin.confidence import Confidence
from lint_plugin.semantics.cell_members import subclass_supplies, subclasses, supplies
from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import decorator_names
from lint_plugin.semantics.inference import patches
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ancestors
from lint_plugin.semantics.inference.values import (
    BuiltinMethod,
    ClassValue,
    External,
    Instance,
    Null,
    Partial,
    SomeSubclass,
    Value,
    members,
)

_INIT = "__init__"
_MAKE_INIT = frozenset({"dataclass", "attrs", "attr", "define", "frozen", "s"})
"""Decorators that give a class an `__init__` of their own."""
_WITHOUT_INIT = frozenset({
    "builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol",
})  # fmt: skip
"""Bases outside of MindSpore that take no part in what `__init__` is given."""
_PARTIAL = ("functools.partial", "functools.partialmethod")


class Callee(NamedTuple):
    """A callable of MindSpore whose signature decides a call, by the dotted name that the project reaches it by.

    `skipped` is the number of the call's own positional arguments in front of those that the callable is given: the
    callable in functools.partial, `self` in `Base.__init__(self)`. `bound` positional arguments and `bound_keywords`
    were given before by functools.partial; `is_partial` says that the call is one of it, so that more may follow.
    `subclass` is the name of the project's class that inherits `__init__`, empty where MindSpore's own is called.
    `is_super` says that it is called in such a class: `super().__init__(...)`.
    """

    qualified_name: str
    confidence: Confidence = Confidence.HIGH
    skipped: int = 0
    bound: int = 0
    bound_keywords: frozenset[str] = frozenset()
    is_partial: bool = False
    subclass: str = ""
    is_super: bool = False
    is_method: bool = False


def callees(model: Evaluator, call: ast.Call, scope: Scope) -> tuple[Callee, ...]:
    """Return the callables of MindSpore that a call may call, one for each that its callee may be.

    Empty where one of them is none of MindSpore's, or isn't proven.
    """
    return tuple(dict.fromkeys(_all(_of_value(model, part, call, scope) for part in _parts(model, call.func, scope))))


def _all(found: Iterator[Callee | None]) -> Sequence[Callee]:
    known: list[Callee] = []
    for callee in found:
        if callee is None:
            return ()
        known.append(callee)
    return known


def _parts(model: Evaluator, node: ast.expr, scope: Scope) -> list[Value]:
    """Return what an expression may be, nothing where that isn't proven."""
    if not _is_bound_for_good(model, node, scope):
        return []
    return [part for part in members(model.evaluate(node, scope)) if not isinstance(part, Null)]


def _is_bound_for_good(model: Evaluator, node: ast.expr, scope: Scope) -> bool:
    """Return whether what an expression is by its assignments is all that it can be."""
    if isinstance(node, ast.Name):
        definitions, _ = flow.reaching(scope, node)
        return all(definition.kind not in (Kind.PARAMETER, Kind.NARROWED, Kind.EXCLUDED) for definition in definitions)
    if not isinstance(node, ast.Attribute):
        return True
    for owner in members(model.evaluate(node.value, scope)):
        if isinstance(owner, Instance) and isinstance(owner.cls, ProjectClass):
            if owner.is_self and _is_overridden(model, owner.cls, node.attr):
                return False
            if _is_field(model, owner.cls, node.attr):
                return False
    return True


def _is_field(model: Evaluator, cls: ProjectClass, name: str) -> bool:
    """Return whether a decorator makes a class an `__init__` that gives each object a value of its own for a name."""
    return any(
        isinstance(part, ClassValue)
        and isinstance(part.cls.node, ast.ClassDef)
        and not _MAKE_INIT.isdisjoint(decorator_names(part.cls.node))
        and part.cls.binds(name)
        for part in ancestors(model, cls)
    )


def _is_overridden(model: Evaluator, cls: ProjectClass, name: str) -> bool:
    """Return whether a class of the same file that derives from a class gives a name another value."""
    return any(other.binds(name) or other.attributes(name) for other in subclasses(model, cls))


def _of_value(model: Evaluator, value: Value, call: ast.Call, scope: Scope) -> Callee | None:
    match value:
        case SomeSubclass():
            return None
        case External():
            return _external(model, value.path, call, scope)
        case ClassValue():
            return _of_class(model, value, skip_own=False)
        case Partial():
            return _through_partial(model, value, call, scope)
        case BuiltinMethod():
            return _of_method(model, value, call)
    return None


def _external(model: Evaluator, path: str, call: ast.Call, scope: Scope) -> Callee | None:
    if path in _PARTIAL:
        return _in_partial(model, call, scope)
    if path.partition(".")[0] != "mindspore" or "." not in path:
        return None
    if path.endswith(f".{_INIT}"):
        starred = bool(call.args) and isinstance(call.args[0], ast.Starred)
        return None if starred else Callee(path.removesuffix(f".{_INIT}"), skipped=1, is_super=True)
    if _is_bound_by_class(model, path, call.func, scope):
        return None
    return Callee(path)


def _is_bound_by_class(model: Evaluator, path: str, node: ast.expr, scope: Scope) -> bool:
    """Return whether a function is a class's attribute that is taken from an object: it may be given the object, too.

    `cat = ops.cat` in a class's body, called as `self.cat(...)`. Classes are given nothing.
    """
    if not isinstance(node, ast.Attribute) or path.rpartition(".")[2][:1].isupper():
        return False
    return any(
        isinstance(owner, Instance)
        and any(
            isinstance(part, ClassValue) and part.cls.binds(node.attr)
            for part in (ancestors(model, owner.cls) if isinstance(owner.cls, ProjectClass) else ())
        )
        for owner in members(model.evaluate(node.value, scope))
    )


def _in_partial(model: Evaluator, call: ast.Call, scope: Scope) -> Callee | None:
    """Return the callable that a call of functools.partial gives arguments to."""
    if not call.args or isinstance(call.args[0], ast.Starred):
        return None
    given = ast.Call(func=call.args[0], args=call.args[1:], keywords=call.keywords)
    found = [_of_value(model, part, given, scope) for part in _parts(model, call.args[0], scope)]
    if len(found) != 1 or found[0] is None or found[0].skipped or found[0].is_partial:
        return None
    return found[0]._replace(skipped=1, is_partial=True)


def _through_partial(model: Evaluator, value: Partial, call: ast.Call, scope: Scope) -> Callee | None:
    if value.positional is None:
        return None
    found = None if isinstance(value.callee, Partial) else _of_value(model, value.callee, call, scope)
    if isinstance(value.callee, Partial):
        found = _through_partial(model, value.callee, call, scope)
    if found is None or found.skipped:
        return None
    return found._replace(bound=found.bound + value.positional, bound_keywords=found.bound_keywords | value.keywords)


def _of_class(model: Evaluator, value: ClassValue, *, skip_own: bool) -> Callee | None:
    """Return the class of MindSpore whose `__init__` a project's class inherits, None where that isn't proven."""
    if value.confidence is not Confidence.HIGH:
        return None
    found = ""
    for position, part in enumerate(ancestors(model, value.cls)):
        if isinstance(part, ClassValue):
            if not (skip_own and position == 0) and _has_own_init(model, part.cls):
                return None
        elif not isinstance(part, External):
            return None
        elif part.path.startswith("mindspore."):
            if found:
                return None
            found = part.path
        elif part.path not in _WITHOUT_INIT:
            return None
    return Callee(found, subclass=value.cls.name, is_super=skip_own) if found else None


def _has_own_init(model: Evaluator, cls: ProjectClass) -> bool:
    """Return whether a class may be given other arguments than its bases: by its body, a decorator, a metaclass."""
    if isinstance(cls.node, ast.Call):
        names = cls.node.args[2]
        return not isinstance(names, ast.Dict) or bool(names.keys)
    if any(keyword.arg in (None, "metaclass") for keyword in cls.node.keywords):
        return True
    if not _MAKE_INIT.isdisjoint(decorator_names(cls.node)):
        return True
    return any(cls.binds(name) or patches.on_class(model, cls, name) for name in (_INIT, "__new__"))


def _of_method(model: Evaluator, value: BuiltinMethod, call: ast.Call) -> Callee | None:
    """Return the method of MindSpore's class that an object inherits, None where the project may supply it."""
    receiver = value.receiver
    if not isinstance(receiver, Instance):
        return None
    if isinstance(receiver.cls, External):
        known = receiver.cls.path.startswith("mindspore.")
        method = f"{receiver.cls.path}.{value.name}"
        return Callee(method, receiver.confidence, is_method=True) if known else None
    if value.name == _INIT:
        return _of_class(model, ClassValue(receiver.cls), skip_own=receiver.is_super)
    bases = [part for part in ancestors(model, receiver.cls) if not isinstance(part, ClassValue)]
    known_bases = [part.path for part in bases if isinstance(part, External) and part.path not in _WITHOUT_INIT]
    if len(known_bases) != 1 or any(not isinstance(part, External) for part in bases):
        return None
    if not known_bases[0].startswith("mindspore.") or _is_supplied(model, receiver, value.name):
        return None
    return Callee(f"{known_bases[0]}.{value.name}", receiver.confidence, is_method=True)


def _is_supplied(model: Evaluator, receiver: Instance, name: str) -> bool:
    return supplies(model, receiver.cls, name, skip_own=receiver.is_super) or subclass_supplies(model, receiver, name)
