"""Run a host in this process and print which share of its CPU time went into the plugin.

`python plugin_share.py flake8|pylint FILE ...`. The plugin's time is that of importing it after its host, of reading
its options, and of all that it does with each file.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

spent = 0.0


@contextlib.contextmanager
def counted() -> Iterator[None]:
    """Count the CPU time of a block as the plugin's."""
    global spent
    start = time.process_time()
    try:
        yield
    finally:
        spent += time.process_time() - start


def count(owner: Any, name: str) -> None:
    """Count the CPU time of a method; one that yields is read to its end."""
    method: Callable[..., Any] = getattr(owner, name)

    @functools.wraps(method)  # flake8 reads the parameters' names
    def wrapped(*arguments: Any, **keywords: Any) -> Any:
        with counted():
            result = method(*arguments, **keywords)
            return list(result) if isinstance(result, Iterator) else result

    setattr(owner, name, wrapped)


def flake8(files: list[str]) -> None:
    """Run flake8 in one process."""
    from flake8.main import cli

    with counted():
        from lint_plugin.hosts.flake8_plugin import Plugin
    for name in ("__init__", "add_options", "parse_options", "run"):
        count(Plugin, name)
    cli.main(["--isolated", "--jobs=1", *files])


def pylint(files: list[str]) -> None:
    """Run pylint in one process."""
    from pylint.lint import Run

    with counted():
        from lint_plugin.hosts.pylint_plugin import MindSporeChecker
    for name in ("__init__", "open", "visit_module"):
        count(MindSporeChecker, name)
    Run(["--rcfile=", "--jobs=1", "--load-plugins=lint_plugin", *files], exit=False)


if __name__ == "__main__":
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        {"flake8": flake8, "pylint": pylint}[sys.argv[1]](sys.argv[2:])
    print(100 * spent / time.process_time())
