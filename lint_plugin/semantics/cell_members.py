"""Who supplies a name on a class: its body, its methods, its bases, a patch; and whether a receiver lacks it."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from lint_plugin.confidence import Confidence
from lint_plugin.mindspore import cells
from lint_plugin.semantics import layer_imports
from lint_plugin.semantics.code.classes import ProjectClass, project_class
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.code.syntax import FunctionNode, may_hold, own_nodes, own_statements, unread
from lint_plugin.semantics.inference import imports, patches
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ClassKind, ancestors, is_open, kind, project_ancestors
from lint_plugin.semantics.inference.values import (
    UNKNOWN,
    BuiltinMethod,
    ClassValue,
    Container,
    External,
    Instance,
    Mapping,
    Nothing,
    Null,
    ProjectModule,
    Unknown,
    Value,
    members,
)

MAX_CLASSES = 3_000
"""Classes of one file that are looked at for what derives from others: each may have a hundred ancestors."""
_CLASS = re.compile(rb"\n *class\b")


class Lack(NamedTuple):
    """Whether a receiver lacks a name: how surely, or None; `untyped` where nothing is known of the receiver."""

    confidence: Confidence | None
    untyped: bool = False


def lacks(model: Evaluator, receiver: Value, name: str, asking: Module, *, guess: bool = True) -> Lack:
    """Return whether a receiver is a Cell that nothing supplies the name for. All members of a union must be.

    With `guess` off, it isn't told of a receiver that nothing is known of it.
    """
    sure = Confidence.HIGH
    untyped = False
    is_typed = any(isinstance(value, Instance) for value in members(receiver))  # then a list isn't what is meant
    for value in members(receiver):
        if isinstance(value, Null) or (isinstance(value, (Container, Mapping)) and is_typed):
            continue
        if isinstance(value, External):
            value = ClassValue(value)  # type: ignore[arg-type]
        if isinstance(value, (Unknown, Nothing, BuiltinMethod)):
            untyped = True
            continue
        if not isinstance(value, (Instance, ClassValue)):
            return Lack(None)
        is_a, confidence = kind(model, value.cls)
        if is_a is ClassKind.CELL and getattr(value, "is_self", False) and is_open(model, value.cls):
            is_a = ClassKind.UNKNOWN  # its base may supply what the class asks of itself
        skip_own = isinstance(value, Instance) and value.is_super
        if is_a is ClassKind.UNKNOWN:
            if isinstance(value.cls, External) or _looks_like_torch(model, value.cls):
                return Lack(None)
            if supplies(model, value.cls, name, skip_own=skip_own):
                return Lack(None)
            untyped = True
            continue
        if is_a is not ClassKind.CELL or supplies(model, value.cls, name, skip_own=skip_own):
            return Lack(None)
        sure = min(sure, confidence, value.confidence)
    untyped = untyped or isinstance(receiver, Null)  # something else gives it a value, or nothing would be asked of it
    if untyped and not guess:
        return Lack(None)
    if patches.on_external(model, name, asking, cells.NAMES) or patches.on_object(model, name, asking, receiver):
        return Lack(None)
    return Lack(None, untyped=True) if untyped else Lack(sure)


def _looks_like_torch(model: Evaluator, cls: ProjectClass) -> bool:
    """Return whether an unresolved base has the name of a Module of torch.nn: a torch-like layer's own."""
    return any(
        isinstance(part, External)
        and not part.path.startswith("mindspore.")
        and cells.is_torch_module_name(part.path.rpartition(".")[2])
        for value in ancestors(model, cls)
        for part in members(value)
    )


def supplies(model: Evaluator, cls: ProjectClass | External, name: str, *, skip_own: bool = False) -> bool:
    """Return whether a class, or anything that it derives from, supplies a name that Cell itself lacks."""
    if isinstance(cls, External):
        return cells.supplies(cls.path, name)
    supplied: bool = model.kept((supplies, name, skip_own), cls, _supplies, cls, name, skip_own)
    return supplied


def _supplies(model: Evaluator, cls: ProjectClass, name: str, skip_own: bool) -> bool:
    chain = ancestors(model, cls)[1:] if skip_own else ancestors(model, cls)
    for value in chain:
        for part in (value,) if isinstance(value, ClassValue) else members(value):
            if isinstance(part, ClassValue) and defines(model, part.cls, name):
                return True
            if isinstance(part, External) and cells.supplies(part.path, name):
                return True
    return False


