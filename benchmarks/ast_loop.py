"""What the command is measured against: a plain loop of `ast.parse` over the files that stand on standard input."""

from __future__ import annotations

import ast
import contextlib
import sys

for path in sys.stdin.read().splitlines():
    with open(path, "rb") as file:
        source = file.read()
    with contextlib.suppress(SyntaxError):
        ast.parse(source)
