"""The command `mindspore-lint`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from lint_plugin import arguments, files, output, rules, settings
from lint_plugin import source as source_
from lint_plugin.engine import Engine, Result
from lint_plugin.finding import Finding, Problem
from lint_plugin.mindspore import versions
from lint_plugin.rules.rule import Rule
from lint_plugin.suppressions import Suppressions

FOUND, FAILED = 1, 2


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
        return FAILED


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
    findings: list[Finding] = []
    problems: list[Problem] = []
    exclude = (
        files.EXCLUDED if options.exclude is None else tuple(filter(None, map(str.strip, options.exclude.split(","))))
    )
    for found in _inputs(options, exclude):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        shown, source = found
        result = check_source(engine, shown, source)
        findings += result.findings
        problems += result.problems
    findings.sort()
    text = output.FORMATS[options.output_format](findings)
    if text:
        print(text)
    _report(options, findings, problems)
    if problems:
        return FAILED
    return FOUND if findings and not options.exit_zero else 0


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


def check_source(engine: Engine, shown: str, source: bytes) -> Result:
    """Check a file's text and leave out what its `noqa` comments silence."""
    result = engine.check(shown, source)
    if result.findings:
        comments = Suppressions(source_.Text(source).lines)
        result.findings = [f for f in result.findings if not comments.silences(f.line, f.code)]
    return result


def _report(options: argparse.Namespace, findings: list[Finding], problems: list[Problem]) -> None:
    """Print on stderr what isn't a finding."""
    for problem in problems:
        print(f"mindspore-lint: {problem}", file=sys.stderr)
    if options.statistics:
        for code, count in sorted(Counter(finding.code for finding in findings).items()):
            print(f"{count:7} {code} {_rule(code).symbol}", file=sys.stderr)
    below = [finding.holds_below for finding in findings if finding.holds_below is not None]
    if below:
        version = versions.spell(max(below))
        print(f"mindspore-lint: {len(below)} of {len(findings)} findings hold only below MindSpore {version}; "
              f"say which version the project supports by --mindspore-version", file=sys.stderr)  # fmt: skip


def _rule(code: str) -> Rule:
    return next(rule for rule in rules.all_rules() if rule.code == code)
