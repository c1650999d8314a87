"""mindspore-lint: finds PyTorch-only idioms left in MindSpore code.

One engine (lint_plugin.engine) behind a flake8 plugin, a pylint plugin and the command `mindspore-lint`.
"""

from lint_plugin.version import __version__

TYPE_CHECKING = False  # as type checkers know it; `python -m lint_plugin` runs this while it could import a user's file
__all__ = ["__version__", "load_configuration", "register"]

if TYPE_CHECKING:
    from pylint.lint import PyLinter

    from lint_plugin.hosts.pylint_plugin import MindSporeChecker


def register(linter: "PyLinter") -> None:
    """Register the checker with pylint: what `pylint --load-plugins=lint_plugin` calls.

    Up to pylint 4.0 each worker gets the linter with its checkers and loads the plugins again on top of them.
    """
    kind = _checker_class()
    if not any(isinstance(checker, kind) for checker in linter.get_checkers()):
        linter.register_checker(kind(linter))


def load_configuration(linter: "PyLinter") -> None:
    """Read the options that pylint has read, before it begins workers."""
    for checker in linter.get_checkers():
        if isinstance(checker, _checker_class()):
            checker.configure()


def _checker_class() -> "type[MindSporeChecker]":
    from lint_plugin.hosts.pylint_plugin import MindSporeChecker  # the other front ends work without pylint

    return MindSporeChecker
