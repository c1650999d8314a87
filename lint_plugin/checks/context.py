"""What a rule may ask of the file that it looks at, and of the project around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from typing import TypeGuard

from lint_plugin.checks import sites
from lint_plugin.checks.class_view import ClassView
from lint_plugin.checks.report import Span
from lint_plugin.checks.sites import Access, Call, ParameterList
from lint_plugin.checks.writing import MAX_WRITTEN
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.mindspore import cells, versions
from lint_plugin.semantics import (
    callees,
    cell_members,
    contents,
    guards,
    instances,
    method_definitions,
    origins,
    spelling,
    tensor_guesses,
)
from lint_plugin.semantics.cell_guesses import seems_cell
from lint_plugin.semantics.code import bound_names
from lint_plugin.semantics.code.classes import ProjectClass, enclosing_class, project_class
from lint_plugin.semantics.code.modules import Scope
from lint_plugin.semantics.code.syntax import FunctionNode
from lint_plugin.semantics.inference import imports, patches
from lint_plugin.semantics.inference.values import (
    BuiltinMethod,
    ClassValue,
    External,
    Instance,
    Parameters,
    Unknown,
    Value,
    having,
    members,
)
from lint_plugin.semantics.syntax_index import SyntaxIndex
from lint_plugin.settings import Settings


class RuleContext:
    """A file under check, as rules see it: where its nodes stand, what they mean, what guards them.

    Nodes that are asked about must be of the file's tree. Where the source doesn't tell, the answer is None or False:
    a rule that keeps to that is silent in doubt.
    """

    def __init__(self, index: SyntaxIndex, settings: Settings) -> None:
        self._index = index
        self._model = index.model
        self._module = index.module
        self._settings = settings
        self._accesses: dict[ast.expr, Access] = {}
        self._values: dict[ast.expr, Value] = {}
        self._names_in: dict[ast.AST, dict[str, list[ast.Name]]] = {}
        self._calls: dict[ast.Call, tuple[Call, ...]] = {}

    # The project

    @property
    def version(self) -> versions.Version | None:
        """The lowest MindSpore version that the project supports, None where that isn't known."""
        return self._settings.mindspore_version

    @property
    def tree(self) -> ast.Module:
        """The file's tree."""
        return self._module.tree

    @cached_property
    def imports_torch(self) -> bool:
        """Whether the file imports torch, or something in it."""
        return self._module.imports_package("torch")

    @cached_property
    def imports_mindspore(self) -> bool:
        """Whether the file imports MindSpore, or something in it."""
        return self._module.imports_package("mindspore")

    def may_guess(self, name: str) -> bool:
        """Return whether an untyped receiver may be taken for a Cell because a method of this name is called on it.

        The file imports MindSpore, and neither torch nor a torch-like layer that supplies the name, nor takes its
        layers from a library that has such ones.
        """
        return cell_members.may_guess(self._model, self._module, name)

    def binds(self, name: str) -> bool:
        """Return whether any scope of the file binds a name, or may do so by a star import, `globals()` or the like."""
        return bound_names.binds(self._module, name)

    @cached_property
    def has_own_mindspore(self) -> bool:
        """Whether an import of `mindspore` finds a package of the project itself, of which nothing is known."""
        return imports.finds_own_package(self._model, "mindspore", self._module)

    def is_patched(self, name: str, owners: frozenset[str]) -> bool:
        """Return whether the project gives a name to one of the owners, in this file or in one that runs with it.

        `owners` are dotted names of MindSpore's modules or classes: `mindspore.nn` for `nn.Module = nn.Cell`.
        """
        return patches.on_external(self._model, name, self._module, owners)

    def callee_is_patched(self, qualified_name: str, *, count_strict: bool = True) -> bool:
        """Return whether the project, or a library that it imports, replaces a callable of MindSpore.

        By `ops.zeros = my_zeros` in this file or in one that runs with it, or as mindnlp's older versions do on import.
        With `count_strict` off, a library's replacement that refuses all that MindSpore's own refuses isn't counted.
        """
        owner, _, name = qualified_name.rpartition(".")
        if patches.by_library(self._model, qualified_name, self._module, count_strict=count_strict):
            return True
        return self.is_patched(name, frozenset({owner}))

    # Where a node is

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Return the node that a node is right below, None for the module's."""
        return self._index.parent(node)

    def steps(self, node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
        """Yield (child, parent) from a node up to the module."""
        return self._index.steps(node)

    def enclosing_function(self, node: ast.AST) -> FunctionNode | None:
        """Return the function whose own code a node is, None for a class's or the module's.

        What heads a function, as its defaults and decorators do, belongs to the code around it.
        """
        around = self._scope(node).node
        return around if isinstance(around, FunctionNode) else None

    def enclosing_class(self, node: ast.AST) -> ClassView | None:
        """Return the class whose method's code, or own body, a node is or is inside of."""
        cls = enclosing_class(self._scope(node))
        return None if cls is None else ClassView(cls, self._model)

    def definition_span(self, node: FunctionNode | ast.ClassDef) -> Span:
        """Return where the name of a function or class statement is."""
        return sites.definition_span(node, self._index)

    def source_of(self, node: ast.expr | ast.stmt) -> str:
        """Return a node's exact source text; the lines of one that has several are joined by line feeds."""
        end = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._module.text.between((node.lineno, node.col_offset), end)

    # What an expression is

    def qualified_names(self, node: ast.expr) -> tuple[str, ...]:
        """Return the dotted name of each object that an expression may be, "" for one that has none.

        Modules, classes and functions outside the project have one (`mindspore.nn.Cell`, `builtins.len`).
        """
        return tuple(part.path if isinstance(part, External) else "" for part in members(self._value(node)))

    def qualified_name(self, node: ast.expr) -> str | None:
        """Return the dotted name of the module, class or function outside the project that an expression is.

        None for all else, and where it may be one of several.
        """
        names = self.qualified_names(node)
        return names[0] if len(names) == 1 and names[0] else None

    def is_call_of(self, node: ast.AST, *qualified_names: str) -> TypeGuard[ast.Call]:
        """Return whether a node is a call of one of these callables outside the project (`builtins.dict`)."""
        if not isinstance(node, ast.Call):
            return False
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        leaves = {name.rpartition(".")[2] for name in qualified_names}
        if called not in leaves and not any(self._module.mentions(f"{leaf} as ") for leaf in leaves):
            return False  # most calls need no closer look
        return self.qualified_name(node.func) in qualified_names

    def is_a(self, node: ast.expr, qualified_name: str) -> Confidence | None:
        """Return how surely an expression is an instance of a class (`mindspore.nn.Cell`), or of a subclass of it."""
        return instances.is_a(self._model, self._value(node), qualified_name)

    def is_pair(self, node: ast.expr) -> Confidence | None:
        """Return how surely an expression is a tuple of two Tensors."""
        return instances.is_pair(self._model, self._value(node))

    def asks_a(self, access: Access, qualified_name: str) -> Confidence | None:
        """Return how surely an access is one of an instance of a class, as `is_a` does.

        A number or a list that the receiver may be, too, isn't asked for what it lacks.
        """
        return instances.is_a(self._model, having(self._value(access.receiver), access.name), qualified_name)

    def holds_batch_norm(self, node: ast.expr) -> Confidence | None:
        """Return how surely an object holds a layer with BatchNorm's moving statistics; a guess for any network."""
        return contents.holds(self._model, self._value(node), cells.has_batch_norm_statistics)

    def may_be_class(self, node: ast.expr) -> bool:
        """Return whether an expression may be a class, or something else outside the project with a dotted name."""
        return any(isinstance(part, (ClassValue, External)) for part in members(self._value(node)))

    def is_unknown(self, node: ast.expr) -> bool:
        """Return whether nothing is known of an expression's value."""
        return isinstance(self._value(node), Unknown)

    def defined_by_project(self, access: Access) -> bool:
        """Return whether the receiver's class is one of the project, and it or a base in the project has the name."""
        return any(
            isinstance(part, Instance)
            and isinstance(part.cls, ProjectClass)
            and cell_members.supplies(self._model, part.cls, access.name)
            for part in members(self._value(access.receiver))
        )

    def is_given(self, access: Access) -> bool:
        """Return whether the file assigns the attribute to what may be the receiver: `x.grad = None`."""
        return patches.on_object(self._model, access.name, self._module, self._value(access.receiver))

    def is_super(self, node: ast.expr) -> bool:
        """Return whether an expression may be `super()`."""
        return any(isinstance(part, Instance) and part.is_super for part in members(self._value(node)))

    def origin(self, node: ast.expr) -> ast.expr | None:
        """Return the expression that gives a value: of a local name the one that alone is assigned to it.

        None for a name that may have been given several values, or one in another way; any other node is its own.
        """
        return origins.origin(node, self._scope(node))

    def origins(self, node: ast.expr) -> list[ast.expr]:
        """Return the expressions that are known to give a name, or an attribute of `self`, its value: defaults, too."""
        return origins.origins(node, self._scope(node))

    def parameter(self, node: ast.Name) -> ast.arg | None:
        """Return the parameter of a function that a name is, None where it may be anything else."""
        return origins.parameter(node, self._scope(node))

    def default_of(self, node: ast.Name) -> ast.expr | None:
        """Return the default of the parameter that a name is, None where it may be anything else, or has none."""
        return origins.default_of(node, self._scope(node))

    def parameter_list(self, node: ast.expr) -> ParameterList | None:
        """Return the list of Parameters that an expression is, as Cell's own `trainable_params()` returned it."""
        value = self._value(node)
        if not isinstance(value, Parameters):
            return None
        call = value.call if len(value.call) <= MAX_WRITTEN else f"{value.method}()"
        return ParameterList(value.method, call, value.is_list, value.confidence)

    # Accesses and calls

    def access(self, node: ast.expr, name: str) -> Access:
        """Return the access that `receiver.name` or `getattr(receiver, "name")` is."""
        found = self._accesses.get(node)
        if found is None:
            found = self._accesses[node] = sites.access(node, name, self._index)
        return found

    def calls(self, node: ast.Call) -> tuple[Call, ...]:
        """Return a call as one of each of MindSpore's callables that it may call, empty where it may call another."""
        found = self._calls.get(node)
        if found is None:
            narrowed = guards.narrowed(self._index, node.func)
            known = () if narrowed else callees.callees(self._model, node, self._scope(node))
            found = self._calls[node] = tuple(sites.call(node, callee) for callee in known)
        return found

    def missing(self, access: Access, *, guess: bool = False) -> Confidence | None:
        """Return how surely the receiver is a Cell that nothing supplies the name for, None where it isn't.

        With `guess`, a receiver of which nothing is known is taken for one, where the file speaks for it, unless a
        class of the project that the receiver may be named after defines the name.
        """
        lack = cell_members.lacks(self._model, self._value(access.receiver), access.name, self._module, guess=guess)
        if lack.untyped and guess and self.may_guess(access.name):
            return None if self.is_named_after_class(access) else Confidence.GUESS
        return lack.confidence

    def seems_cell(self, node: ast.expr, *, called: bool = False) -> bool:
        """Return whether code calls on an expression, too, what Cells alone have; or, with `called`, calls it."""
        return seems_cell(node, self._scope(node), called=called)

    def is_named_after_class(self, access: Access) -> bool:
        """Return whether a class of the project that the receiver may be named after defines the name."""
        named = access.receiver
        leaf = named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
        return method_definitions.class_named_like(self._model, self._module, access.name, leaf)

    def seems_tensor(self, access: Access) -> bool:
        """Return whether an unknown receiver seems to be a Tensor, or an array of NumPy's, in a file on MindSpore."""
        node, then = access.receiver, access.call and self.parent(access.call)
        if not self.is_unknown(node) or not tensor_guesses.seems_tensor(self._model, node, self._scope(node), then):
            return False
        return self.may_be_tensor(access) and not self.is_named_after_class(access)

    def may_be_tensor(self, access: Access) -> bool:
        """Return whether nothing is known of a receiver, in a file on MindSpore alone, and nothing of torch made it."""
        node = access.receiver
        if not self.is_unknown(node) or tensor_guesses.comes_of_torch(self._model, node, self._scope(node)):
            return False
        return tensor_guesses.may_guess(self._model, self._module, access.name)

    def method_called(self, node: ast.Call, qualified_name: str) -> Call:
        """Return a call as one of a method of MindSpore's that is taken to be it: as a guess."""
        return sites.call(node, callees.Callee(qualified_name, Confidence.GUESS, is_method=True))

    def inherited(self, access: Access) -> Confidence | None:
        """Return how surely a Cell's attribute is the one that MindSpore gives it, None where it isn't."""
        sure = Confidence.HIGH
        for part in members(self._value(access.node)):
            receiver = part.receiver if isinstance(part, BuiltinMethod) else None
            confidence = None if receiver is None else instances.is_a(self._model, receiver, cells.CELL)
            if confidence is None:
                return None
            sure = min(sure, confidence)
        return sure

    def subclass_supplies(self, access: Access) -> bool:
        """Return whether the receiver may be an instance of a subclass that supplies the name.

        That is `self`, and what `isinstance` takes for a Cell; the subclass may be one of another file.
        """
        value = self._value(access.receiver)
        return (
            cell_members.subclass_supplies(self._model, value, access.name)
            or cell_members.tested_cell_supplies(self._model, value, access.name, self._module)
            or method_definitions.supplied_elsewhere(self._model, value, access.name)
        )

    def called_on(self, access: Access) -> tuple[ast.expr, list[ast.expr]]:
        """Return the object that a method is called on, and its positional arguments: `x.m(a)`, `Class.m(x, a)` alike.

        `super()` is the object as it is in the source. Of an attribute that isn't called, the receiver and nothing.
        """
        call, receiver = access.call, access.receiver
        if call is None:
            return receiver, []
        of_class = all(isinstance(value, (ClassValue, External)) for value in members(self._value(receiver)))
        if of_class and call.args and not isinstance(call.args[0], ast.Starred):
            return call.args[0], call.args[1:]
        return receiver, call.args

    # What guards a node

    def guarded(
        self, node: ast.AST, name: str, *, by_version: bool = True, errors: frozenset[str] = guards.MISSING
    ) -> bool:
        """Return whether a node runs only where `name` exists, or where one of the `errors` is caught.

        Tests of MindSpore's version count if asked for. So does code that never runs.
        """
        return guards.guarded(self._index, node, name, by_version=by_version, errors=errors)

    def for_type_checkers(self, node: ast.AST) -> bool:
        """Return whether a node is under `if TYPE_CHECKING`, which no interpreter enters."""
        return guards.for_type_checkers(self._index, node)

    def is_unevaluated(self, node: ast.AST) -> bool:
        """Return whether a node is in an annotation that isn't evaluated."""
        return guards.is_unevaluated(self._index, node)

    # How to mend it

    def fix_builder(self) -> FixBuilder:
        """Return what makes a fix of the file."""
        index = self._index
        return FixBuilder(self._module.text, self._module.tree, index.parent, index.is_in_string, self._names_in)

    def spelled(self, qualified_name: str, node: ast.AST) -> spelling.Spelling:
        """Return how the code where a node is writes an object of MindSpore, and which import it lacks for that."""
        return spelling.spelled(self._model, qualified_name, self._scope(node))

    def spelled_in(self, code: str, node: ast.AST) -> spelling.Spelling:
        """Return code for the place of a node: full names of MindSpore's objects in it as the file writes them."""
        return spelling.in_code(self._model, code, self._scope(node))

    def definitions(self, cls: ast.ClassDef, names: frozenset[str]) -> Iterator[sites.Definition]:
        """Yield each method of one of these names that a class statement defines."""
        view = ClassView(project_class(cls, self._scope(cls)), self._model)
        for name, function in view.own_functions(names):
            yield sites.Definition(view, name, function, sites.definition_span(function, self._index))

    def _scope(self, node: ast.AST) -> Scope:
        return self._index.scope(node)

    def _value(self, node: ast.expr) -> Value:
        found = self._values.get(node)
        if found is None:
            found = self._values[node] = self._model.evaluate(node, self._scope(node))
        return found
