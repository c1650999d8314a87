"""Code that asks first: the arms of `hasattr`, of version tests, of `try ... except AttributeError`.

An arm that is guarded for a name runs only where the name exists, so nothing in it is a leftover.
"""

from __future__ import annotations

import ast
from typing import Any, TypeGuard

from lint_plugin.semantics import decided_before
from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.conditions import decided
from lint_plugin.semantics.code.memo import memoized
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.code.syntax import text_of
from lint_plugin.semantics.inference import imports
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.hierarchy import project_ancestors
from lint_plugin.semantics.inference.values import External, Function, Instance, ProjectModule, Value
from lint_plugin.semantics.syntax_index import FAR, SyntaxIndex

MISSING = frozenset({"AttributeError"})
"""What asking for a name that doesn't exist raises."""
MISSING_IMPORT = frozenset({"ImportError", "ModuleNotFoundError"})
"""What importing a name that doesn't exist raises."""
_WIDE = frozenset({"Exception", "BaseException"})
_EXPECTS_ERRORS = frozenset({"suppress", "raises", "assertRaises", "assertRaisesRegex"})
_STATEMENTS = (ast.FunctionDef, ast.AsyncFunctionDef)
_FUNCTIONS = (*_STATEMENTS, ast.Lambda)
_CONDITIONS = (ast.Call, ast.Compare, ast.UnaryOp, ast.BoolOp)
_MAX_HOPS = 4
_MAX_PARTS = 5_000
"""Parts of one condition that are looked at."""
_MAX_DEPTH = 50
"""Conditions made of conditions, one of another, that are looked into; what is made of more may be a guard."""


def guarded(
    index: SyntaxIndex, node: ast.AST, name: str, *, by_version: bool = True, errors: frozenset[str] = MISSING
) -> bool:
    """Return whether a node stands in code that runs only where `name` exists, or that never runs.

    `by_version` says whether a test of MindSpore's version guards, too; `errors` are the exceptions of which a `try`
    that catches one has seen to the case.
    """
    question = (guarded, name, by_version, errors)
    answers: dict[tuple[ast.AST, bool], bool] = index.module.memo.setdefault(question, {})
    passed: list[tuple[ast.AST, bool]] = []
    answer = called_later = False  # a try around a definition doesn't guard the calls in its body
    for number, (child, parent) in enumerate(index.steps(node)):
        if number > FAR or isinstance(child, ast.stmt):  # what stands above it guards all that stands in it
            known = answers.get((child, called_later))
            if known is not None:
                answer = known
                break
            passed.append((child, called_later))
        called_later = called_later or isinstance(parent, _FUNCTIONS)
        if _guards(index, child, parent, name, by_version, frozenset() if called_later else errors):
            answer = True
            break
    answers.update(dict.fromkeys(passed, answer))
    return answer


def _guards(
    index: SyntaxIndex, child: ast.AST, parent: ast.AST, name: str, by_version: bool, errors: frozenset[str]
) -> bool:
    """Return whether a node runs only where `name` exists, or never, by what its parent says of it.

    `errors` are the exceptions that the parent may see to: none where it stands around the definition of the code.
    """
    if errors and isinstance(parent, ast.Try) and _try_guards(index.module, parent, child, errors):
        return True
    if errors and isinstance(parent, (ast.With, ast.AsyncWith)) and isinstance(child, ast.stmt):
        if any(_suppresses(item.context_expr, errors) for item in parent.items):
            return True
    if any(
        _first_guards(index, tests, count, name, by_version)
        for tests, count in decided_before.conditions(index.module, child, parent)
    ):
        return True
    return by_version and bool(_decorators(parent)) and _a_decorator_reads_version(index, parent)


def narrowed(index: SyntaxIndex, node: ast.expr) -> bool:
    """Return whether an attribute stands in the arm of an `if` that asks for its own type: `isinstance(self.f, F)`."""
    if not isinstance(node, ast.Attribute) or not _asks_for_types(index.module):
        return False
    asked: _Asked = index.from_above(node, None, _with_types_asked_for)
    text = text_of(node) if asked else ""
    while asked is not None:
        texts, asked = asked
        if text in texts:
            return True
    return False


