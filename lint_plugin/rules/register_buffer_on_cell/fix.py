"""How MSP104 is fixed: the buffer becomes a Parameter without a gradient, or a plain attribute."""

from __future__ import annotations

import ast
import keyword

from lint_plugin.checks import RuleContext, may_repeat
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_PARAMETER = Text(en="write a Parameter without a gradient", zh="改为 requires_grad=False 的 Parameter")
_ATTRIBUTE = Text(en="write a plain attribute", zh="改为普通属性")


def assigned(
    call: ast.Call,
    receiver: ast.expr,
    buffer: tuple[ast.expr | None, ast.expr | None, ast.expr | None],
    context: RuleContext,
    safe: bool,
) -> Fix | None:
    """Return the fix that assigns the buffer to an attribute; `buffer` is its name, its tensor, and `persistent`.

    None where the tensor isn't in the open, the name is the result of a call, or the call is more than a statement. It
    is unsafe where an import is added, where the name is worked out, and where the tensor may be None.
    """
    name, tensor, persistent = buffer
    statement = context.parent(call)
    if not isinstance(statement, ast.Expr) or tensor is None or name is None or not may_repeat(name):
        return None
    if persistent is not None and not isinstance(persistent, ast.Constant):
        return None
    builder = context.fix_builder()
    owner: ast.expr | str = "self" if context.is_super(receiver) else receiver
    attribute = name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else ""
    written = attribute.isidentifier() and not keyword.iskeyword(attribute)
    if _is_plain(tensor, persistent):
        template = (
            f"{{owner:primary}}.{attribute} = {{tensor:line}}" if written else "setattr({owner}, {name}, {tensor})"
        )
        builder.replace_statement(statement, template, owner=owner, name=name, tensor=tensor)
        return builder.fix(_ATTRIBUTE, safe=safe and written)
    spelling = context.spelled("mindspore.Parameter", call)
    parameter = builder.spell(spelling)
    if written:
        template = f'{{owner:primary}}.{attribute} = {parameter}({{tensor}}, name="{attribute}", requires_grad=False)'
    else:
        made = f"{parameter}({{tensor}}, name={{name}}, requires_grad=False)"
        template = f"{{owner:primary}}.insert_param_to_cell({{name}}, {made})"
    builder.replace_statement(statement, template, owner=owner, name=name, tensor=tensor)
    known = isinstance(tensor, ast.Call) and spelling.import_line is None and written
    return builder.fix(_PARAMETER, safe=safe and known)


def _is_plain(tensor: ast.expr, persistent: ast.expr | None) -> bool:
    """Return whether a buffer doesn't belong into checkpoints, or is None."""
    return (isinstance(persistent, ast.Constant) and not persistent.value) or (
        isinstance(tensor, ast.Constant) and tensor.value is None
    )
