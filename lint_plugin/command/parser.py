"""argparse's parser of the command line: help and mistakes are said in the user's language, with what was meant."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, NoReturn

from lint_plugin.command.options import GROUPS
from lint_plugin.language import Text
from lint_plugin.settings import nearest

_DESCRIPTION = Text(
    "Find PyTorch-only idioms left in MindSpore code.", "查找 MindSpore 代码中残留的 PyTorch 专有写法。"
)


_USAGE = Text(en="usage: ", zh="用法：")
_SHORT = Text(
    en="mindspore-lint [OPTION ...] [PATH ...]\n       mindspore-lint report [OPTION ...] [PATH ...]",
    zh="mindspore-lint [选项 ...] [PATH ...]\n      mindspore-lint report [选项 ...] [PATH ...]",
)
_ERROR = Text(en="error", zh="错误")
_UNKNOWN = Text(en="unrecognized arguments: {wrong}", zh="无法识别的参数：{wrong}")
_MISSPELT = Text(
    en="unrecognized arguments: {wrong}; did you mean {meant}?", zh="无法识别的参数：{wrong}；您是否想用 {meant}？"
)
_NO_CHOICE = Text(en="invalid choice: {value!r} (choose from {choices})", zh="无效的值 {value!r}：可选值为 {choices}")
_MISSPELT_CHOICE = Text(
    en="invalid choice: {value!r}; did you mean {meant!r}? (choose from {choices})",
    zh="无效的值 {value!r}；您是否想用 {meant!r}？（可选值为 {choices}）",
)


class Parser(argparse.ArgumentParser):
    """argparse's parser, with the words of its own that a user reads in the language."""

    def __init__(self, language: str) -> None:
        super().__init__(
            prog="mindspore-lint",
            usage=_SHORT.format(language),  # all options would hide the mistake that it is printed for
            description=_DESCRIPTION.format(language),
            allow_abbrev=False,
            add_help=False,
        )
        self._language = language

    def format_usage(self) -> str:
        """Return how the command is called."""
        return self._in_language(super().format_usage())

    def format_help(self) -> str:
        """Return the help."""
        return self._in_language(super().format_help())

    def _in_language(self, text: str) -> str:
        return _USAGE.format(self._language) + text.removeprefix(_USAGE.en)

    def parse_args(  # type: ignore[override]  # pylint: disable=signature-differs
        self, args: Sequence[str], namespace: SimpleNamespace
    ) -> SimpleNamespace:
        """Read a command line; of an option that there isn't, say which there is that it may mean."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown and not any(word.startswith("-") and word != "-" for word in unknown):
            options.paths += unknown  # argparse takes no more of them behind an option
            unknown = []
        if unknown:
            wrong = " ".join(unknown)
            name = unknown[0].partition("=")[0]
            meant = nearest(name, [flag for flag in self._option_string_actions if flag.startswith("--")])
            text = _UNKNOWN if not meant or not name.startswith("--") else _MISSPELT
            self.error(text.format(self._language, wrong=wrong, meant=meant))
        return options

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a value that an option doesn't take, naming those that it takes, and the nearest."""
        choices = list(action.choices or ())
        if choices and value not in choices:
            meant = nearest(str(value), choices)
            text = _NO_CHOICE if not meant else _MISSPELT_CHOICE
            listed = ", ".join(choices)
            raise argparse.ArgumentError(action, text.format(self._language, value=value, choices=listed, meant=meant))

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and end with the exit status for wrong usage."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {_ERROR.format(self._language)}: {message}\n")


def make(language: str) -> Parser:
    """Return the command's parser, whose help is in the language."""
    made = Parser(language)
    for group in GROUPS:
        section = made.add_argument_group(group.title.format(language))
        for option in group.options:
            section.add_argument(*option.flags, help=option.help.format(language), **option.keywords)
    return made
