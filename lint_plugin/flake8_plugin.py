"""The flake8 plugin: hands each file to the engine and yields its findings."""

from __future__ import annotations

import argparse
import ast
import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from lint_plugin import __version__, settings
from lint_plugin.engine import Engine

if TYPE_CHECKING:
    from flake8.options.manager import OptionManager


@functools.lru_cache(maxsize=1)
def _engine(chosen: settings.Settings) -> Engine:
    """Return the engine of this process; flake8's options are the same for every file of a run."""
    return Engine(chosen)


class Plugin:
    """What flake8 makes for each file that it could parse."""

    name = "mindspore-lint"
    version = __version__
    settings: ClassVar[settings.Settings] = settings.Settings()

    def __init__(self, tree: ast.Module, filename: str, lines: list[str]) -> None:
        self._tree = tree
        self._filename = filename
        self._lines = lines

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        """Declare the options, for the command line and flake8's configuration files."""
        manager.add_option(
            "--mindspore-version",
            metavar="VERSION",
            type=_argument(settings.read_version),
            parse_from_config=True,
            help="The lowest MindSpore version that the project supports, such as 2.6.",
        )
        manager.add_option(
            "--min-confidence",
            metavar="LEVEL",
            default="guess",
            type=_argument(settings.read_confidence),
            parse_from_config=True,
            help="Report findings of this confidence at least: high, inferred or guess.",
        )
        manager.add_option(
            "--mindspore-extend-select",
            metavar="CODES",
            default="",
            parse_from_config=True,
            comma_separated_list=True,
            help="Rules to switch on that are off by default.",
        )

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Take the options of the run."""
        cls.settings = settings.Settings(
            extend_select=settings.read_codes(",".join(options.mindspore_extend_select)),
            mindspore_version=options.mindspore_version,
            min_confidence=options.min_confidence,
        )

    def run(self) -> Iterator[tuple[int, int, str, type]]:
        """Yield (line 1-based, column 0-based in characters, `CODE message`, type) of each finding."""
        source = "".join(self._lines).encode("utf-8", "surrogatepass")
        lines = [line.rstrip("\r\n") for line in self._lines]
        for finding in _engine(self.settings).check(self._filename, source, self._tree, lines).findings:
            yield finding.line, finding.column - 1, f"{finding.code} {finding.message}", type(self)


def _argument(read: Callable[[str], object]) -> Callable[[str], object]:
    """Make of a reader of settings one for argparse, which prints its error as wrong usage."""

    def convert(text: str) -> object:
        try:
            return read(text)
        except settings.SettingError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return convert
