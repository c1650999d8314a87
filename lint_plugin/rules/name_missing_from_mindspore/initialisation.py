"""Functions of torch.nn.init for MSP109: what to write for a call of one, and the fix that writes it."""

from __future__ import annotations

import ast
import re

from lint_plugin.checks import Access, FunctionNode, RuleContext, may_repeat, write
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import initializers, layers

_LAYER = re.compile(r"\b(?:\w*Norm\w*|Conv\w*|Linear|Dense|Embedding|PReLU)\b")


def function(space: str, name: str, member: str) -> str | None:
    """Return the name of a function of torch.nn.init that a missing name is, or what is taken from it."""
    found = member if name == "init" else name if space == initializers.MODULE else ""
    return found if initializers.fills(found) else None


def advice(space: str, name: str, member: str, node: ast.AST, context: RuleContext) -> Text | None:
    """Return the whole statement in place of a call of a function of torch.nn.init, None for all else.

    An initializer of MindSpore's by itself fills nothing.
    """
    called = function(space, name, member)
    if called is None:
        return None
    for arguments, keywords in _given(node, context):
        made = initializers.initialisation(called, arguments, keywords, context.version, lambda name: name)
        if made is not None:
            return write(context.spelled_in(made.code, node))
    return None


def _given(node: ast.AST, context: RuleContext) -> list[tuple[list[str], dict[str, str]]]:
    """Return what a function of torch.nn.init is given, (by position, by name); of one that isn't called examples."""
    call = context.parent(node)
    if not isinstance(call, ast.Call) or call.func is not node:
        return [(["w"], {}), (["w"], {"val": "val"}), (["w"], {"sparsity": "sparsity"})]
    if any(isinstance(argument, ast.Starred) for argument in call.args) or any(
        one.arg is None for one in call.keywords
    ):
        return [(["w"], {})]
    arguments = [ast.unparse(argument) for argument in call.args]
    return [(arguments, {one.arg: ast.unparse(one.value) for one in call.keywords if one.arg is not None})]


def written_out(access: Access, called: str, context: RuleContext, confidence: Confidence) -> Fix | None:
    """Return the fix that writes the whole statement for a call, None where that isn't a statement."""
    node: ast.AST | None = access.node
    call = context.parent(access.node)
    if access.name == "init":
        node, call = call, call and context.parent(call)
    if not isinstance(call, ast.Call) or call.func is not node:
        return None
    builder = context.fix_builder()
    if (uses := _fill(builder, call, called, context)) is None:
        return None
    for name in uses:
        builder.spell(context.spelled(name, call))
    return builder.fix(_title(called), safe=False, reveals=True)


def imported(alias: ast.alias, called: str, context: RuleContext) -> Fix | None:
    """Return the fix that imports MindSpore's initializer for a function, and writes out all its calls in the file."""
    bound = alias.asname or alias.name
    builder = context.fix_builder()
    uses: dict[str, ast.Call] = {}
    for node in ast.walk(context.tree):
        if isinstance(node, ast.Name) and node.id == bound:
            call = context.parent(node)
            if not isinstance(call, ast.Call) or call.func is not node:
                return None
            needed = _fill(builder, call, called, context)
            if needed is None:
                return None
            uses.update(dict.fromkeys(needed, call))
    kind = next((name for name in uses if name != f"{initializers.MODULE}.initializer"), None)
    if kind is None:
        return None
    builder.replace_imported(alias, kind.rpartition(".")[2])
    for name, call in uses.items():
        spelled = context.spelled(name, call)
        if name != kind:
            builder.spell(spelled)
        elif spelled.text != kind.rpartition(".")[2]:
            return None
    return builder.fix(_title(called), safe=False, reveals=True)


def _title(called: str) -> Text:
    return Text(f"write set_data for '{called}'", f"将 '{called}' 改为 set_data")


def _fill(builder: FixBuilder, call: ast.Call, called: str, context: RuleContext) -> list[str] | None:
    """Write the statement of MindSpore's that fills a Parameter for a call of torch's; None where it can't be.

    Returns the qualified names that the statement needs.
    """
    statement = context.parent(call)
    given = {one.arg or "*": one.value for one in call.keywords}
    tensor = call.args[0] if call.args else given.get("tensor")
    if not isinstance(statement, ast.Expr) or tensor is None or "*" in given:
        return None
    if isinstance(tensor, ast.Attribute) and tensor.attr == "data":
        tensor = tensor.value
    if not isinstance(tensor, (ast.Name, ast.Attribute, ast.Subscript)):
        return None
    if not may_repeat(tensor):
        return None
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return None
    arguments = [_text(argument, context) for argument in call.args]
    keywords = {name: _text(value, context) for name, value in given.items()}
    written = _parameter(tensor, context)
    if call.args:
        arguments[0] = written
    else:
        keywords["tensor"] = written
    uses: list[str] = []

    def spell(name: str) -> str:
        uses.append(name)
        return context.spelled(name, call).text

    made = initializers.initialisation(called, arguments, keywords, context.version, spell)
    if made is None:
        return None
    builder.replace_statement(statement, made.code.replace("{", "{{").replace("}", "}}"))
    return uses


def _text(node: ast.expr, context: RuleContext) -> str:
    """Return an expression's text, on one line."""
    text = context.source_of(node)
    return text if "\n" not in text and "\r" not in text else ast.unparse(node)


def _parameter(tensor: ast.expr, context: RuleContext) -> str:
    """Return what a layer's parameter is called in MindSpore: `m.gamma` for torch's `m.weight` of a BatchNorm."""
    if not isinstance(tensor, ast.Attribute):
        return _text(tensor, context)
    for layer, names in layers.PARAMETERS.items():
        if tensor.attr in names and context.is_a(tensor.value, layer) is not None:
            return f"{_text(tensor.value, context)}.{names[tensor.attr]}"
    name = _name_in_branch(tensor, context)
    return f"{_text(tensor.value, context)}.{name}" if name else _text(tensor, context)


def _name_in_branch(tensor: ast.Attribute, context: RuleContext) -> str:
    """Return MindSpore's name of a Parameter where the `if` around it asks for layers by their names, else nothing.

    By `isinstance(m, (nn.BatchNorm2d, nn.GroupNorm))` or `classname.find("BatchNorm") != -1`.
    """
    for child, parent in context.steps(tensor):
        if isinstance(parent, ast.If) and child in parent.body:
            words = _LAYER.findall(context.source_of(parent.test))
            found = {layers.PARAMETERS.get(f"mindspore.nn.{_full(word)}", {}).get(tensor.attr, "") for word in words}
            return found.pop() if len(found) == 1 else ""
        if isinstance(parent, FunctionNode):
            break
    return ""


def _full(word: str) -> str:
    return f"{word}2d" if word in ("BatchNorm", "InstanceNorm") else word
