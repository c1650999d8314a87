"""The pylint plugin: hands each file to the engine and adds its findings as messages.

astroid gives the scope that a message belongs to; it decides no finding, because what it infers depends on what is
installed. All that is imported lazily elsewhere is imported here at once: pylint puts the checked folder on sys.path.
"""

from __future__ import annotations

import difflib  # noqa: F401  the settings name the nearest key
import sys
from typing import NoReturn

from astroid import nodes
from pylint.checkers import BaseChecker
from pylint.interfaces import HIGH, INFERENCE, INFERENCE_FAILURE
from pylint.lint import PyLinter
from pylint.reporters import CollectingReporter

from lint_plugin import rules
from lint_plugin import source as source_
from lint_plugin.checks import check_of
from lint_plugin.command.baseline import BaselineError, Configured
from lint_plugin.confidence import Confidence
from lint_plugin.config import Configuration
from lint_plugin.engine import Engine, Engines
from lint_plugin.finding import Finding, Problem, Result
from lint_plugin.hosts import host_options
from lint_plugin.language import of_locale
from lint_plugin.settings import SettingError

_CONFIDENCE = {Confidence.HIGH: HIGH, Confidence.INFERRED: INFERENCE, Confidence.GUESS: INFERENCE_FAILURE}
_USAGE_ERROR = 32
_FOR_MACHINES = frozenset({"github", "json", "json2", "junit"})
"""pylint's formats that programs read."""
_LOCALE = of_locale()  # --help-msg runs before the options are read


class MindSporeChecker(BaseChecker):
    """Reports the engine's findings; its options stand in `[tool.pylint.mindspore-lint]` too."""

    name = "mindspore-lint"
    msgs = {  # noqa: RUF012  pylint declares the type
        rule.pylint_id: ("%s", rule.symbol, rule.summary.format(_LOCALE).replace("%", "%%"))
        for rule in rules.all_rules()
    }
    options = tuple(
        (
            option.name,
            {
                "type": "string",
                "metavar": f"<{option.metavar.lower()}>",
                "default": None,
                "help": option.help.format(_LOCALE),
            },
        )
        for option in host_options.OPTIONS
    )

    def __init__(self, linter: PyLinter) -> None:
        super().__init__(linter)
        for rule in rules.all_rules():
            check_of(rule)
        self._engines = Engines()
        self._configuration: Configuration | None = None
        self._baselines: Configured | None = None

    def configure(self) -> None:
        """Read the options; a wrong one ends the run as pylint's own wrong options do."""
        config = self.linter.config
        if not isinstance(self.linter.reporter, CollectingReporter):  # a worker's; the options know the real one
            config.mindspore_for_people = getattr(self.linter.reporter, "name", "") not in _FOR_MACHINES
        values = {option.attribute: getattr(config, option.attribute) for option in host_options.OPTIONS}
        for_people = getattr(config, "mindspore_for_people", True)
        try:
            self._configuration = host_options.configuration("pylint", values, for_people=for_people)
            self._baselines = Configured(self._configuration)
            host_options.begin(self._configuration, ())
        except SettingError as error:
            _fail(error)

    def open(self) -> None:
        """Begin a run; a worker of pylint calls this for each file."""
        if self._configuration is None:
            self.configure()

    def visit_module(self, node: nodes.Module) -> None:
        """Check a file and add a message for each finding."""
        path = node.file or node.name
        assert self._configuration is not None and self._baselines is not None
        try:
            if self._configuration.leaves_out_named(path):
                return
            settings = self._configuration.settings(path)
        except SettingError as error:
            _fail(error)
        engine = self._engines.get(settings)
        result = _check(engine, path, node, from_stdin=self.linter.config.from_stdin)
        host_options.name_limits(result)
        try:
            findings = self._baselines.new(path, result.findings)
        except BaselineError as error:
            _fail(error)
        for finding in findings:
            self._add(finding, node)
        for problem in result.problems:
            for symbol in problem.symbols:  # other problems pylint has named itself
                self.add_message(symbol, line=1, node=node, args=(problem.reason,))

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


def _check(engine: Engine, path: str, node: nodes.Module, *, from_stdin: bool) -> Result:
    try:
        with node.stream() as stream:
            source: bytes = stream.read()
    except OSError as error:  # pylint could read it a moment ago
        rules_ = tuple(rule.symbol for rule in engine.rules)
        return Result([], [Problem(path, 0, 0, f"cannot be read: {error.strerror}", rules_)])
    if from_stdin:  # decoded by pylint, whatever encoding it names
        source = source_.encode(source.decode("utf-8", "surrogatepass"))
    return engine.check(path, source)


def _fail(error: SettingError | BaselineError) -> NoReturn:
    print(f"pylint: error: {error.say(_LOCALE)}", file=sys.stderr)
    sys.exit(_USAGE_ERROR)


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
