"""How MSP104 is fixed: the buffer becomes a Parameter without a gradient, or a plain attribute."""

from __future__ import annotations

import ast
import keyword

from lint_plugin.checks import RuleContext
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

    None where the name or the tensor isn't in the open, or the call is more than a statement. It is unsafe where an
    import is added, and where the tensor may be None.
    """
    name, tensor, persistent = buffer
    statement = context.parent(call)
    if not isinstance(statement, ast.Expr) or tensor is None or not isinstance(name, ast.Constant):
        return None
    attribute = name.value
    if not isinstance(attribute, str) or not attribute.isidentifier() or keyword.iskeyword(attribute):
        return None
    if isinstance(persistent, ast.expr) and not isinstance(persistent, ast.Constant):
        return None
    builder = context.fix_builder()
    owner: ast.expr | str = "self" if context.is_super(receiver) else receiver
    plain = isinstance(persistent, ast.Constant) and not persistent.value
    if plain or (isinstance(tensor, ast.Constant) and tensor.value is None):
        builder.replace_statement(
            statement, f"{{owner:primary}}.{attribute} = {{tensor:line}}", owner=owner, tensor=tensor
        )
        return builder.fix(_ATTRIBUTE, safe=safe)
    spelling = context.spelled("mindspore.Parameter", call)
    parameter = builder.spell(spelling)
    code = f'{{owner:primary}}.{attribute} = {parameter}({{tensor}}, name="{attribute}", requires_grad=False)'
    builder.replace_statement(statement, code, owner=owner, tensor=tensor)
    known = isinstance(tensor, ast.Call) and spelling.import_line is None
    return builder.fix(_PARAMETER, safe=safe and known)
