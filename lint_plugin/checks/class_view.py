"""A class of the project, as far as rules may ask about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from lint_plugin.confidence import Confidence
from lint_plugin.semantics import cell_members, instances, method_definitions, method_uses
from lint_plugin.semantics.code.classes import ProjectClass
from lint_plugin.semantics.code.syntax import FunctionNode, may_hold
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import ancestors, project_ancestors
from lint_plugin.semantics.inference.values import External, members
from lint_plugin.semantics.method_uses import Use


class ClassView:
    """A class of the project: what it derives from, what it defines, and who supplies a name on its instances."""

    def __init__(self, cls: ProjectClass, model: Evaluator) -> None:
        self._cls = cls
        self._model = model

    @property
    def name(self) -> str:
        """The class's name."""
        return self._cls.name

    @property
    def node(self) -> ast.ClassDef | ast.Call:
        """The class statement, or the call `type(name, bases, {})` that makes it."""
        return self._cls.node

    def is_a(self, qualified_name: str) -> Confidence | None:
        """Return how surely the class derives from a class of MindSpore, None where it isn't known to."""
        return instances.derives(self._model, self._cls, qualified_name)

    @cached_property
    def lineage(self) -> list[ClassView]:
        """The project's classes that it derives from, itself first, depth first."""
        return [ClassView(cls, self._model) for cls in project_ancestors(self._model, self._cls)]

    @cached_property
    def outside_bases(self) -> list[str]:
        """The dotted names of the classes outside the project that it derives from, depth first."""
        values = ancestors(self._model, self._cls)
        return [part.path for value in values for part in members(value) if isinstance(part, External)]

    def binds(self, name: str) -> bool:
        """Return whether the class's own body binds a name."""
        return self._cls.binds(name)

    def functions(self, name: str) -> list[FunctionNode]:
        """Return the functions of this name in the class's own body, under conditions too."""
        return self._cls.functions(name)

    def own_functions(self, names: frozenset[str]) -> Iterator[tuple[str, FunctionNode]]:
        """Yield (name, function) for each function of one of these names in the class's own body."""
        if any(may_hold(self._cls.node, name.encode()) for name in names):
            for name in sorted(names & {method.name for method in self._cls.methods()}):
                yield from ((name, function) for function in self.functions(name))

    def bindings(self, name: str) -> int:
        """Return in how many ways the class's own body binds a name."""
        return len(dict.fromkeys(self._cls.body_names().get(name, ())))

    def supplies(self, name: str) -> bool:
        """Return whether the class, or anything that it derives from, supplies a name that Cell itself lacks."""
        return cell_members.supplies(self._model, self._cls, name)

    def supplies_itself(self, name: str) -> bool:
        """Return whether the class itself supplies a name: in its body, on `self`, by a decorator or a patch."""
        return cell_members.defines(self._model, self._cls, name)

    def is_asked_in_file(self, name: str) -> bool:
        """Return whether the class's file asks any but `super()` for an attribute, or has its name for a string."""
        return method_uses.asked_beside_super(self._cls.module, name)

    def leaves_to_subclasses(self, name: str) -> bool:
        """Return whether all of the class's subclasses in its file, or some of another file, supply a name."""
        return cell_members.left_abstract(self._model, self._cls, name) or bool(
            method_definitions.overriding(self._model, self._cls, name)
        )

    def is_ported_elsewhere(self) -> bool:
        """Return whether a subclass in another file has `construct` and no `forward`."""
        return method_definitions.ported_elsewhere(self._model, self._cls)

    def uses(self, name: str) -> list[Use]:
        """Return the accesses of a name in the class's file that may be one of a method of the project."""
        return method_uses.uses(self._model, self._cls.module, name)

    def is_used_elsewhere(self, name: str) -> bool:
        """Return whether another file of the project uses a method of the class, or overrides it in a subclass."""
        return method_uses.is_used_elsewhere(self._model, self._cls, name)

    def users(self, name: str) -> tuple[str, ...] | None:
        """Return the other files of the project that use or override a method; None where one may and can't be told."""
        return method_uses.users(self._model, self._cls, name)

    def uses_on_self(self, name: str) -> bool:
        """Return whether one of the methods in the class's own body uses `self.<name>`."""
        return cell_members.dispatches(self._cls, name, None)
