"""What one place says of the settings: a command line, a host's options, a section of a configuration file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from lint_plugin import rules, settings
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore.versions import Version
from lint_plugin.settings import SettingError

PerFile = tuple[tuple[str, tuple[str, ...]], ...]
"""Pairs of a file pattern and the codes that are left out in the files it matches."""
PerFileVersion = tuple[tuple[str, Version], ...]
"""Pairs of a file pattern and the lowest MindSpore version that the files it matches run with."""


class Layer(NamedTuple):
    """What one place says; None where it says nothing of a setting.

    `origin` names the place to the user. Relative paths and patterns start at `folder`, an absolute path. `base` is
    what it extends: it counts where this says nothing.
    """

    origin: str
    folder: str
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] | None = None
    respect_gitignore: bool | None = None
    per_file_ignores: PerFile | None = None
    baseline: str | None = None
    mindspore_version: Version | None = None
    per_file_mindspore_version: PerFileVersion | None = None
    min_confidence: Confidence | None = None
    language: str | None = None
    src: tuple[str, ...] | None = None
    fixable: tuple[str, ...] | None = None
    unfixable: tuple[str, ...] | None = None
    extend_safe_fixes: tuple[str, ...] | None = None
    extend_unsafe_fixes: tuple[str, ...] | None = None
    base: Layer | None = None


_TEXT = Text(en="must be a string", zh="必须是字符串")
_VERSION_TEXT = Text(en='must be a string, such as "2.10"', zh='必须是字符串，例如 "2.10"')
_BOOLEAN = Text(en="must be true or false", zh="必须是 true 或 false")
_LIST = Text(en="must be a list of strings", zh="必须是字符串列表")
_TABLE = Text(
    en="must be a table of file patterns, each with a list of codes", zh="必须是由文件模式到编号列表的表（table）"
)
_VERSION_TABLE = Text(
    en='must be a table of file patterns, each with a version, such as "2.10"',
    zh='必须是由文件模式到版本的表（table），例如 "2.10"',
)
_VERSION_PAIRS = Text(
    en="must be pairs of a file pattern and a version, such as 'legacy/*: 2.2'",
    zh="必须是“文件模式: 版本”的形式，例如 'legacy/*: 2.2'",
)
_UNKNOWN_KEY = Text(en="unknown key; valid keys: {keys}", zh="未知的键；可用的键：{keys}")
_MISSPELT_KEY = Text(en="unknown key; did you mean {nearest!r}?", zh="未知的键；您是否想写 {nearest!r}？")
_PAIRS = Text(
    en="must be pairs of file patterns and codes, such as 'tests/*: MSP104'",
    zh="必须是“文件模式: 编号”的形式，例如 'tests/*: MSP104'",
)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise SettingError(_TEXT)
    return value


def _version(value: object) -> Version:
    if not isinstance(value, str):  # TOML's 2.10 is the number 2.1
        raise SettingError(_VERSION_TEXT)
    return settings.read_version(value)


def _flag(value: object) -> bool:
    words = {"true": True, "false": False}  # in an INI file
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    if not isinstance(value, bool):
        raise SettingError(_BOOLEAN)
    return value


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise SettingError(_LIST)
    return tuple(value)


def _codes(value: object) -> tuple[str, ...]:
    return settings.read_codes(_strings(value))


def _per_file(value: object) -> PerFile:
    if not isinstance(value, Mapping):
        raise SettingError(_TABLE)
    pairs: list[tuple[str, tuple[str, ...]]] = []
    for pattern, codes in value.items():
        try:
            pairs.append((pattern, _codes(codes)))
        except SettingError as error:
            raise error.within(pattern) from None
    return tuple(pairs)


def _per_file_version(value: object) -> PerFileVersion:
    if not isinstance(value, Mapping):
        raise SettingError(_VERSION_TABLE)
    read: list[tuple[str, Version]] = []
    for pattern, version in value.items():
        try:
            read.append((pattern, _version(version)))
        except SettingError as error:
            raise error.within(pattern) from None
    return tuple(read)


_READERS: dict[str, Callable[[object], object]] = {
    "select": _codes,
    "extend-select": _codes,
    "ignore": _codes,
    "include": _strings,
    "exclude": _strings,
    "extend-exclude": _strings,
    "respect-gitignore": _flag,
    "per-file-ignores": _per_file,
    "baseline": _text,
    "mindspore-version": _version,
    "per-file-mindspore-version": _per_file_version,
    "min-confidence": lambda value: settings.read_confidence(_text(value)),
    "language": lambda value: settings.read_language(_text(value)),
    "src": _strings,
    "fixable": _codes,
    "unfixable": _codes,
    "extend-safe-fixes": _codes,
    "extend-unsafe-fixes": _codes,
}
KEYS = tuple(_READERS)
"""The keys of a section, in the order in which they are shown."""
_PATHS = frozenset({"include", "exclude", "extend-exclude", "src"})
_ONE_WORD = frozenset({"baseline", "respect-gitignore", "mindspore-version", "min-confidence", "language"})


def field_of(key: str) -> str:
    """Return the name of Layer's field for a key."""
    return key.replace("-", "_")