def defines(model: Evaluator, cls: ProjectClass, name: str) -> bool:
    """Return whether a class supplies a name itself: in its body, on `self`, by `__getattr__`, decorator or patch."""
    known: bool | None = cls.memo.get((defines, name))
    if known is None:
        known = cls.memo[defines, name] = _defines(model, cls, name)
    return known


def _defines(model: Evaluator, cls: ProjectClass, name: str) -> bool:
    if cls.binds(name):
        return True
    if cls.module.mentions(name) and cls.attributes(name):
        return True
    if isinstance(cls.node, ast.Call):
        names = cls.node.args[2]
        if not isinstance(names, ast.Dict):
            return True
        return any(isinstance(key, ast.Constant) and key.value == name for key in names.keys)
    if name != "construct" and forwards_attributes(cls):  # Cell has a construct: no __getattr__ is asked for it
        return True
    return patches.on_class(model, cls, name)


@memoized
def forwards_attributes(cls: ProjectClass) -> bool:
    """Return whether the class's `__getattr__` hands names on to another object: `getattr(self.model, name)`."""
    for method in cls.methods() if cls.may_name("__getattr") else ():
        if method.name not in ("__getattr__", "__getattribute__") or len(method.args.args) < 2:
            continue
        asked = method.args.args[1].arg
        for node in own_nodes(method):
            if isinstance(node, ast.Call) and _hands_on(node, asked):
                return True
    return False


def _hands_on(call: ast.Call, asked: str) -> bool:
    if isinstance(call.func, ast.Name) and call.func.id == "getattr" and len(call.args) > 1:
        return _is_name(call.args[1], asked) and not _is_super(call.args[0])
    if isinstance(call.func, ast.Attribute) and call.func.attr in ("__getattr__", "__getattribute__"):
        own = _is_super(call.func.value) or isinstance(call.func.value, ast.Name)
        return not own and any(_is_name(argument, asked) for argument in call.args)
    return False


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def may_guess(model: Evaluator, module: Module, name: str) -> bool:
    """Return whether a file's untyped receivers may be taken for Cells by a method's name alone.

    It imports MindSpore, and is of no library that has torch-like layers itself. It imports neither torch nor such a
    layer: an installed one, or a project module that imports torch, or that has, or passes on as `Module` or as what
    the file imports, a class that supplies the method, or whose `__call__` or `construct`, inherited too, dispatches
    to `self.forward`.
    """
    if not module.imports_package("mindspore") or module.imports_package("torch"):
        return False
    if layer_imports.may_bring_layers(model, module) or layer_imports.is_of_library(model, module):
        return False
    paths = imports.imported_paths(model, module)
    if any(_is_torch_like(model, path, name) for path in paths if path != module.path):
        return False
    return not any(_is_torch_like_class(model, cls, name) for cls in _imported_classes(model, module))


def _is_torch_like(model: Evaluator, path: str, name: str) -> bool:
    known = model.project.memo.get(("torch-like", path, name))
    if known is None:
        module = model.project.load(path)
        known = model.project.memo["torch-like", path, name] = module is not None and (
            module.imports_package("torch")
            or any(
                _is_torch_like_class(model, cls, name)
                for cls in [*classes_of(model, module), *_offered_module(model, module)]
            )
        )
    return known


def _is_torch_like_class(model: Evaluator, cls: ProjectClass, name: str) -> bool:
    return any(
        base.binds(name) or dispatches(base, "forward", ("__call__", "construct"))
        for base in project_ancestors(model, cls)
    )


def _imported_classes(model: Evaluator, module: Module) -> list[ProjectClass]:
    """Return the project's classes that a file imports by their names, wherever they are passed on from."""
    return [
        part.cls
        for statement in module.imports
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
        if alias.name[:1].isupper()
        for part in members(imports.from_module(model, statement, module, alias.name))
        if isinstance(part, ClassValue)
    ]


def _offered_module(model: Evaluator, module: Module) -> list[ProjectClass]:
    """Return the class that a file, an `__init__.py` mostly, passes on as `Module`, the base of torch-like layers."""
    offered = imports.member(model, ProjectModule(module), "Module")
    return [part.cls for part in members(offered or UNKNOWN) if isinstance(part, ClassValue)]


