"""The plugin of python-lsp-server: findings as diagnostics, with code actions for what can be done about them.

python-lsp-server loads this module by its entry point; nothing else imports it.
"""

from __future__ import annotations

import logging
import os
from typing import Any

from pylsp import hookimpl  # pylint: disable=import-error  # it is there where this module is loaded

from lint_plugin import source as source_
from lint_plugin.command.baseline import BaselineError, Configured
from lint_plugin.command.checking import Checker, Task
from lint_plugin.finding import Finding
from lint_plugin.hosts import code_actions, host_options
from lint_plugin.hosts.code_actions import Json, Places
from lint_plugin.hosts.host_options import OPTIONS
from lint_plugin.language import Text as Sentence
from lint_plugin.language import of_locale
from lint_plugin.settings import SettingError
from lint_plugin.source import Text

_ERROR, _WARNING, _INFORMATION, _HINT = 1, 2, 3, 4
_SEVERITIES = {"1": _ERROR, "2": _WARNING, "3": _INFORMATION, "9": _HINT}
"""The first digit of a code -> the severity as the Language Server Protocol numbers it."""
_NOT_CHECKED = Sentence(en="mindspore-lint checks nothing: {reason}", zh="mindspore-lint 没有检查任何内容：{reason}")

_log = logging.getLogger(__name__)


@hookimpl
def pylsp_settings() -> dict[str, object]:
    """Return the plugin's settings in the server: it is on once it is installed."""
    return {"plugins": {"mindspore_lint": {"enabled": True}}}


@hookimpl
def pylsp_lint(document: Any) -> list[Json]:
    """Return the diagnostics of a document as it stands in the editor.

    The files that it imports are read from disk anew each time: the server lives long, and they change meanwhile. A
    mistake in the project's configuration is an error on the first line; a defect of a rule goes to the server's log.
    """
    try:
        task, baselines = _task(document)
        if task is None or task.source is None:
            return []
        result = Checker(fixes=False).check(task)
        findings = baselines.new(task.path, result.findings)
    except (SettingError, BaselineError) as error:
        return [_failure(error, document)]
    for problem in result.problems:
        if problem.symbols:  # what is wrong with the file, the editor shows by itself
            _log.error("mindspore-lint: %s", problem)
    for problem in result.limits():
        _log.warning("mindspore-lint: %s", problem)
    places = Places(Text(task.source))
    return [_diagnostic(finding, places) for finding in findings]


@hookimpl
# pylint: disable-next=redefined-builtin
def pylsp_code_actions(config: Any, document: Any, range: Json, context: Json) -> list[Json]:
    """Return what can be done about the findings of a stretch of a document as it stands in the editor."""
    try:
        task, _ = _task(document)
    except SettingError:  # said by the diagnostics
        return []
    if task is None or task.source is None:
        return []
    places = Places(Text(task.source))
    capabilities = config.capabilities
    versioned = _ask(capabilities, "workspace", "workspaceEdit", "documentChanges")

    def edit(edits: list[Json]) -> Json:
        if versioned:  # an edit of a text that has changed meanwhile is then refused
            return {
                "documentChanges": [
                    {"textDocument": {"uri": document.uri, "version": document.version}, "edits": edits}
                ]
            }
        return {"changes": {document.uri: edits}}

    editor = code_actions.Editor(
        edit, lambda finding: _diagnostic(finding, places), _ask(capabilities, "window", "showDocument", "support")
    )
    return list(code_actions.actions(task, range, context.get("only") or (), editor))


@hookimpl
def pylsp_commands() -> list[str]:
    """Return the commands that code actions run."""
    return [code_actions.OPEN_DOCUMENT]


@hookimpl
def pylsp_execute_command(workspace: Any, command: str, arguments: list[Any]) -> object:
    """Run a command: have the editor show a document in a browser."""
    if command != code_actions.OPEN_DOCUMENT:
        return None
    workspace._endpoint.request("window/showDocument", {"uri": arguments[0], "external": True})
    return {}


def _ask(capabilities: Any, *keys: str) -> bool:
    """Return whether an editor says that it can do something."""
    for key in keys:
        capabilities = capabilities.get(key) if isinstance(capabilities, dict) else None
    return bool(capabilities)


def _task(document: Any) -> tuple[Task | None, Configured]:
    """Return the document as a file to check, None where it is left out, and the baselines. Raises SettingError."""
    configuration = host_options.configuration("pylsp", {option.attribute: None for option in OPTIONS})
    path = os.path.abspath(document.path)
    left_out = configuration.leaves_out_named(path)
    task = None if left_out else Task(path, configuration.settings(path), source_.encode(document.source))
    return task, Configured(configuration)


def _failure(error: SettingError | BaselineError, document: Any) -> Json:
    """Return what says that nothing is checked, and why, on a document's first line."""
    reason = error.say(of_locale())
    _log.error("mindspore-lint: %s", reason)
    first = document.source.partition("\n")[0]
    return {
        "source": "mindspore-lint",
        "message": _NOT_CHECKED.format(of_locale(), reason=reason),
        "severity": _ERROR,
        "range": Places(Text(source_.encode(first))).range(1, 1, 1, len(first.rstrip("\r")) + 1),
    }


def _diagnostic(finding: Finding, places: Places) -> Json:
    return {
        "source": "mindspore-lint",
        "code": finding.code,
        "codeDescription": {"href": finding.url},
        "message": finding.message,
        "severity": _SEVERITIES[finding.code[3]],
        "range": places.range(finding.line, finding.column, finding.end_line, finding.end_column),
    }
