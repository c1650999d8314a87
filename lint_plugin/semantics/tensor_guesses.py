"""Whether something of which nothing is known seems to be a Tensor: by what gives it its value, and by its uses."""

from __future__ import annotations

import ast

from lint_plugin.mindspore import libraries, results, tensors
from lint_plugin.semantics import cell_members, layer_imports
from lint_plugin.semantics.code import flow
from lint_plugin.semantics.code.bindings import Kind
from lint_plugin.semantics.code.modules import Module, Scope
from lint_plugin.semantics.inference import tensor_values, uses
from lint_plugin.semantics.inference.evaluator import Evaluator
from lint_plugin.semantics.inference.values import ExternalResult, ExternalSymbol, Unknown

_MOST_STEPS = 20
"""Expressions that are looked at for one answer."""
_THEN = frozenset({
    *("asnumpy", "clone", "cpu", "data", "detach", "item", "numel", "numpy", "permute", "reshape", "shape", "size"),
    *("squeeze", "tolist", "unsqueeze", "view"),
})  # fmt: skip
"""What a Tensor is asked for behind `cpu()`, `detach()` and the like, and no Cell."""
_TENSORS = ("Tensor", "Parameter")
_MADE_OF = (Kind.VALUE, Kind.ELEMENT, Kind.ENTERED)


def may_guess(model: Evaluator, module: Module, name: str) -> bool:
    """Return whether a file's untyped receivers may be taken for Tensors of MindSpore that lack a member of torch's.

    As of Cells, and it imports nothing whose Tensors are torch's or like them.
    """
    return cell_members.may_guess(model, module, name) and not layer_imports.may_bring_tensors(model, module)


def seems_tensor(model: Evaluator, node: ast.expr, scope: Scope, then: ast.AST | None) -> bool:
    """Return whether an expression seems to be an array of some kind, and nothing speaks against a Tensor.

    One of the values that a name may have is a Tensor, or comes of what arrays alone can do; or its uses are those of
    an array. NumPy's arrays seem so, too: what only Tensors are asked for has to tell. What a library on torch takes
    part in, as the weights of one of its networks, is left alone. `then` is what is made of the result where a method
    of the expression is called: `x.cpu().numpy` of `x.cpu()`.
    """
    search = _Search(model)
    goes_on = isinstance(then, ast.Attribute) and then.attr in _THEN
    return (goes_on or search.finds(node, scope)) and not search.comes_of_torch(node, scope)


class _Search:
    """A search that looks at each definition once."""

    def __init__(self, model: Evaluator) -> None:
        self._model = model
        self._seen: set[ast.AST] = set()

    def finds(self, node: ast.expr, scope: Scope) -> bool:
        """Return whether an expression is a Tensor, or seems to be one where nothing is known of it."""
        if node in self._seen or len(self._seen) >= _MOST_STEPS:
            return False
        self._seen.add(node)
        value = self._model.evaluate(node, scope)
        if not isinstance(value, Unknown):
            return tensor_values.is_tensor(value)
        match node:
            case ast.Name():
                return self._named(node, scope)
            case ast.Subscript():
                return self._is_of_array(node.slice, scope) or self.finds(node.value, scope)
            case ast.Attribute(attr=name):
                is_own = name in results.OWN_PARAMETERS
                return is_own or (tensors.member(tensors.TENSOR, name) in _TENSORS and self.finds(node.value, scope))
            case ast.Call(func=ast.Attribute(value=owner, attr=name)):
                kind = tensors.of_method(tensors.TENSOR, name, tensor_values.given(node))
                return kind in _TENSORS and self.finds(owner, scope)
            case ast.BinOp():
                return self.finds(node.left, scope) or self.finds(node.right, scope)
            case ast.Compare():  # of numbers, it gives what is asked for nothing
                return all(isinstance(op, (ast.Lt, ast.Gt, ast.LtE, ast.GtE)) for op in node.ops)
        return False

    def comes_of_torch(self, node: ast.expr, scope: Scope) -> bool:
        """Return whether something of a library on torch takes part in what gives an expression its value."""
        pending: list[tuple[ast.AST, Scope]] = [(node, scope)]
        seen: set[ast.AST] = set()
        while pending and len(seen) < _MOST_STEPS:
            one, where = pending.pop()
            for part in ast.walk(one):
                if not isinstance(part, ast.Name) or part in seen:
                    continue
                seen.add(part)
                value = self._model.evaluate(part, where)
                if isinstance(value, (ExternalResult, ExternalSymbol)):
                    if value.path.partition(".")[0] in libraries.ON_TORCH:
                        return True
                elif isinstance(value, Unknown):
                    definitions, around = flow.reaching(where, part)
                    pending += [(each.node, around) for each in definitions if each.kind in _MADE_OF]
        return False

    def _is_of_array(self, index: ast.expr, scope: Scope) -> bool:
        """Return whether only an array can be indexed so: by several slices, or by a Tensor."""
        if isinstance(index, ast.Tuple):
            return any(isinstance(part, ast.Slice) for part in index.elts)
        return not isinstance(index, ast.Slice) and tensor_values.is_tensor(self._model.evaluate(index, scope))

    def _named(self, name: ast.Name, scope: Scope) -> bool:
        definitions, where = flow.reaching(scope, name)
        speaks = False
        for definition in definitions:
            if definition.kind is Kind.VALUE and not definition.path and isinstance(definition.node, ast.expr):
                speaks = speaks or self.finds(definition.node, where)
            elif not speaks:
                value = self._model.defined(definition, where)
                speaks = tensor_values.is_tensor(value)
        for use, parents in uses.uses(where).get(name.id, ()):
            said = uses.as_tensor(self._model, use, parents, where, of_cell=True)
            if said is None or said is speaks:
                continue
            reached, _ = flow.reaching(where, use)
            if not any(definition in reached for definition in definitions):
                continue
            if said is False:
                return False
            speaks = True
        return speaks
