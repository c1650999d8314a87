"""How the command line is read: by argparse, which takes longer to load than to check a file, only where it must be."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

from lint_plugin.command.options import GROUPS, Option
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
    said = {_destination(option): _default(option) for option in by_flag.values() if not ends(option)}
    paths: list[str] = []
    words = iter(argv)
    for word in words:
        flag, equals, text = word.partition("=") if word.startswith("--") else (word[:2], word[2:], word[2:])
        option = by_flag.get(flag)
        if not word.startswith("-") or word == "-":
            paths.append(word)
        elif option is None or ends(option) or (equals and is_flag(option)):
            return None
        elif is_flag(option):
            said[_destination(option)] = option.keywords.get("const", True)
        else:
            try:
                value = _value(option, text if equals else next(words, ""))
            except ValueError:
                return None
            name = _destination(option)
            said[name] = [*said[name], value] if option.keywords.get("action") == "append" else value
    return SimpleNamespace(**{**said, "paths": paths or said["paths"]})


def _destination(option: Option) -> str:
    """Return the name of an option's value among those that were read."""
    long = next((flag for flag in option.flags if flag.startswith("--")), option.flags[0])
    return str(option.keywords.get("dest", long.lstrip("-").replace("-", "_")))


def is_flag(option: Option) -> bool:
    """Return whether an option has no value behind it."""
    return option.keywords.get("action") in ("store_true", "store_const")


def ends(option: Option) -> bool:
    """Return whether there is nothing more to do than what an option asks for."""
    return option.keywords.get("action") in ("version", "help")


def _default(option: Option) -> Any:
    """Return what is read where an option isn't given."""
    return option.keywords.get("default", False if option.keywords.get("action") == "store_true" else None)


def _value(option: Option, text: str) -> Any:
    """Return the value that a text stands for. Raises ValueError where argparse may see another or none in it."""
    value = option.keywords.get("type", str)(text)
    if not text or text.startswith("-") or value not in option.keywords.get("choices", (value,)):
        raise ValueError(text)
    return value


def language(argv: Sequence[str]) -> str:
    """Return the language that a command line asks for before it is read: that of `--language`, else the locale's."""
    found = ""
    for argument, following in itertools.pairwise([*argv, ""]):
        option, _, value = argument.partition("=")
        if option == "--language":
            found = value or following
    return found if found in LANGUAGES else of_locale()
