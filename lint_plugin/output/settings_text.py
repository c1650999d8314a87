"""The settings that hold for a file as text: what `--show-settings` prints."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lint_plugin.confidence import Confidence
from lint_plugin.config.configuration import Folder
from lint_plugin.engine import active_rules
from lint_plugin.language import Text
from lint_plugin.mindspore import versions
from lint_plugin.printable import printable
from lint_plugin.settings import Settings

COMMAND_LINE = "the command line"
_COMMAND_LINE = Text(en="command line", zh="命令行")
_DEFAULT = Text(en="default", zh="默认")
_STANDARD = Text(en="rules that are on by default", zh="默认开启的规则")
_UNKNOWN = Text(en="unknown", zh="未知")
_ON = Text(en="enabled rules: {codes}", zh="启用的规则：{codes}")
_NONE = Text(en="none", zh="无")
_ALL = Text(en="all rules", zh="所有规则")


def render(
    path: str, folder: Folder, settings: Settings, included: Sequence[str], excluded: Sequence[str], language: str
) -> str:
    """Return what holds for a file: a line for each key, with the places that say so, and the rules that are on.

    `folder` is what holds in its folder, `settings` what holds for it; `included` are the endings of the names that are
    checked by default, `excluded` the default patterns.
    """
    defaults = {
        "select": _STANDARD.format(language),
        "include": _literal([f"*{suffix}" for suffix in included]),
        "exclude": _literal(excluded),
        "respect-gitignore": "true",
        "per-file-ignores": "{}",
        "per-file-mindspore-version": "{}",
        "baseline": '""',
        "mindspore-version": _UNKNOWN.format(language),
        "min-confidence": _literal(str(settings.min_confidence)),
        "language": _literal(settings.language),
        "fixable": _ALL.format(language),
    }
    lines = [printable(path)]
    for key, value in folder.values.items():
        shown = _shown(key, value.value) if value.origins else defaults.get(key, "[]")
        origins = [_COMMAND_LINE.format(language) if origin == COMMAND_LINE else origin for origin in value.origins]
        lines.append(f"  {key} = {shown}  # {'; '.join(origins) or _DEFAULT.format(language)}")
    codes = ", ".join(rule.code for rule in active_rules(settings)) or _NONE.format(language)
    lines.append(f"  {_ON.format(language, codes=codes)}")
    return "\n".join(lines)


def _shown(key: str, value: object) -> str:
    """Return a value as TOML writes it."""
    if key == "mindspore-version" and isinstance(value, tuple):
        return _literal(versions.spell((value[0], value[1])))
    if key == "per-file-mindspore-version" and isinstance(value, tuple):
        pairs = (f"{_literal(pattern)} = {_literal(versions.spell(version))}" for pattern, version in value)
        return "{ " + ", ".join(pairs) + " }"
    if key == "per-file-ignores" and isinstance(value, tuple):
        return "{ " + ", ".join(f"{_literal(pattern)} = {_literal(codes)}" for pattern, codes in value) + " }"
    return _literal(str(value) if isinstance(value, Confidence) else value)


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
