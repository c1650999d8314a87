"""The MindSpore version that a project asks for, read from its packaging files; nothing is run.

MindSpore is distributed as mindspore, mindspore-gpu, mindspore-ascend and mindspore-dev. The lowest lower bound of a
requirement on one of them counts, in the nearest folder that has one: in pyproject.toml (also Poetry's tables and
dependency groups), setup.cfg, the strings of setup.py, Pipfile, conda's environment*.yml, requirements*.txt and the
files of a folder `requirements`, with the files that they include (`-r other.txt`).
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
_PACKAGING = frozenset({"pyproject.toml", "setup.cfg", "setup.py", "Pipfile"})
_NAME = r"([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*"
_WHEEL = r"([A-Za-z0-9_.]+)-v?(\d{1,4}\.\d{1,4})(?!\d).*\.(?:whl|tar\.gz|zip)"
_INCLUDES = r"(?:-r|--requirement|-c|--constraint)(?:\s*=\s*|\s+|(?<=-[rc]))(\S.*)"
_MAX_INCLUDED = 50
"""Files that a requirements file includes, by way of others too, that are read."""
_LONGEST = 5_000
"""Characters: a longer line is no requirement."""
_ITEM = r"\s*-\s+[\"']?(?:[\w.-]+::)?([^\"'#]*)"
_CONDA = r"([A-Za-z0-9_.-]+)\s*(.*)"


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
            found = (bound for path in self._files(folder) for bound in bounds(path))
            self._in_folder[folder] = min(found, default=None)
        return self._in_folder[folder]

    def _files(self, folder: str) -> Iterator[str]:
        names = self._folders.entries(folder)
        for name in sorted(names):
            if name in _PACKAGING or _is_environment(name) or _is_requirements(name):
                yield os.path.join(folder, name)
        if "requirements" in names:
            inner = os.path.join(folder, "requirements")
            yield from (os.path.join(inner, name) for name in sorted(self._folders.entries(inner)) if _is_text(name))


def _is_text(name: str) -> bool:
    return name.endswith((".txt", ".in"))


def _is_requirements(name: str) -> bool:
    return name.startswith("requirements") and _is_text(name)


def _is_environment(name: str) -> bool:
    return name.startswith("environment") and name.endswith((".yml", ".yaml"))


Bound = tuple[versions.Version, str]
"""A lower bound on MindSpore, and the file that sets it."""


def bounds(path: str) -> list[Bound]:
    """Return the lower bounds that a packaging file sets on MindSpore, and the files that it includes do.

    None for one that can't be read or parsed.
    """
    found: list[Bound] = []
    pending, seen = [path], {path}
    while pending:
        current = pending.pop()
        try:
            source = source_.read(current)
        except source_.SourceError:
            continue
        found += ((bound, current) for bound in _of_source(current, source))
        if _is_text(current):
            for included in _included(current, source):
                if included not in seen and len(seen) <= _MAX_INCLUDED:
                    seen.add(included)
                    pending.append(included)
    return found


def _of_source(path: str, source: bytes) -> list[versions.Version]:
    if b"mindspore" not in source.lower():  # the parsers are slow to load
        return []
    name = os.path.basename(path)
    try:
        if name == "pyproject.toml":
            found = list(_of_pyproject(sections.parse_toml(source)))
        elif name == "Pipfile":
            found = list(_of_pipfile(sections.parse_toml(source)))
        elif name == "setup.cfg":
            found = list(_of_setup_cfg(sections.parse_ini(source)))
        elif name == "setup.py":
            found = list(_of_setup_py(source_.parse(source)))
        elif _is_environment(name):
            found = list(_of_environment(source.decode("utf-8", "replace")))
        else:
            found = _of_lines(source.decode("utf-8", "replace"))
    except (ValueError, source_.SourceError):
        return []
    return [bound for bound in map(lower_bound, found) if bound is not None]


def _included(path: str, source: bytes) -> Iterator[str]:
    """Yield the files that a requirements file includes: `-r other.txt`, `-c constraints.txt`."""
    if b"-r" not in source and b"-c" not in source:
        return
    for line in source.decode("utf-8", "replace").splitlines():
        match = re.match(_INCLUDES, re.sub(r"\s#.*", "", line.strip()))
        if match is not None and "://" not in match[1]:
            yield os.path.normpath(os.path.join(os.path.dirname(path), match[1].strip().strip("\"'")))


def lower_bound(requirement: str) -> versions.Version | None:
    """Return the lowest MindSpore version that a requirement lets in.

    None for a requirement on something else, and for one without a lower bound. A version older than the facts is
    raised to the oldest that they know.
    """
    requirement = requirement.partition(";")[0].strip()
    if len(requirement) > _LONGEST:
        return None
    match = re.match(_NAME, requirement)
    rest = requirement[match.end() :] if match else ""
    bound = None
    if match is not None and _normal(match[1]) in DISTRIBUTIONS and not rest.startswith("@"):
        bound = versions.lower_bound(rest.strip("() "), bare=False)
    elif match is None or rest.startswith(("@", ":", "/")) or _normal(match[1]) not in DISTRIBUTIONS:
        wheel = re.match(_WHEEL, requirement.partition("?")[0].partition("#")[0].rpartition("/")[2])
        if wheel is not None and _normal(wheel[1]) in DISTRIBUTIONS:
            bound = versions.lower_bound(wheel[2])
    return None if bound is None else max(bound, versions.OLDEST)


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
        yield from _of_table(dependencies)


def _of_pipfile(table: dict[str, Any]) -> Iterator[str]:
    """Yield the dependencies of every table of a Pipfile: `packages`, `dev-packages`, and the user's own categories."""
    for name, dependencies in table.items():
        if name not in ("requires", "scripts", "pipenv"):
            yield from _of_table(_table(dependencies))


def _of_table(dependencies: dict[str, Any]) -> Iterator[str]:
    """Yield the dependencies of a table of Poetry's or Pipenv's in the common way to write them."""
    for name, wanted in dependencies.items():
        for one in wanted if isinstance(wanted, list) else [wanted]:
            yield from _of_entry(name, one)


def _of_entry(name: str, wanted: object) -> Iterator[str]:
    if isinstance(wanted, dict):
        url = wanted.get("url") or wanted.get("path") or wanted.get("file")
        if isinstance(url, str):
            yield f"{name} @ {url}"
        wanted = wanted.get("version")
    bound = versions.lower_bound(wanted) if isinstance(wanted, str) else None
    if bound is not None:
        yield f"{name}>={versions.spell(bound)}"


def _of_environment(text: str) -> Iterator[str]:
    """Yield the items of the lists of a conda environment: `mindspore=2.3`, `mindspore 2.3.*`, and pip's below them."""
    for line in text.splitlines():
        item = re.match(_ITEM, line)
        conda = re.fullmatch(_CONDA, item[1].strip()) if item else None
        if conda is not None and _normal(conda[1]) in DISTRIBUTIONS:
            specifier = re.sub(r"^(=?[\w.*]+)=\w+$", r"\1", conda[2])  # without the build: =2.3.0=py39_0
            bound = versions.lower_bound(specifier)
            if bound is not None:
                yield f"{conda[1]}>={versions.spell(bound)}"
        elif item is not None:
            yield item[1].strip()


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
