"""The MindSpore version that a project asks for, read from its packaging files; nothing is run.

MindSpore is distributed as mindspore, mindspore-gpu, mindspore-ascend and mindspore-dev. The lowest lower bound of a
requirement on one of them counts, in the nearest folder that has one: in pyproject.toml (also Poetry's tables and
dependency groups), setup.cfg, the strings of setup.py, requirements*.txt and the files of a folder `requirements`.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lint_plugin import source as source_
from lint_plugin.config import sections
from lint_plugin.folders import Folders
from lint_plugin.mindspore import versions

DISTRIBUTIONS = frozenset({"mindspore", "mindspore-gpu", "mindspore-ascend", "mindspore-dev"})
_NAME = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*")
_CLAUSE = re.compile(r"(===|==|~=|>=|<=|!=|>|<|\^|~|=)?\s*v?(\d{1,9})(?!\d)(?:\.(\d{1,9})(?!\d))?[\w.*+!-]*")
_FROM = frozenset({"===", "==", "~=", ">=", ">", "^", "~", "=", ""})
"""The operators that say a lowest version; Poetry has `^`, `~`, `=` and none."""
_WHEEL = re.compile(r"(?:^|/)([A-Za-z0-9_.]+)-v?(\d{1,9})\.(\d{1,9})(?!\d)[^/]*\.(?:whl|tar\.gz|zip)")


class Requirements:
    """The requirements of one run's projects, each file read once; `project` knows what stands in a folder."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._in_folder: dict[str, tuple[versions.Version, str] | None] = {}
        self._nearest: dict[str, tuple[versions.Version, str] | None] = {}

    def nearest(self, folder: str) -> tuple[versions.Version, str] | None:
        """Return the lowest MindSpore version that the project of a folder asks for, and the file that says so."""
        if folder not in self._nearest:
            parent = os.path.dirname(folder)
            if parent == folder or self._folders.may_be_root(folder):
                found = (self._own(above) for above in self._folders.above(folder))
                self._nearest[folder] = next(filter(None, found), None)
            else:  # what is asked of one folder is known for those beside it
                self._nearest[folder] = self._own(folder) or self.nearest(parent)
        return self._nearest[folder]

    def _own(self, folder: str) -> tuple[versions.Version, str] | None:
        if folder not in self._in_folder:
            bounds = [(bound, path) for path in self._files(folder) for bound in file_bounds(path)]
            self._in_folder[folder] = min(bounds, default=None)
        return self._in_folder[folder]

    def _files(self, folder: str) -> Iterator[str]:
        names = self._folders.entries(folder)
        for name in sorted(names):
            if name in ("pyproject.toml", "setup.cfg", "setup.py") or _is_requirements(name):
                yield os.path.join(folder, name)
        if "requirements" in names:
            inner = os.path.join(folder, "requirements")
            yield from (os.path.join(inner, name) for name in sorted(self._folders.entries(inner)) if _is_text(name))


def _is_text(name: str) -> bool:
    return name.endswith((".txt", ".in"))


def _is_requirements(name: str) -> bool:
    return name.startswith("requirements") and _is_text(name)


def file_bounds(path: str) -> list[versions.Version]:
    """Return the lower bounds that a packaging file sets on MindSpore, none where it can't be read or parsed."""
    try:
        source = source_.read(path)
    except source_.SourceError:
        return []
    if b"mindspore" not in source.lower():  # the parsers are slow to load
        return []
    name = os.path.basename(path)
    try:
        if name == "pyproject.toml":
            found = list(_of_pyproject(sections.parse_toml(source)))
        elif name == "setup.cfg":
            found = list(_of_setup_cfg(sections.parse_ini(source)))
        elif name == "setup.py":
            found = list(_of_setup_py(source_.parse(source)))
        else:
            found = _of_lines(source.decode("utf-8", "replace"))
    except (ValueError, source_.SourceError):
        return []
    return [bound for bound in map(lower_bound, found) if bound is not None]