_Asked = tuple[frozenset[str], Any] | None
"""What an arm asks for the type of, and the same of the next arm around it."""


def _asks_for_types(module: Module) -> bool:
    return module.mentions("isinstance") or module.mentions("issubclass")


def _with_types_asked_for(index: SyntaxIndex, above: _Asked, child: ast.AST, parent: ast.AST) -> _Asked:
    if not isinstance(parent, (ast.If, ast.IfExp)) or child is parent.test:
        return above
    texts = frozenset(text_of(test.args[0]) for test in ast.walk(parent.test) if _asks_for_type(test))
    return (texts, above) if texts else above


def _asks_for_type(test: ast.AST) -> TypeGuard[ast.Call]:
    """Return whether a node is `isinstance(x, ...)` or `issubclass(x, ...)`."""
    if not isinstance(test, ast.Call) or not isinstance(test.func, ast.Name) or not test.args:
        return False
    return test.func.id in ("isinstance", "issubclass")


def for_type_checkers(index: SyntaxIndex, node: ast.AST) -> bool:
    """Return whether a node stands under `if TYPE_CHECKING`, which no interpreter enters."""
    return index.module.mentions("TYPE_CHECKING") and index.from_above(node, False, _checks_types)


def _checks_types(index: SyntaxIndex, above: bool, child: ast.AST, parent: ast.AST) -> bool:
    if above or not isinstance(parent, ast.If) or _names(parent.test) != {"TYPE_CHECKING"}:
        return above
    return decided_before.is_in_body(index.module, parent, child)


def is_unevaluated(index: SyntaxIndex, node: ast.AST) -> bool:
    """Return whether a node stands in an annotation that isn't evaluated: a local's, or any under the future import."""
    postponed = _postpones(index.module)
    for child, parent in index.steps(node):
        if isinstance(parent, ast.AnnAssign) and child is parent.annotation:
            return postponed or isinstance(index.scope(parent).node, _FUNCTIONS)
        if isinstance(parent, ast.arg) or (isinstance(parent, _STATEMENTS) and child is parent.returns):
            return postponed
    return False


@memoized
def _postpones(module: Module) -> bool:
    """Return whether no annotation of a file is evaluated."""
    return any(
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in module.tree.body
    )


def _decorators(parent: ast.AST) -> list[ast.expr]:
    """Return the decorators of a function or class: `skipif(ms.__version__ < "2.6")` may keep it from running."""
    return getattr(parent, "decorator_list", [])


def _a_decorator_reads_version(index: SyntaxIndex, parent: ast.AST) -> bool:
    answers: dict[ast.AST, bool] = index.module.memo.setdefault(_a_decorator_reads_version, {})
    if parent not in answers:
        skips = _decorators(parent)
        answers[parent] = any(reads_version(index.model, skip, index.scope(skip)) for skip in skips)
    return answers[parent]


def _first_guards(index: SyntaxIndex, tests: decided_before.Tests, count: int, name: str, by_version: bool) -> bool:
    """Return whether one of the first `count` conditions guards: each is asked once for all that stands behind it."""
    asked, guarding = tests.read.get((name, by_version), (0, -1))
    while asked < count and guarding < 0:
        test, arm = tests.listed[asked]
        guarding = asked if _arm_guards(index, test, arm, name, by_version) else -1
        asked += 1
    tests.read[name, by_version] = asked, guarding
    return 0 <= guarding < count


def _try_guards(module: Module, statement: ast.Try, child: ast.AST, errors: frozenset[str]) -> bool:
    if decided_before.is_in_body(module, statement, child):
        return any(_catches(handler.type, errors) for handler in statement.handlers)
    return isinstance(child, ast.ExceptHandler) and child.type is not None and _names(child.type) == MISSING


