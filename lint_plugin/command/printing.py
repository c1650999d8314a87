"""The findings of a run, printed: file by file while the run goes on, where the format and the options let it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import SimpleNamespace

from lint_plugin import output
from lint_plugin.command import atomic
from lint_plugin.command.run import Gate, Run, fixes_only, least
from lint_plugin.finding import Finding, Problem
from lint_plugin.output import styles
from lint_plugin.printable import printable


class OutputError(Exception):
    """The output can't be written; the text says why."""


class Printer:
    """Prints what a run gives to where the options say; `hide` is called before, and takes away what stands there."""

    def __init__(self, run: Run, options: SimpleNamespace, gate: Gate, hide: Callable[[], None]) -> None:
        self._run, self._options, self._gate, self._hide = run, options, gate, hide
        self._stream = sys.stderr if options.fix and "-" in options.paths else sys.stdout
        self._style = styles.style_of(self._stream if options.output_file is None else None, options.color)
        self._between = output.BETWEEN_FILES.get(options.output_format)
        whole = options.output_file is not None or options.add_noqa or gate.replaced is not None or fixes_only(options)
        self._by_file = self._between is not None and not whole
        self._printed = False

    def show(self, findings: Sequence[Finding]) -> None:
        """Print the findings of a file that aren't known, unless all are printed at the end."""
        if self._by_file and findings:
            self._print(self._text(self._run, self._run.new(findings, self._gate.known), ()))

    def finish(self, run: Run) -> None:
        """Print or write what `show` has not, of a run with all findings that aren't known. Raises OutputError."""
        if self._options.diff and self._options.output_file is None:
            return  # the diff stands in standard output
        text = self._text(run, () if self._by_file else run.findings, run.problems)
        if self._options.output_file is None:
            self._print(text)
            return
        try:
            atomic.write(self._options.output_file, f"{text}\n" if text else "")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise OutputError(f"--output-file {printable(self._options.output_file)}: {reason}") from error

    def _text(self, run: Run, findings: Sequence[Finding], problems: Sequence[Problem]) -> str:
        outcome = output.Outcome(
            findings,
            problems,
            run.rules,
            run.settings,
            least(self._options),
            run.texts,
            self._style,
            run.checked,
            run.earlier,
            run.cells,
        )
        return output.render(outcome, self._options.output_format)

    def _print(self, text: str) -> None:
        if text:  # at once: before what goes to stderr, where both end up in one stream
            self._hide()
            print(f"{self._between or ''}{text}" if self._printed else text, flush=True, file=self._stream)
            self._printed = True
