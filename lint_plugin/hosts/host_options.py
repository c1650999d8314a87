"""The options that flake8 and pylint get for the two plugins, and what their values mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lint_plugin.config import Configuration, Defaults, layer
from lint_plugin.finding import Result
from lint_plugin.language import Text, of_locale
from lint_plugin.mindspore import versions
from lint_plugin.settings import NEWER, SettingError


@dataclass(frozen=True)
class HostOption:
    """An option by the name that it has in the hosts, where `key` would clash with their own or other plugins'."""

    name: str
    key: str
    metavar: str
    help: Text

    @property
    def attribute(self) -> str:
        """The name of its value among the host's options."""
        return self.name.replace("-", "_")


OPTIONS = (
    HostOption(
        "mindspore-version",
        "mindspore-version",
        "VERSION",
        Text(
            en="Lowest MindSpore version that the project supports, such as 2.6 (default: from its requirements).",
            zh="项目支持的最低 MindSpore 版本，例如 2.6（默认：取自项目的依赖声明）。",
        ),
    ),
    HostOption(
        "min-confidence",
        "min-confidence",
        "LEVEL",
        Text(
            en="Minimum confidence of the MindSpore findings to report: high, inferred or guess (default: guess).",
            zh="只报告置信度不低于此级别的 MindSpore 告警：high、inferred 或 guess（默认：guess）。",
        ),
    ),
    HostOption(
        "mindspore-extend-select",
        "extend-select",
        "CODES",
        Text(en="MindSpore rules to enable that are off by default.", zh="另外启用的默认关闭的 MindSpore 规则。"),
    ),
    HostOption(
        "mindspore-language",
        "language",
        "LANGUAGE",
        Text(
            en="Language of MindSpore findings: en or zh (default: from the locale).",
            zh="MindSpore 告警的语言：en 或 zh（默认：由区域设置决定）。",
        ),
    ),
)


_BY_KEY = {option.key: option for option in OPTIONS}


def configuration(
    host: str, values: Mapping[str, str | None], *, for_people: bool = True, isolated: bool = False
) -> Configuration:
    """Return the configuration of a run of the host; `values` are those of OPTIONS by attribute, None where not given.

    The findings are in the locale's language where the host prints `for_people`, else in English, as long as no
    setting says which. Raises SettingError, which names the option.
    """
    texts = {option.key: text for option in OPTIONS if (text := values[option.attribute]) is not None}
    try:
        given = layer.from_texts(host, os.getcwd(), texts)
    except SettingError as error:
        raise error.at(f"--{_BY_KEY[error.where[0]].name}") from None
    defaults = Defaults(language=of_locale() if for_people else "en")
    return Configuration(given, isolated=isolated, defaults=defaults, warn=_warn)


def begin(run: Configuration, paths: Iterable[str]) -> None:
    """Look at what holds for the paths that a run begins with, so that mistakes and notes come before its workers.

    Raises SettingError.
    """
    for path in (".", *paths):
        absolute = os.path.abspath(path)
        run.folder(absolute if os.path.isdir(absolute) else os.path.dirname(absolute))


def name_limits(result: Result) -> None:
    """Print on stderr what of a file was left out since there is too much of it: a host has no place for that."""
    for problem in result.limits():
        print(f"mindspore-lint: {problem}", file=sys.stderr)


def checked(option: HostOption, text: str) -> str:
    """Return the text of an option as it is. Raises SettingError where it isn't one that the option can have."""
    try:
        layer.from_texts("", "", {option.key: text})
    except SettingError as error:
        raise error.at() from None
    return text


def _warn(version: versions.Version) -> None:
    """Print the note on a version newer than the facts; a host's workers leave it to the process that began them."""
    processes = sys.modules.get("multiprocessing.process")
    if processes is None or processes.parent_process() is None:
        newest = versions.spell(versions.NEWEST)
        note = NEWER.format(of_locale(), version=versions.spell(version), newest=newest)
        print(f"mindspore-lint: {note}", file=sys.stderr)
