"""`python -m lint_plugin`: the command, without the working folder on the import path."""

import sys

if sys.path and sys.path[0] in ("", __import__("os").getcwd()):  # else an ast.py there would be run
    del sys.path[0]

from lint_plugin.command.cli import run

if __name__ == "__main__":
    run()
