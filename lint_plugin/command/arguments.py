"""How the command line is read: by argparse, which takes longer to load than to check a file, only where it must be."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

from lint_plugin.command.options import GROUPS
from lint_plugin.language import LANGUAGES, of_locale

if TYPE_CHECKING:
    from lint_plugin.command.parser import Parser


def parser(language: str) -> Parser:
    """Return argparse's parser of the command line, which says in the language what is wrong with one."""
    made: Parser = import_module("lint_plugin.command.parser").make(language)
    return made


def read(argv: Sequence[str], language: str) -> SimpleNamespace:
    """Return what a command line says. Ends the process where it is wrong, or asks for help."""
    return _plain(argv) or parser(language).parse_args(argv, SimpleNamespace())


def refuse(mistake: str, language: str) -> NoReturn:
    """Say what is wrong with the command line, and end the process."""
    parser(language).error(mistake)


def _plain(argv: Sequence[str]) -> SimpleNamespace | None:
    """Return what a command line of paths, and of options that are written out, says; None for any other."""
    by_flag = {flag: option for group in GROUPS for option in group.options for flag in option.flags}
    said = {option.destination: option.default for option in by_flag.values() if not option.ends}
    paths: list[str] = []
    words = iter(argv)
    for word in words:
        flag, equals, text = word.partition("=") if word.startswith("--") else (word[:2], word[2:], word[2:])
        option = by_flag.get(flag)
        if not word.startswith("-") or word == "-":
            paths.append(word)
        elif option is None or option.ends or (equals and option.is_flag):
            return None
        elif option.is_flag:
            said[option.destination] = option.keywords.get("const", True)
        else:
            try:
                value = option.read(text if equals else next(words, ""))
            except ValueError:
                return None
            appends = option.keywords.get("action") == "append"
            said[option.destination] = [*said[option.destination], value] if appends else value
    return SimpleNamespace(**{**said, "paths": paths or said["paths"]})


def language(argv: Sequence[str]) -> str:
    """Return the language that a command line asks for before it is read: that of `--language`, else the locale's."""
    found = ""
    for argument, following in itertools.pairwise([*argv, ""]):
        option, _, value = argument.partition("=")
        if option == "--language":
            found = value or following
    return found if found in LANGUAGES else of_locale()
