"""How signatures are written in the data, for the programs that record them. Runs on Python 3.9 beside a framework.

A signature is its parameters, with a space between: `name`, `name=` for one with a default, `*name` and `**name` for
those that take the rest, `*` before those that only a keyword fills and `/` after those that none does, as in Python.
"""

import inspect


def written(parameters):
    """Return the text of inspect's parameters."""
    parts, kinds = [], inspect.Parameter
    last = None
    for parameter in parameters:
        if last is kinds.POSITIONAL_ONLY and parameter.kind is not kinds.POSITIONAL_ONLY:
            parts.append("/")
        if parameter.kind is kinds.KEYWORD_ONLY and last not in (kinds.KEYWORD_ONLY, kinds.VAR_POSITIONAL):
            parts.append("*")
        star = {kinds.VAR_POSITIONAL: "*", kinds.VAR_KEYWORD: "**"}.get(parameter.kind, "")
        optional = "=" if parameter.default is not kinds.empty else ""
        parts.append(f"{star}{parameter.name}{optional}")
        last = parameter.kind
    if last is kinds.POSITIONAL_ONLY:
        parts.append("/")
    return " ".join(parts)


def closed_over(function):
    """Return the function that a decorator without functools.wraps hides: one that it closes over, None for none.

    torch's `boolean_dispatch` closes over two with the same parameters, themselves hidden in the same way for `unique`.
    """
    for cell in getattr(function, "__closure__", None) or ():
        inner = cell.cell_contents
        if inspect.isfunction(inner):
            if not written(inspect.signature(inner).parameters.values()).endswith("*args **kwargs"):
                return inner
            deeper = closed_over(inner)
            if deeper is not None:
                return deeper
    return None
