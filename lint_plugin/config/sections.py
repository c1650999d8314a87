"""The configuration files: which one holds for a folder, and what its section says.

As with Ruff, the nearest file upwards that has the section holds alone, with what it extends by name: nothing else is
merged. In one folder
pyproject.toml goes before setup.cfg, setup.cfg before tox.ini. A file without the section is passed over.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

from lint_plugin import source as source_
from lint_plugin.config import layer
from lint_plugin.folders import Folders
from lint_plugin.language import Text
from lint_plugin.printable import printable
from lint_plugin.settings import SettingError

NAMES = ("pyproject.toml", "setup.cfg", "tox.ini")
SECTION = "mindspore-lint"
_EXTEND = "extend"
_UNREADABLE = Text(en="cannot be read: {reason}", zh="无法读取：{reason}")
_NO_SECTION = Text(en="has no section [{section}]", zh="没有 [{section}] 配置节")
_NO_PATH = Text(en="must be the path of a file", zh="必须是文件的路径")
_CIRCLE = Text(en="{path} is extended by itself", zh="{path} 直接或间接地继承了自身")
_NO_TABLE = Text(en="must be a table", zh="必须是表（table）")


class Sections:
    """The sections of one run, each file read once; `project` knows what stands in a folder."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._nearest: dict[str, layer.Layer | None] = {}

    def nearest(self, folder: str) -> layer.Layer | None:
        """Return what holds for the files of a folder, given as an absolute path; None without any section.

        Raises SettingError, which names the file and the key.
        """
        if folder not in self._nearest:
            present = self._folders.entries(folder)
            paths = (os.path.join(folder, name) for name in NAMES if name in present)
            found = next(filter(None, map(_section, paths)), None)
            parent = os.path.dirname(folder)
            self._nearest[folder] = found or (self.nearest(parent) if parent != folder else None)
        return self._nearest[folder]


def read(path: str, folder: str) -> layer.Layer:
    """Return what a file says that the user named, its relative paths starting at `folder`. Raises SettingError."""
    if not os.path.isfile(path):
        raise SettingError(_UNREADABLE, (path,), reason=os.strerror(2))
    found = _section(os.path.abspath(path), folder)
    if found is None:
        raise SettingError(_NO_SECTION, (path,), section=_title(path))
    return found


def _title(path: str) -> str:
    return f"tool.{SECTION}" if path.endswith(".toml") else SECTION


def _section(path: str, folder: str | None = None, above: tuple[str, ...] = ()) -> layer.Layer | None:
    """Return what a file's section says, None where there is no such file or section. Raises SettingError.

    `above` are the files that extend it.
    """
    try:
        source = source_.read(path)
    except source_.SourceError:
        return None
    is_toml = path.endswith(".toml")
    if (SECTION if is_toml else f"[{SECTION}]").encode() not in source:  # the parsers are slow to load
        return None
    origin = f"{shown(path)} [{_title(path)}]"
    folder = folder or os.path.dirname(path)
    try:
        if is_toml:
            table = parse_toml(source).get("tool", {})
            if not isinstance(table, dict) or SECTION not in table:
                return None
            if not isinstance(table[SECTION], dict):
                raise SettingError(_NO_TABLE, (f"tool.{SECTION}",))
            values = dict(table[SECTION])
            base = _base(values.pop(_EXTEND, None), path, above)
            return layer.from_values(origin, folder, values)._replace(base=base)
        sections = parse_ini(source)
        if SECTION not in sections:
            return None
        base = _base(sections[SECTION].pop(_EXTEND, None), path, above)
        return layer.from_texts(origin, folder, sections[SECTION])._replace(base=base)
    except SettingError as error:
        raise error.within(shown(path)) from None
    except ValueError as error:
        raise SettingError(_UNREADABLE, (shown(path),), reason=" ".join(str(error).split())) from None


def _base(extended: object, path: str, above: tuple[str, ...]) -> layer.Layer | None:
    """Return what the file says that a section extends, by its path from there. Raises SettingError."""
    if extended is None:
        return None
    if not isinstance(extended, str):
        raise SettingError(_NO_PATH, (_EXTEND,))
    other = os.path.normpath(os.path.join(os.path.dirname(path), os.path.expanduser(extended)))
    if other in (*above, path):
        raise SettingError(_CIRCLE, (_EXTEND,), path=shown(other))
    if not os.path.isfile(other):
        raise SettingError(_UNREADABLE, (_EXTEND, shown(other)), reason=os.strerror(2))
    found = _section(other, above=(*above, path))
    if found is None:
        raise SettingError(_NO_SECTION, (_EXTEND, shown(other)), section=_title(other))
    return found


def shown(path: str) -> str:
    """Return how a file is named to the user: from the working folder where it stands below that."""
    return printable(path.removeprefix(os.path.join(os.getcwd(), "")))


def parse_toml(source: bytes) -> dict[str, Any]:
    """Return the table of a TOML file. Raises ValueError."""
    tomllib = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")  # few folders have such a section
    try:
        table: dict[str, Any] = tomllib.loads(source.decode("utf-8-sig").replace("\r\n", "\n"))
        return table
    except RecursionError:
        raise ValueError("nested too deeply to be parsed") from None


def parse_ini(source: bytes) -> dict[str, dict[str, str]]:
    """Return the sections of an INI file, each as its keys and texts. Raises ValueError."""
    import configparser  # as tomllib above

    parser = configparser.RawConfigParser()
    try:
        parser.read_string(source.decode("utf-8-sig"))
    except configparser.Error as error:
        raise ValueError(str(error)) from error
    return {name: dict(parser.items(name)) for name in parser.sections()}