def from_values(origin: str, folder: str, values: Mapping[str, object]) -> Layer:
    """Return the layer of a table as TOML has it. Raises SettingError, which names the key."""
    fields: dict[str, Any] = {}
    for key, value in values.items():
        if key not in _READERS:
            nearest = settings.nearest(key.lower().replace("_", "-"), KEYS)
            if not nearest:
                raise SettingError(_UNKNOWN_KEY, (key,), keys=", ".join(KEYS))
            raise SettingError(_MISSPELT_KEY, (key,), nearest=nearest)
        try:
            fields[field_of(key)] = _READERS[key](value)
        except SettingError as error:
            raise error.within(key) from None
    return Layer(origin, folder, **fields)


def from_texts(
    origin: str, folder: str, values: Mapping[str, str], split: Callable[[str], list[str]] = settings.items
) -> Layer:
    """Return the layer of texts, as an INI file or a command line has them. Raises SettingError.

    `split` takes lists of paths and patterns apart.
    """
    return from_values(origin, folder, {key: _as_toml(key, text, split) for key, text in values.items()})


def _as_toml(key: str, text: str, split: Callable[[str], list[str]]) -> object:
    if key in _ONE_WORD:
        return text
    if key in _PATHS:
        return split(text)
    readers = {"per-file-ignores": pairs, "per-file-mindspore-version": version_pairs}
    if key in readers:
        try:
            return readers[key](text)
        except SettingError as error:
            raise error.within(key) from None
    return settings.items(text)


_CODE = r"[A-Z]{1,3}[0-9]{0,3}"


def pairs(text: str) -> dict[str, list[str]]:
    """Read flake8's way to write per-file-ignores: `pattern,pattern: CODE,CODE pattern: CODE`.

    A pattern that stands twice gets the codes of both. Raises SettingError.
    """
    symbols = {rule.symbol for rule in rules.all_rules()}
    read: dict[str, list[str]] = {}
    patterns: list[str] = []
    before_colon = True
    for word in settings.items(text.replace(":", " : ")):
        if word == ":":
            if not before_colon or not patterns:
                raise SettingError(_PAIRS)
            before_colon = False
        elif before_colon:
            patterns.append(word)
        elif re.fullmatch(_CODE, word) or word in symbols:
            for pattern in patterns:
                read.setdefault(pattern, []).append(word)
        else:
            if not any(pattern in read for pattern in patterns):
                raise SettingError(_PAIRS)
            patterns, before_colon = [word], True
    if patterns and (before_colon or patterns[-1] not in read):
        raise SettingError(_PAIRS)
    return read


def version_pairs(text: str) -> dict[str, str]:
    """Read `pattern: VERSION` pairs, which commas, blanks or line ends separate. Raises SettingError."""
    words = settings.items(text.replace(":", " : "))
    if len(words) % 3 or any(word != ":" for word in words[1::3]) or ":" in (*words[::3], *words[2::3]):
        raise SettingError(_VERSION_PAIRS)
    return dict(zip(words[::3], words[2::3], strict=True))
