"""The ways in which a name gets a value."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How a definition gives a name its value."""

    VALUE = "value"  # node: the expression
    ELEMENT = "element"  # node: the iterable whose elements it is
    ENTERED = "entered"  # node: the context manager's expression
    ANNOTATED = "annotated"  # node: the AnnAssign, with or without a value
    AUGMENTED = "augmented"  # node: the AugAssign
    PARAMETER = "parameter"  # node: the ast.arg
    IMPORT = "import"  # node: the ast.alias; its statement is in Scope.statement_of
    STAR = "star"  # node: the ImportFrom; before: what the name was if the star doesn't bring it
    FUNCTION = "function"
    CLASS = "class"
    NARROWED = "narrowed"  # node: the second argument of isinstance; before: what the name was until then
    EXCLUDED = "excluded"  # node: the second argument of an isinstance that said no; before: what the name was
    OPAQUE = "opaque"  # something of which nothing is known

    __hash__ = object.__hash__  # that of Enum takes ten times as long, and each definition is looked up by its kind


@dataclass(eq=False)
class Definition:
    """One way in which a name gets a value; `path` leads through tuples that are unpacked on the way.

    `name` is the name where the node doesn't say it: in a star import.
    """

    kind: Kind
    node: ast.AST
    path: tuple[int, ...] = ()
    before: tuple[Definition, ...] = ()
    name: str = ""


Definitions = tuple[Definition, ...]
