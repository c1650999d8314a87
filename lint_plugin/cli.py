"""The command `mindspore-lint`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from lint_plugin import arguments, files, output, reporting, rules, settings, unused_suppressions
from lint_plugin import source as source_
from lint_plugin.baseline import BaselineError
from lint_plugin.engine import Engine, Result
from lint_plugin.finding import Problem
from lint_plugin.mindspore import versions
from lint_plugin.suppressions import Noqa


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns its exit status: 0 nothing found, 1 findings, 2 wrong usage or an unreadable file."""
    for stream in (sys.stdout, sys.stderr):  # a C locale must not make a Chinese message an error
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    parser = arguments.parser("en")
    options = parser.parse_args(argv)
    try:
        if options.explain is not None:
            return _explain(options.explain, parser)
        if options.list_rules:
            print(output.rule_list(rules.all_rules(), "en"))
            return 0
        chosen = _settings(options, parser)
        return _check(options, chosen)
    except BrokenPipeError:
        sys.stderr.close()
        return reporting.FAILED


def _settings(options: argparse.Namespace, parser: argparse.ArgumentParser) -> settings.Settings:
    version = None
    try:
        if options.mindspore_version is not None:
            version = settings.read_version(options.mindspore_version)
        chosen = settings.Settings(
            select=None if options.select is None else _codes(options.select, "--select", parser),
            extend_select=_codes(options.extend_select, "--extend-select", parser),
            ignore=_codes(options.ignore, "--ignore", parser),
            mindspore_version=version,
            min_confidence=settings.read_confidence(options.min_confidence),
        )
    except settings.SettingError as error:
        parser.error(str(error))
    if version is not None and version > versions.NEWEST:
        newest = versions.spell(versions.NEWEST)
        print(f"mindspore-lint: MindSpore {versions.spell(version)} is newer than what is known here: "
              f"taken as {newest}", file=sys.stderr)  # fmt: skip
    return chosen


def _codes(text: str, option: str, parser: argparse.ArgumentParser) -> tuple[str, ...]:
    """Read a list of codes; one that no rule's code begins with is wrong usage."""
    codes = settings.read_codes(text)
    for code in codes:
        if not any(rule.code.startswith(code) for rule in rules.all_rules()):
            parser.error(f"{option}: {code!r} is no rule's code, nor the beginning of one (see --list-rules)")
    return codes


def _explain(name: str, parser: argparse.ArgumentParser) -> int:
    rule = rules.find(name)
    if rule is None:
        parser.error(f"--explain: {name!r} is no rule's code or symbol (see --list-rules)")
    print(output.rule_explanation(rule, "en"))
    return 0


def _check(options: argparse.Namespace, chosen: settings.Settings) -> int:
    engine = Engine(chosen)
    try:
        baselines = reporting.read_baselines(options)
    except BaselineError as error:
        return _failed(error)
    run = reporting.Run(engine.rules, chosen)
    exclude = (
        files.EXCLUDED if options.exclude is None else tuple(filter(None, map(str.strip, options.exclude.split(","))))
    )
    for found in _inputs(options, exclude):
        if isinstance(found, Problem):
            run.problems.append(found)
            continue
        shown, source = found
        run.add(shown, check_source(engine, shown, source, options.report_unused_suppressions))
    try:
        return reporting.report(run, options, baselines)
    except (BaselineError, reporting.OutputError) as error:
        return _failed(error)


def _failed(error: Exception) -> int:
    print(f"mindspore-lint: {error}", file=sys.stderr)
    return reporting.FAILED


def _inputs(options: argparse.Namespace, exclude: Sequence[str]) -> list[tuple[str, bytes] | Problem]:
    inputs: list[tuple[str, bytes] | Problem] = []
    if "-" in options.paths:
        inputs.append((options.stdin_filename, sys.stdin.buffer.read()))
    for found in files.discover([path for path in options.paths if path != "-"], exclude):
        if isinstance(found, Problem):
            inputs.append(found)
            continue
        try:
            inputs.append((found, source_.read(found)))
        except source_.SourceError as error:
            inputs.append(Problem(found, 0, 0, error.reason))
    return inputs


def check_source(engine: Engine, shown: str, source: bytes, report_unused: bool = False) -> Result:
    """Check a file's text and leave out what its `noqa` comments silence; report comments that do nothing if asked."""
    result = engine.check(shown, source)
    if result.findings or report_unused:
        lines = source_.Text(source).lines
        noqa = Noqa(lines)
        result.findings = [finding for finding in result.findings if not noqa.silences(finding.line, finding.code)]
        if report_unused and not result.problems:
            language = engine.settings.language
            idle = unused_suppressions.unused(shown, lines, noqa, result.disabled, engine.rules, language)
            result.findings = sorted([*result.findings, *idle])
    return result
