"""What shells complete on a command line: the script for one of them, which shtab makes of the options."""

from __future__ import annotations

import argparse

import shtab

from lint_plugin import rules
from lint_plugin.confidence import Confidence
from lint_plugin.language import LANGUAGES

_FILES = {"FILE": shtab.FILE, "FILE|KEY=VALUE": shtab.FILE, "FOLDERS": shtab.DIRECTORY, "PATH": shtab.FILE}
"""What stands for files and folders in the help."""


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script by which a shell completes what a parser reads; the parser is of no other use then."""
    codes = [rule.code for rule in rules.all_rules()]
    words = {
        "CODE": [*codes, *(rule.symbol for rule in rules.all_rules())],
        "CODES": codes,
        "LANGUAGE": LANGUAGES,
        "LEVEL": [str(level) for level in Confidence],
    }
    for action in parser._actions:
        metavar = str(action.metavar)
        if metavar in words:
            action.choices = words[metavar]
        elif metavar in _FILES:
            action.complete = _FILES[metavar]  # type: ignore[attr-defined]  # where shtab looks for it
    made: str = shtab.complete(parser, shell)
    return made
