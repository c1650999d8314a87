"""What becomes of a run's findings: the baseline, the output, the lines on stderr, the exit status."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from types import SimpleNamespace

from lint_plugin import suppressions
from lint_plugin.command import baseline, fix_summary
from lint_plugin.command.baseline import Baseline, Baselines, Configured
from lint_plugin.command.printing import Printer
from lint_plugin.command.run import Gate, Run, fixes_only, least
from lint_plugin.config import Configuration
from lint_plugin.fixes.edit import Applicability
from lint_plugin.language import Text
from lint_plugin.mindspore import versions
from lint_plugin.printable import printable

NOTHING_FOUND, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130

_WROTE = Text(
    en="wrote baseline {path}: {total} findings recorded, {dropped} removed",
    zh="已写入基线 {path}：记录 {total} 条告警，移除 {dropped} 条",
)
_NONE = Text(en="no findings in {checked} files", zh="检查了 {checked} 个文件，没有告警")
_FINDINGS = Text(
    en="{findings} findings in {found} of {checked} files",
    zh="检查了 {checked} 个文件，其中 {found} 个文件有 {findings} 条告警",
)
_KNOWN = Text(en="{known} in the baseline not shown", zh="基线中的 {known} 条未显示")
_UNCHANGED = Text(
    en="{known} on lines that did not change, or in the baseline, not shown",
    zh="未改动的代码行上或基线中的 {known} 条未显示",
)
_NO_FILES = Text(en="warning: no Python files found under the given paths", zh="警告：给定的路径下没有找到 Python 文件")
_FAILED = Text(en="{failed} files could not be checked", zh="{failed} 个文件未能检查")
_IN_PART = Text(en="{in_part} parsed in part", zh="{in_part} 个文件只解析了一部分")
_HOLDS_BELOW = Text(
    en="{below} of {findings} findings apply only before MindSpore {version}; "
    "set the lowest version that the project supports with --mindspore-version or in its configuration",
    zh="{findings} 条告警中有 {below} 条仅适用于 MindSpore {version} 之前的版本；"
    "请通过 --mindspore-version 或配置文件设置项目支持的最低版本",
)
_SEPARATOR = Text(en="; ", zh="；")


def read_baselines(options: SimpleNamespace, paths: Iterable[str], configuration: Configuration) -> Gate:
    """Read the baselines that the options name, or the configuration of files, before anything is checked.

    Raises BaselineError and SettingError.
    """
    if options.write_baseline is not None:
        replaced = baseline.read_for_writing(options.write_baseline)
        return Gate(None if options.baseline is None else baseline.read(options.baseline), replaced)
    if options.baseline is not None:
        return Gate(baseline.read(options.baseline), None)
    configured = Configured(configuration)
    of_files = {path: known for path in paths if (known := configured.of_file(path)) is not None}
    return Gate(Baselines(of_files) if of_files else None, None)


def report(run: Run, options: SimpleNamespace, baselines: Gate, printer: Printer) -> int:
    """Write and print what a run gave. Returns its exit status. Raises BaselineError or OutputError."""
    if baselines.replaced is not None:
        findings = _write_baseline(run, options, baselines.replaced).new(run.findings)
    else:
        findings = run.new(run.findings, baselines.known)
    gated = run.with_findings(findings)
    known_number = len(run.findings) - len(gated.findings)
    if fixes_only(options):
        gated = gated.with_findings([])
    if options.add_noqa:
        return _add_noqa(gated, options)
    printer.finish(gated)
    _print_notes(gated, options, known_number)
    return _status(gated, options)


def _status(run: Run, options: SimpleNamespace) -> int:
    if run.problems:
        return FAILED
    counts = bool(run.findings) or (bool(run.fixed) and (options.diff or options.exit_non_zero_on_fix))
    return FOUND if counts and not options.exit_zero else NOTHING_FOUND


def _add_noqa(run: Run, options: SimpleNamespace) -> int:
    """Silence what was found by comments, and say so."""
    said, problems = import_module("lint_plugin.command.add_noqa").add(
        [finding for finding in run.findings if finding.path not in run.texts], run.language
    )
    for problem in (*run.problems, *problems):
        _say(str(problem))
    if not options.quiet:
        _say(re.sub(r"\b1 (line|file)s\b", r"1 \1", said))
    return FAILED if run.problems or problems else NOTHING_FOUND


def _write_baseline(run: Run, options: SimpleNamespace, before: Baseline) -> Baseline:
    """Write the run's findings as the new baseline, and return that."""
    codes = [rule.code for rule in run.rules]
    if options.report_unused_suppressions:
        codes.append(suppressions.UNUSED_CODE)
    after = before.replaced(run.findings, run.checked, codes)
    baseline.write(options.write_baseline, after)
    dropped = sum((before.known - after.known).values())
    wrote = _singular(_WROTE.format(run.language, total=after.total(), path="{path}", dropped=dropped))
    _say(wrote.replace("{path}", printable(options.write_baseline)))
    return after


def _print_notes(run: Run, options: SimpleNamespace, known: int) -> None:
    """Print on stderr what isn't a finding; of a run with nothing to tell, only a terminal gets a line."""
    language = run.language
    for problem in run.problems if options.quiet else (*run.problems, *run.notes):
        _say(str(problem))
    if options.quiet:
        return
    if options.statistics:
        for (code, symbol), count in sorted(Counter((f.code, f.symbol) for f in run.findings).items()):
            print(f"{count:7} {code} {symbol}", file=sys.stderr)
    if run.fixed:
        _say(_singular(fix_summary.fixed(run.fixed, language, only_shown=options.diff)))
        for line in fix_summary.listed(run.fixed) if options.show_fixes else ():
            print(line, file=sys.stderr)
    below = [finding.holds_below for finding in run.findings if finding.holds_below is not None]
    if below:
        version = versions.spell(max(below))
        _say(_HOLDS_BELOW.format(language, below=len(below), findings=len(run.findings), version=version))
    if fixes_only(options) and not run.problems:
        return
    if not run.checked and not run.problems:
        _say(_NO_FILES.format(language))
    elif run.findings or run.problems or known or (sys.stderr is not None and sys.stderr.isatty()):
        _say(summary(run, known, least(options), _KNOWN if options.diff_base is None else _UNCHANGED))


def summary(run: Run, known: int, wanted: Applicability = Applicability.SAFE, why: Text = _KNOWN) -> str:
    """Return the run in a line: how many findings in how many files, of how many; `known` ones are left out, as `why`.

    It ends with how many have a fix that is `wanted`: of this applicability at least.
    """
    found = {finding.path for finding in run.findings}
    counts = {
        "findings": len(run.findings),
        "found": len(found),
        "checked": len(found.union(run.checked)),
        "known": known,
        "in_part": run.in_part,
        "failed": len({problem.path for problem in run.problems}),
    }
    texts = [_FINDINGS if found else _NONE]
    if counts["known"]:
        texts.append(why)
    if counts["failed"]:
        texts.append(_FAILED)
    if counts["in_part"]:
        texts.append(_IN_PART)
    language = run.language
    parts = [text.format(language, **counts) for text in texts]
    parts += filter(None, [fix_summary.fixable(run.findings, wanted, language)])
    return _singular(_SEPARATOR.format(language).join(parts))


def _singular(line: str) -> str:
    """Return an English line with the singular where it counts one."""
    return re.sub(r"\b1 (finding|file)s\b", r"1 \1", line)


def _say(line: str) -> None:
    print(f"mindspore-lint: {line}", file=sys.stderr)
