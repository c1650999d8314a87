"""The pylint plugin: hands each file to the engine and adds its findings as messages.

astroid gives the scope that a message belongs to; it decides no finding, because what it infers depends on what is
installed. All that is imported lazily elsewhere is imported here at once: pylint puts the checked folder on sys.path.
"""

from __future__ import annotations

import sys

from astroid import nodes
from pylint.checkers import BaseChecker
from pylint.interfaces import HIGH, INFERENCE, INFERENCE_FAILURE
from pylint.lint import PyLinter

from lint_plugin import rules, settings
from lint_plugin.engine import Engine
from lint_plugin.finding import Finding
from lint_plugin.semantics import attributes, calls, expressions, flow, imports, typehints  # noqa: F401
from lint_plugin.semantics.values import Confidence

_CONFIDENCE = {Confidence.HIGH: HIGH, Confidence.INFERRED: INFERENCE, Confidence.GUESS: INFERENCE_FAILURE}
_USAGE_ERROR = 32


class MindSporeChecker(BaseChecker):
    """Reports the engine's findings; its options are read from `[tool.pylint.mindspore-lint]` too."""

    name = "mindspore-lint"
    msgs = {  # noqa: RUF012  pylint declares the type
        rule.pylint_id: ("%s", rule.symbol, " ".join(rule.documentation["en"].reports.replace("%", "%%").split()))
        for rule in rules.all_rules()
    }
    options = (
        (
            "mindspore-version",
            {
                "type": "string",
                "metavar": "<version>",
                "default": "",
                "help": "The lowest MindSpore version that the project supports, such as 2.6.",
            },
        ),
        (
            "min-confidence",
            {
                "type": "string",
                "metavar": "<level>",
                "default": "guess",
                "help": "Report findings of this confidence at least: high, inferred or guess.",
            },
        ),
        (
            "mindspore-extend-select",
            {
                "type": "csv",
                "metavar": "<codes>",
                "default": [],
                "help": "Rules to switch on that are off by default.",
            },
        ),
    )

    def __init__(self, linter: PyLinter) -> None:
        super().__init__(linter)
        self._engine = Engine(settings.Settings())

    def open(self) -> None:
        """Read the options; a wrong one ends the run as pylint's own wrong options do."""
        config = self.linter.config
        try:
            version = settings.read_version(config.mindspore_version) if config.mindspore_version else None
            chosen = settings.Settings(
                extend_select=settings.read_codes(",".join(config.mindspore_extend_select)),
                mindspore_version=version,
                min_confidence=settings.read_confidence(config.min_confidence),
            )
        except settings.SettingError as error:
            print(f"pylint: error: {error}", file=sys.stderr)
            sys.exit(_USAGE_ERROR)
        self._engine = Engine(chosen)

    def visit_module(self, node: nodes.Module) -> None:
        """Check a file and add a message for each finding."""
        with node.stream() as stream:
            source = stream.read()
        for finding in self._engine.check(node.file or node.name, source).findings:
            self._add(finding, node)

    def _add(self, finding: Finding, module: nodes.Module) -> None:
        self.add_message(
            finding.symbol,
            line=finding.line,
            node=_scope_at(module, finding.line),
            args=(finding.message,),
            confidence=_CONFIDENCE[finding.confidence],
            col_offset=finding.column - 1,
            end_lineno=finding.end_line,
            end_col_offset=finding.end_column - 1,
        )


def _scope_at(module: nodes.Module, line: int) -> nodes.NodeNG:
    """Return the innermost function, class or module that a line (1-based) stands in."""
    scope: nodes.NodeNG = module
    pending = list(module.get_children())
    while pending:
        node = pending.pop()
        if node.fromlineno is None or not node.fromlineno <= line <= (node.tolineno or 0):
            continue
        if isinstance(node, (nodes.FunctionDef, nodes.ClassDef)):
            scope = node
            pending = []
        pending.extend(node.get_children())
    return scope