def _catches(caught: ast.expr | None, errors: frozenset[str]) -> bool:
    return caught is None or bool(_names(caught) & (errors | _WIDE))


def _names(node: ast.expr) -> set[str]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    return {part.attr if isinstance(part, ast.Attribute) else getattr(part, "id", "") for part in parts}


def _suppresses(context: ast.expr, errors: frozenset[str]) -> bool:
    if not isinstance(context, ast.Call):
        return False
    name = context.func.attr if isinstance(context.func, ast.Attribute) else getattr(context.func, "id", "")
    return name in _EXPECTS_ERRORS and any(_names(argument) & (errors | _WIDE) for argument in context.args)


def _arm_guards(index: SyntaxIndex, test: ast.expr, arm: bool, name: str, by_version: bool, depth: int = 0) -> bool:
    """Return whether the arm where a condition is `arm` is guarded: by the name's existence, by a version, or dead."""
    answers: dict[tuple[ast.expr, bool], bool] = index.module.memo.setdefault((_arm_guards, name, by_version), {})
    passed: list[tuple[ast.expr, bool]] = []
    while (test, arm) not in answers:  # a chain of conditions may be longer than the stack is deep
        passed.append((test, arm))
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            test, arm = test.operand, not arm
        elif (kept := _kept_condition(index, test)) is not None:
            test = kept
        else:
            too_deep = depth > _MAX_DEPTH
            answers[test, arm] = too_deep or _is_guarding(index, test, arm, name, by_version, depth)
    answer = answers[test, arm]
    answers.update(dict.fromkeys(passed, answer))
    return answer


def _is_guarding(index: SyntaxIndex, test: ast.expr, arm: bool, name: str, by_version: bool, depth: int) -> bool:
    if decided(test, type_checking=False) is (not arm):
        return True
    if isinstance(test, ast.BoolOp):
        each_is = isinstance(test.op, ast.And) is arm  # every operand is known to be `arm`
        answers = (_arm_guards(index, operand, arm, name, by_version, depth + 1) for operand in test.values)
        return any(answers) if each_is else all(answers)
    if asks_for(test, name):
        return arm
    if any(asks_with_default(part, name) for part in ast.walk(test)):
        return True
    return by_version and reads_version(index.model, test, index.scope(test))


def _kept_condition(index: SyntaxIndex, test: ast.expr) -> ast.expr | None:
    """Return the condition that a name stands for: `has = hasattr(net, "buffers")`, then `if has:`."""
    if not isinstance(test, ast.Name) or test.id == "TYPE_CHECKING":
        return None
    definitions, _ = flow.reaching(index.scope(test), test)
    nodes = [definition.node for definition in definitions if definition.kind is Kind.VALUE and not definition.path]
    if len(definitions) != 1 or len(nodes) != 1 or not isinstance(nodes[0], _CONDITIONS):
        return None
    stands_before = (nodes[0].lineno, nodes[0].col_offset) < (test.lineno, test.col_offset)  # a loop may turn it around
    return nodes[0] if stands_before else None


def asks_for(test: ast.expr, name: str) -> bool:
    """Return whether a condition is `hasattr(x, "name")` or `"name" in dir(x)`."""
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and test.func.id == "hasattr":
        return len(test.args) == 2 and _is_text(test.args[1], name)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.In):
        listed = test.comparators[0]
        called = isinstance(listed, ast.Call) and getattr(listed.func, "id", "") in ("dir", "vars")
        return _is_text(test.left, name) and (called or getattr(listed, "attr", "") == "__dict__")
    return False


