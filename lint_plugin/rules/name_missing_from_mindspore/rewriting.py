"""How MSP109 is fixed where another name isn't enough: a call becomes other code, a `with` or a decorator goes."""

from __future__ import annotations

import ast
import re

from lint_plugin.checks import FunctionNode, RuleContext
from lint_plugin.confidence import Confidence
from lint_plugin.fixes import blocks
from lint_plugin.fixes.builder import FixBuilder
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text
from lint_plugin.mindspore import namespaces, rewrites
from lint_plugin.mindspore.rewrites import Rewrite

_QUALIFIED = re.compile(r"(?<![\w.\"'])(?:mindspore|numpy)(?:\.\w+)+")
_Parts = dict[str, ast.expr | str]


def of_name(space: str, name: str, member: str) -> tuple[str, Rewrite] | None:
    """Return what takes the place of a name that a namespace lacks, or of what is taken from it, with torch's name."""
    members = member.split(".") if member else []
    for length in range(len(members), -1, -1):
        for path in namespaces.of_torch(space, name):
            found = rewrites.rewrite(".".join((path, *members[:length])))
            if found is not None:
                return ".".join((name, *members[:length])), found
    return None


def rewritten(node: ast.expr, name: str, rewrite: Rewrite, context: RuleContext, confidence: Confidence) -> Fix | None:
    """Return the fix of a use of torch's name, whose last part is this node's; None where it doesn't fit the use."""
    if context.version is not None and context.version < rewrite.since:
        return None
    builder = context.fix_builder()
    call = context.parent(node)
    is_called = isinstance(call, ast.Call) and call.func is node
    used = call if is_called and isinstance(call, ast.Call) else node
    around = context.parent(used)
    if rewrite.drops and (done := _dropped(builder, used, around, context)) is not None:
        fits = done
    elif is_called and isinstance(call, ast.Call):
        fits = _called(builder, call, rewrite, context)
    elif isinstance(around, ast.Subscript) and around.value is node and rewrite.item:
        fits = True
        builder.replace(around, rewrite.item, item=around.slice)
    else:
        fits = bool(rewrite.value)
        builder.replace(node, _spelled(rewrite.value or "x", node, builder, context))
    leaf = name.rpartition(".")[2]
    title = Text(f"drop '{leaf}'", f"去掉 '{leaf}'") if rewrite.drops else Text(f"replace '{leaf}'", f"替换 '{leaf}'")
    safe = rewrite.safe and confidence is Confidence.HIGH
    return builder.fix(title, safe=safe, reveals=True) if fits else None


def _called(builder: FixBuilder, call: ast.Call, rewrite: Rewrite, context: RuleContext) -> bool:
    """Write other code for a call; False where its arguments don't fit."""
    statement = context.parent(call)
    stands_alone = bool(rewrite.statement) and isinstance(statement, ast.Expr)
    template = rewrite.statement if stands_alone else rewrite.code
    parts = _bound(rewrite, template, call, context) if template else None
    if parts is not None and stands_alone and isinstance(statement, ast.Expr):
        builder.replace_statement(statement, template, **parts)
        return True
    if parts is not None and rewrite.numbers:
        return _number(builder, call, rewrite, parts, context)
    if parts is not None:
        builder.replace(call, _made(rewrite, call, builder, context), **parts)
        return True
    if _takes_the_call_as_it_is(rewrite.otherwise, call, context):
        builder.replace(call.func, builder.spell(context.spelled(rewrite.otherwise, call)))
        return True
    return False


def _number(builder: FixBuilder, call: ast.Call, rewrite: Rewrite, parts: _Parts, context: RuleContext) -> bool:
    """Write a number of Python's for an attribute of a call; False for another use, or where `float` is no type."""
    taken = context.parent(call)
    if not isinstance(taken, ast.Attribute) or taken.attr not in rewrite.numbers or context.binds("float"):
        return False
    builder.replace(taken, f"float({_made(rewrite, call, builder, context)}.{taken.attr})", **parts)
    return True


def _takes_the_call_as_it_is(other: str, call: ast.Call, context: RuleContext) -> bool:
    """Return whether there is another function for a call with `**`, and the project's MindSpore has it."""
    module, _, name = other.rpartition(".")
    has_it = bool(other) and (context.version is None or namespaces.has(module, name, context.version))
    return has_it and any(one.arg is None for one in call.keywords)


def _dropped(builder: FixBuilder, used: ast.expr, around: ast.AST | None, context: RuleContext) -> bool | None:
    """Take out a decorator, an item of a `with`, or a statement that only calls it.

    None where a name is none of these, False where it can't be done.
    """
    if isinstance(around, ast.Expr):
        builder.delete_statement(around)
        return isinstance(used, ast.Call)
    if isinstance(around, ast.withitem):
        statement = context.parent(around)
        return isinstance(statement, ast.With) and blocks.without_item(builder, statement, around)
    if isinstance(around, FunctionNode | ast.ClassDef) and used in around.decorator_list:
        return blocks.without_decorator(builder, used, around)
    return None


def _bound(rewrite: Rewrite, template: str, call: ast.Call, context: RuleContext) -> _Parts | None:
    """Return the parts of the code that takes the place of a call; None where its arguments don't fit."""
    names = list(rewrite.parameters)
    by_name = names.index("*") if "*" in names else len(names)
    parts: _Parts = {name: text for name, text in rewrite.parameters.items() if name != "*"}
    given = {one.arg or "*": one.value for one in call.keywords}
    if not given.keys() <= parts.keys():
        return None
    if rewrite.sizes:
        sizes = _sizes(call, context)
        if sizes is None:
            return None
        parts["sizes"] = sizes
    elif len(call.args) > by_name or any(isinstance(one, ast.Starred) for one in call.args):
        return None
    else:
        positional = dict(zip(names, call.args, strict=False))
        if positional.keys() & given.keys():
            return None
        parts.update(positional)
    parts.update(given)
    return parts if all(parts[name] for name in re.findall(r"\{(\w+)", template)) else None


def _sizes(call: ast.Call, context: RuleContext) -> ast.expr | str | None:
    """Return the shape that positional arguments give: the only one, or all of them as a tuple."""
    if len(call.args) == 1:
        only = call.args[0]
        return only.value if isinstance(only, ast.Starred) else only
    return f"({', '.join(context.source_of(one) for one in call.args)})" if call.args else None


def _made(rewrite: Rewrite, call: ast.Call, builder: FixBuilder, context: RuleContext) -> str:
    """Return the code for a call, with the names of MindSpore as the file writes them and the keywords that stay."""
    code = rewrite.code
    for one in call.keywords:
        if one.arg in rewrite.keywords:
            code = f"{code[:-1]}, {one.arg}={{{one.arg}}})"
    return _spelled(code, call, builder, context)


def _spelled(code: str, node: ast.expr, builder: FixBuilder, context: RuleContext) -> str:
    """Return code with the names of MindSpore as the file writes them."""
    for dotted in dict.fromkeys(_QUALIFIED.findall(code)):
        code = code.replace(dotted, builder.spell(context.spelled(dotted, node)))
    return code
