"""The plugin of python-lsp-server: each finding as a diagnostic with a code, a severity and a link to its document.

python-lsp-server loads this module by its entry point; nothing else imports it.
"""

from __future__ import annotations

import logging
import os
from typing import Any

from pylsp import hookimpl  # pylint: disable=import-error  # it is there where this module is loaded

from lint_plugin.command.checking import Checker, Task
from lint_plugin.finding import Finding
from lint_plugin.hosts import host_options
from lint_plugin.hosts.host_options import OPTIONS
from lint_plugin.language import of_locale
from lint_plugin.settings import SettingError

_ERROR, _WARNING, _INFORMATION, _HINT = 1, 2, 3, 4
_SEVERITIES = {"1": _ERROR, "2": _WARNING, "3": _INFORMATION, "9": _HINT}
"""The first digit of a code -> the severity as the Language Server Protocol numbers it."""

_log = logging.getLogger(__name__)


@hookimpl
def pylsp_settings() -> dict[str, object]:
    """Return the plugin's settings in the server: it is on once it is installed."""
    return {"plugins": {"mindspore_lint": {"enabled": True}}}


@hookimpl
def pylsp_lint(document: Any) -> list[dict[str, object]]:
    """Return the diagnostics of a document as it stands in the editor.

    The files that it imports are read from disk anew each time: the server lives long, and they change meanwhile. A
    mistake in the project's configuration and a defect of a rule go to the server's log.
    """
    try:
        configuration = host_options.configuration("pylsp", {option.attribute: None for option in OPTIONS})
        path = os.path.abspath(document.path)
        if configuration.leaves_out_named(path):
            return []
        task = Task(path, configuration.settings(path), document.source.encode("utf-8", "surrogatepass"))
    except SettingError as error:
        _log.error("mindspore-lint: %s", error.say(of_locale()))
        return []
    result = Checker().check(task)
    for problem in result.problems:
        if problem.symbols:  # what is wrong with the file, the editor shows by itself
            _log.error("mindspore-lint: %s", problem)
    return [_diagnostic(finding, document.lines) for finding in result.findings]


def _diagnostic(finding: Finding, lines: list[str]) -> dict[str, object]:
    return {
        "source": "mindspore-lint",
        "code": finding.code,
        "codeDescription": {"href": finding.url},
        "message": finding.message,
        "severity": _SEVERITIES[finding.code[3]],
        "range": {
            "start": _position(lines, finding.line, finding.column),
            "end": _position(lines, finding.end_line, finding.end_column),
        },
    }


def _position(lines: list[str], line: int, column: int) -> dict[str, int]:
    """Return a position (1-based, columns in characters) as the protocol counts: from 0, columns in UTF-16 units."""
    text = lines[line - 1] if line <= len(lines) else ""
    before = text[: column - 1]
    return {"line": line - 1, "character": len(before.encode("utf-16-le", "surrogatepass")) // 2}
