"""Whether a file's layers may come from an installed library that brings layers of torch's kind."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Collection, Iterator

from lint_plugin.mindspore import libraries
from lint_plugin.semantics.code.modules import Module
from lint_plugin.semantics.inference.evaluator import Evaluator

_NO_LAYERS = frozenset({"utils", "data", "optim", "dataset", "transforms", "engine", "metrics"})
"""Parts of the names of modules that have no layers: what is imported from them says nothing of the file's."""


def may_bring_layers(model: Evaluator, module: Module) -> bool:
    """Return whether a file takes `nn`, classes or all names from a known library outside the project.

    Of such a library's own networks nobody can tell what they define. A library that is imported as a whole counts
    where the file takes its `nn` (`import msadapter.pytorch as torch`, then `torch.nn`). Of a project that has a few
    modules in place of a library's own, the others are the library's.
    """
    known = {name for name in libraries.names() if name.encode() in module.source and module.imports_package(name)}
    return bool(known) and any(
        _are_layers(module, *taken) and model.project.find(taken[0], module) is None for taken in _taken(module, known)
    )


def may_bring_tensors(model: Evaluator, module: Module) -> bool:
    """Return whether a file imports, from a known library outside the project, what behaves as torch does.

    Its Tensors may have all that torch's have.
    """
    return any(
        libraries.is_torch_like(f"{path}.{name}") and model.project.find(path, module) is None
        for path, name, _ in _taken(module, libraries.names())
    )


def is_of_library(model: Evaluator, module: Module) -> bool:
    """Return whether a file is one of a known library's that brings layers of torch's kind."""
    packages = model.project.enclosing_packages(module.path)
    return any(libraries.has_torch_like(os.path.basename(os.path.dirname(package))) for package in packages)


def _taken(module: Module, libraries: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (module, name, what it is bound to) of what a file imports from the libraries; no name for a module."""
    for statement in module.imports:
        for alias in statement.names:
            path = alias.name if isinstance(statement, ast.Import) else statement.module or ""
            if getattr(statement, "level", 0) or path.partition(".")[0] not in libraries:
                continue
            if isinstance(statement, ast.Import):
                yield path, "", alias.asname or path
            else:
                yield path, alias.name, alias.asname or alias.name


def _are_layers(module: Module, path: str, name: str, bound: str) -> bool:
    if not name:
        return path.endswith(".nn") or re.search(rb"\b%s\.nn\b" % re.escape(bound.encode()), module.source) is not None
    if name in ("nn", "*"):
        return True
    return name[:1].isupper() and _NO_LAYERS.isdisjoint(path.split("."))