def asks_with_default(node: ast.AST, name: str) -> bool:
    """Return whether a node is `getattr(x, "name", default)`, or asks by `hasattr` inside a larger condition."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    wanted = {"getattr": 3, "hasattr": 2}.get(node.func.id)
    return len(node.args) == wanted and _is_text(node.args[1], name)


def _is_text(node: ast.expr, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def reads_version(model: Evaluator, node: ast.AST, scope: Scope, hops: int = 0) -> bool:
    """Return whether an expression reads MindSpore's `__version__`: itself, by a name, or in a function it calls.

    One of more than _MAX_PARTS parts may.
    """
    for number, part in enumerate(ast.walk(node)):
        if number > _MAX_PARTS:
            return True
        if isinstance(part, ast.Attribute):
            if part.attr == "__version__" and _is_mindspore(model, part.value, scope):
                return True
            if hops < _MAX_HOPS and _attribute_reads_version(model, part, scope, hops):
                return True
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
            if scope.module.mentions("__version__") and _is_version(model.evaluate(part, scope)):
                return True
            if hops < _MAX_HOPS and _name_reads_version(model, part, scope, hops):
                return True
    return False


def _is_version(value: Value) -> bool:
    """Return whether a value is `mindspore.__version__`, under whatever name it was imported."""
    return isinstance(value, External) and value.path in ("mindspore.__version__", "mindspore.version.__version__")


def _is_mindspore(model: Evaluator, node: ast.expr, scope: Scope) -> bool:
    """Return whether an expression is a module that has MindSpore's version: `ops.__version__` is torch's habit."""
    value = model.evaluate(node, scope)
    return isinstance(value, External) and value.path in ("mindspore", "mindspore.version")


def _name_reads_version(model: Evaluator, node: ast.Name, scope: Scope, hops: int) -> bool:
    definitions, where = flow.reaching(scope, node)
    for definition in definitions:
        if definition.kind in (Kind.VALUE, Kind.ANNOTATED) and reads_version(model, definition.node, where, hops + 1):
            return True
        if definition.kind is Kind.FUNCTION and _body_reads_version(model, definition.node, where, hops):
            return True
        if definition.kind is Kind.IMPORT and isinstance(definition.node, ast.alias):
            if _import_reads_version(model, definition.node, where, hops):
                return True
    return False


def _import_reads_version(model: Evaluator, alias: ast.alias, where: Scope, hops: int) -> bool:
    statement = flow.flow_of(where).statement_of[alias]
    if not isinstance(statement, ast.ImportFrom):
        return False
    source = imports.source_of(model, statement, where.module)
    if not isinstance(source, ProjectModule) or not source.module.mentions("__version__"):
        return False
    definitions, inner = flow.lookup(source.module.scope, alias.name)
    for definition in definitions:
        if definition.kind in (Kind.VALUE, Kind.ANNOTATED) and reads_version(model, definition.node, inner, hops + 1):
            return True
        if definition.kind is Kind.FUNCTION and _body_reads_version(model, definition.node, inner, hops):
            return True
    return False


def _body_reads_version(model: Evaluator, function: ast.AST, outside: Scope, hops: int) -> bool:
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    if not outside.module.mentions("__version__"):
        return False
    inside = outside.child(function)
    return any(reads_version(model, statement, inside, hops + 1) for statement in function.body)


def _attribute_reads_version(model: Evaluator, node: ast.Attribute, scope: Scope, hops: int) -> bool:
    """Return whether an attribute is a flag or a function that was made of MindSpore's version."""
    value = model.evaluate(node.value, scope)
    if isinstance(value, ProjectModule) and value.module.mentions("__version__"):
        found = model.evaluate(node, scope)
        if isinstance(found, Function):
            return _body_reads_version(model, found.node, found.scope, hops)
        definitions, inner = flow.lookup(value.module.scope, node.attr)
        values = (d.node for d in definitions if d.kind in (Kind.VALUE, Kind.ANNOTATED))
        return any(reads_version(model, found_node, inner, hops + 1) for found_node in values)
    if isinstance(value, Instance) and not isinstance(value.cls, External):
        for owner in project_ancestors(model, value.cls):
            for given in owner.attributes(node.attr) if owner.module.mentions("__version__") else ():
                if reads_version(model, given.definition.node, given.scope, hops + 1):
                    return True
    return False
