"""mindspore-lint: finds PyTorch-only idioms left in MindSpore code.

One engine (lint_plugin.engine) behind a flake8 plugin, a pylint plugin and the command `mindspore-lint`.
"""

TYPE_CHECKING = False  # as type checkers know it; `python -m lint_plugin` runs this while it could import a user's file
if TYPE_CHECKING:
    from pylint.lint import PyLinter

__version__ = "0.1.0"


def register(linter: "PyLinter") -> None:
    """Register the checker with pylint: what `pylint --load-plugins=lint_plugin` calls.

    Up to pylint 4.0 each worker gets the linter with its checkers and loads the plugins again on top of them.
    """
    from lint_plugin.hosts.pylint_plugin import MindSporeChecker

    if not any(isinstance(checker, MindSporeChecker) for checker in linter.get_checkers()):
        linter.register_checker(MindSporeChecker(linter))


def load_configuration(linter: "PyLinter") -> None:
    """Read the options that pylint has read, before it begins workers."""
    from lint_plugin.hosts.pylint_plugin import MindSporeChecker

    for checker in linter.get_checkers():
        if isinstance(checker, MindSporeChecker):
            checker.configure()
