"""How MSP101 is fixed: `forward` becomes `construct`, and so does what uses it in the file."""

from __future__ import annotations

import ast

from lint_plugin.checks import Definition, RuleContext
from lint_plugin.fixes.edit import Fix
from lint_plugin.language import Text

_MOST_DEFINITIONS = 10
"""Definitions of the method in one class that are renamed: people write two, and each asks what all of them do."""
_TITLE = Text(en="rename 'forward' to 'construct'", zh="将 'forward' 改名为 'construct'")


def renamed(definition: Definition, context: RuleContext, *, sure: bool) -> Fix | None:
    """Return the fix that renames a method with all that is known to use it in its file.

    It is safe where the Cell is `sure` to fail as it is, and nothing else can use the method: other files that do, or
    that override it, have to be fixed in the same run.
    """
    cls, method = definition.cls, definition.node
    definitions = len(cls.functions("forward"))
    if definitions > _MOST_DEFINITIONS or definitions != cls.bindings("forward"):
        return None  # the name is bound in another way, too
    builder = context.fix_builder()
    builder.rename_definition(method, "construct")
    for read in _reads(cls.node):
        builder.set_value(read, "construct")
    safe = sure
    for use in cls.uses("forward"):
        if method in use.methods:
            builder.rename_access(use.node, "construct")
            safe = safe and not use.doubtful and len(use.methods) == 1
        elif use.doubtful:
            safe = False
    others = cls.users("forward") if safe else None  # the project is searched for them
    return builder.fix(_TITLE, safe=others is not None, together_with=others or ())


def _reads(cls: ast.AST) -> list[ast.Name]:
    """Return where the class's own body reads the method's name: `__call__ = forward`."""
    pending: list[ast.AST] = list(getattr(cls, "body", ()))
    found = []
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name) and node.id == "forward" and isinstance(node.ctx, ast.Load):
            found.append(node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            pending += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        elif not isinstance(node, (ast.ClassDef, ast.Lambda)):
            pending += ast.iter_child_nodes(node)
    return found