def subclass_supplies(model: Evaluator, receiver: Value, name: str) -> bool:
    """Return whether `self` may be an instance of a subclass in the same file that supplies the name."""
    return any(
        supplies(model, other, name)
        for value in members(receiver)
        if isinstance(value, Instance) and value.is_self and isinstance(value.cls, ProjectClass)
        for other in subclasses(model, value.cls)
    )


def tested_cell_supplies(model: Evaluator, receiver: Value, name: str, asking: Module) -> bool:
    """Return whether what `isinstance` takes for a Cell may be one of the file, or of its imports, with the name."""
    if not any(isinstance(value, Instance) and value.is_tested for value in members(receiver)):
        return False
    return any(
        kind(model, cls)[0] is ClassKind.CELL and supplies(model, cls, name)
        for cls in [*classes_of(model, asking), *_imported_classes(model, asking)]
    )


def subclasses(model: Evaluator, cls: ProjectClass) -> list[ProjectClass]:
    """Return the classes of the same file that derive from a class."""
    table: dict[ProjectClass, list[ProjectClass]] | None = cls.module.memo.get(subclasses)
    if table is None:
        table = cls.module.memo[subclasses] = {}
        for other in classes_of(model, cls.module):
            for base in dict.fromkeys(project_ancestors(model, other)):
                if base is not other:
                    table.setdefault(base, []).append(other)
    return table.get(cls, [])


def left_abstract(model: Evaluator, cls: ProjectClass, name: str) -> bool:
    """Return whether a class leaves a name to its subclasses: it has some in its file, and all of them supply it.

    A subclass supplies it through its own subclasses, too.
    """
    if not subclasses(model, cls):
        return False
    lacking: set[ProjectClass] | None = cls.module.memo.get((left_abstract, name))
    if lacking is None:
        lacking = cls.module.memo[left_abstract, name] = _lacking(model, cls.module, name)
    return cls not in lacking


def _lacking(model: Evaluator, module: Module, name: str) -> set[ProjectClass]:
    """Return the classes of a file below which, or in which, some class without subclasses lacks a name."""
    incomplete = [other for other in classes_of(model, module) if not supplies(model, other, name)]
    bases = {other: _direct_bases(model, other) for other in incomplete}
    pending = [other for other in incomplete if not subclasses(model, other)]
    lacking = set(pending)
    while pending:
        above = [base for base in bases[pending.pop()] if base in bases and base not in lacking]
        lacking.update(above)
        pending += above
    return lacking


def _direct_bases(model: Evaluator, cls: ProjectClass) -> list[ProjectClass]:
    values = [model.evaluate(base, cls.outside) for base in cls.bases]
    return [part.cls for value in values for part in members(value) if isinstance(part, ClassValue)]


def classes_of(model: Evaluator, module: Module) -> list[ProjectClass]:
    """Return every class statement of a file, nested ones too; the first MAX_CLASSES of a file with more."""
    found: list[ProjectClass] | None = module.memo.get(classes_of)
    if found is None:
        found = module.memo[classes_of] = []
        pending = [module.scope]
        while pending and len(found) < MAX_CLASSES:
            scope = pending.pop()
            for node in own_statements(scope.node):
                if isinstance(node, ast.ClassDef) and len(found) < MAX_CLASSES:
                    found.append(project_class(node, scope))
                if isinstance(node, (ast.ClassDef, FunctionNode)) and _may_hold_classes(node):
                    pending.append(scope.child(node))
    return found


def _may_hold_classes(node: ast.AST) -> bool:
    text = unread(node)
    return text is None or _CLASS.search(text) is not None


def dispatches(cls: ProjectClass, name: str, through: tuple[str, ...] | None) -> bool:
    """Return whether one of the class's methods named in `through` (None: any) uses `self.<name>`."""
    text = name.encode()
    for method in cls.methods() if cls.may_name(name) else ():
        if (through is None or method.name in through) and method.args.args and may_hold(method, text):
            this = method.args.args[0].arg
            for node in own_nodes(method):
                if isinstance(node, ast.Attribute) and node.attr == name and _is_name(node.value, this):
                    return True
    return False
