"""The command line is read without argparse as argparse reads it, or left to that."""

from __future__ import annotations

import itertools
import random
from types import SimpleNamespace

import pytest

from lint_plugin.command import arguments, parser
from lint_plugin.command.options import GROUPS

WORDS = [
    *("a.py", "b", "-", "", "=", "a=b", "-q", "--quiet=x", "--jobs=2", "--jobs=x", "-j", "-j2", "2", "--select=MSP1"),
    *("--select", "--select=", "--select=-x", "--sel=MSP1", "--output-format=json", "--output-format=jso", "--", "-1"),
    *("--config=a=b", "--config", "x=y", "--color=never", "--fix", "--no-respect-gitignore", "-vq", "--explain=MSP1"),
]


def read_by_argparse(argv: list[str]) -> SimpleNamespace | None:
    try:
        return parser.make("en").parse_args(argv, SimpleNamespace())
    except SystemExit:
        return None


def test_what_is_read_without_argparse_is_what_argparse_reads(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = random.Random(0)
    lines = [[], *([word] for word in WORDS), *([chosen.choice(WORDS) for _ in range(4)] for _ in range(150))]
    plain = [(argv, arguments._plain(argv)) for argv in lines]
    assert len([argv for argv, read in plain if read is not None]) > 20
    assert [argv for argv, read in plain if read is not None and read != read_by_argparse(argv)] == []


def test_each_option_is_read_without_argparse() -> None:
    values = {"--jobs": "3", "--output-format": "sarif", "--color": "always", "--print-completion": "bash"}
    nothing = arguments._plain([])
    for option in itertools.chain.from_iterable(group.options for group in GROUPS):
        flag = option.flags[-1]
        argv = ["x"] if flag == "paths" else [flag] if arguments.is_flag(option) else [flag, values.get(flag, "x")]
        read = arguments._plain(argv)
        if arguments.ends(option):
            assert read is None
        else:
            assert read == read_by_argparse(argv) != nothing, flag
