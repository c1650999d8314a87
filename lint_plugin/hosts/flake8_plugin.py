"""The flake8 plugin: hands each file to the engine and yields its findings."""

from __future__ import annotations

import argparse
import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from flake8.exceptions import ExecutionError

from lint_plugin import rules
from lint_plugin import source as source_
from lint_plugin.command.baseline import BaselineError, Configured
from lint_plugin.config import Configuration
from lint_plugin.engine import Engines
from lint_plugin.hosts import host_options
from lint_plugin.hosts.host_options import OPTIONS, HostOption
from lint_plugin.language import of_locale
from lint_plugin.settings import SettingError
from lint_plugin.version import __version__

if TYPE_CHECKING:
    from flake8.options.manager import OptionManager

_FOR_PEOPLE = frozenset({"default", "pylint", "quiet-filename", "quiet-nothing"})
"""flake8's own formats; a format that another plugin brings is for machines."""


class Plugin:
    """What flake8 makes for each file that it could parse."""

    name = "mindspore-lint"
    version = __version__
    _configuration: ClassVar[Configuration]
    _engines: ClassVar[Engines]
    _baselines: ClassVar[Configured]

    def __init__(self, tree: ast.Module, filename: str, lines: list[str]) -> None:
        self._tree = tree
        self._filename = filename
        self._lines = lines

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        """Declare the options, for the command line and flake8's configuration files."""
        for option in OPTIONS:
            manager.add_option(
                f"--{option.name}",
                metavar=option.metavar,
                type=_argument(option),
                parse_from_config=True,
                help=option.help.format(of_locale()),
            )

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Take the options of the run: here in the process that began it, and in each worker that is spawned."""
        try:
            cls._configuration = host_options.configuration(
                "flake8",
                vars(options),
                for_people=options.format in _FOR_PEOPLE or "%(" in options.format,
                isolated=options.isolated,
            )
            host_options.begin(cls._configuration, options.filenames)
        except SettingError as error:
            raise _failure(error) from None
        cls._engines = Engines()
        cls._baselines = Configured(cls._configuration)

    def run(self) -> Iterator[tuple[int, int, str, type]]:
        """Yield (line 1-based, column 0-based in characters, `CODE message`, type) of each finding."""
        try:
            if self._configuration.leaves_out_named(self._filename):
                return
            settings = self._configuration.settings(self._filename)
        except SettingError as error:
            raise _failure(error) from None
        source = source_.encode("".join(self._lines))
        lines = [line.rstrip("\r\n") for line in self._lines]
        result = self._engines.get(settings).check(self._filename, source, self._tree, lines)
        host_options.name_limits(result)
        try:
            findings = self._baselines.new(self._filename, result.findings)
        except BaselineError as error:
            raise _failure(error) from None
        for finding in findings:
            yield finding.line, finding.column - 1, f"{finding.code} {finding.message}", type(self)
        for problem in result.problems:
            for rule in map(rules.find, problem.symbols):  # other problems flake8 has named itself
                assert rule is not None
                yield 1, 0, f"{rule.code} {problem.reason}", type(self)


def _argument(option: HostOption) -> Callable[[str], str]:
    """Return what argparse calls for an option's text, and whose error it prints as wrong usage."""

    def check(text: str) -> str:
        try:
            return host_options.checked(option, text)
        except SettingError as error:
            raise argparse.ArgumentTypeError(error.say(of_locale())) from None

    return check


def _failure(error: SettingError | BaselineError) -> Exception:
    """Return what flake8 prints as its own errors, without a traceback."""
    failure: Exception = ExecutionError(f"mindspore-lint: {error.say(of_locale())}")
    return failure