def lower_bound(requirement: str) -> versions.Version | None:
    """Return the lowest MindSpore version that a requirement lets in.

    None for a requirement on something else, and for one without a lower bound. A version older than the facts is
    raised to the oldest that they know.
    """
    requirement = requirement.partition(";")[0].strip()
    wheel = _WHEEL.search(requirement.partition("?")[0].partition("#")[0])
    match = _NAME.match(requirement)
    if match is None or _normal(match[1]) not in DISTRIBUTIONS:
        return _version(wheel[2], wheel[3]) if wheel and _normal(wheel[1]) in DISTRIBUTIONS else None
    rest = requirement[match.end() :]
    if rest.startswith("@"):
        return _version(wheel[2], wheel[3]) if wheel else None
    return _bound(rest.strip("() "), bare=False)


def _bound(clauses: str, *, bare: bool) -> versions.Version | None:
    """Return the lower bound of `>=2.2,<2.4`; `bare` lets a version without an operator count (Poetry's way)."""
    bound: versions.Version | None = None
    for clause in re.split(r",|\s(?=[<>=!~^])", clauses):
        match = _CLAUSE.match(clause.strip())
        if match is None or (match[1] or "") not in _FROM or (match[1] is None and not bare):
            continue
        version = _version(match[2], match[3])
        bound = version if bound is None else max(bound, version)
    return bound


def _version(major: str, minor: str | None) -> versions.Version:
    return max(versions.OLDEST, (int(major), int(minor or 0)))


def _normal(name: str) -> str:
    """Return a distribution's name as PEP 503 normalises it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _of_pyproject(table: dict[str, Any]) -> Iterator[str]:
    project = _table(table, "project")
    yield from _strings(project.get("dependencies"))
    for group in (*_table(project, "optional-dependencies").values(), *_table(table, "dependency-groups").values()):
        yield from _strings(group)
    poetry = _table(table, "tool", "poetry")
    tables = [_table(poetry, "dependencies"), _table(poetry, "dev-dependencies")]
    tables += [_table(group, "dependencies") for group in _table(poetry, "group").values()]
    for dependencies in tables:
        for name, wanted in dependencies.items():
            for one in wanted if isinstance(wanted, list) else [wanted]:
                yield from _of_poetry(name, one)


def _of_poetry(name: str, wanted: object) -> Iterator[str]:
    """Yield a dependency of Poetry's in the common way to write one."""
    if isinstance(wanted, dict):
        url = wanted.get("url") or wanted.get("path")
        if isinstance(url, str):
            yield f"{name} @ {url}"
        wanted = wanted.get("version")
    if not isinstance(wanted, str):
        return
    for alternative in wanted.split("||"):
        bound = _bound(alternative, bare=True)
        if bound is not None:
            yield f"{name}>={versions.spell(bound)}"


def _of_setup_cfg(parts: dict[str, dict[str, str]]) -> Iterator[str]:
    yield from _of_lines(parts.get("options", {}).get("install_requires", ""))
    for text in parts.get("options.extras_require", {}).values():
        yield from _of_lines(text)


def _of_setup_py(tree: ast.Module) -> Iterator[str]:
    """Yield the lines of every string that is no docstring: requirements are made of them in many ways."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _of_lines(node.value)
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            pending += ast.iter_child_nodes(node)


def _of_lines(text: str) -> list[str]:
    """Return the requirements of a text with one on a line: without comments, options and hashes."""
    lines = text.replace("\\\n", " ").splitlines()
    bare = (re.sub(r"(^|\s)#.*|\s--?\w.*", "", line).strip() for line in lines)
    return [line for line in bare if line and not line.startswith("-")]


def _table(table: object, *path: str) -> dict[str, Any]:
    for name in path:
        table = table.get(name) if isinstance(table, dict) else None
    return table if isinstance(table, dict) else {}


def _strings(value: object) -> Iterable[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
