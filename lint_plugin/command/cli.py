"""The command `mindspore-lint`."""

from __future__ import annotations

import errno
import functools
import os
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import Any, NoReturn

from lint_plugin import output, rules
from lint_plugin import source as source_
from lint_plugin.command import arguments, files, printing, progress, reporting
from lint_plugin.command.baseline import BaselineError, Known
from lint_plugin.command.checking import Task, check, cores
from lint_plugin.command.repositories import GitIgnore
from lint_plugin.command.run import Gate, Run, least
from lint_plugin.config import Configuration, Defaults
from lint_plugin.config.layer import KEYS, field_of, from_texts
from lint_plugin.engine import active_rules
from lint_plugin.finding import Problem, Result
from lint_plugin.language import Text
from lint_plugin.mindspore import versions
from lint_plugin.output import settings_text
from lint_plugin.printable import printable
from lint_plugin.settings import NEWER, SettingError, Settings

_NO_RULE = Text(
    en="--explain: unknown rule {name!r} (see --list-rules)",
    zh="--explain：未知的规则 {name!r}（参见 --list-rules）",
)
_NO_SUCH_FORMAT = Text(
    en="--output-format {name}: rules are printed as text or json",
    zh="--output-format {name}：规则只能以文本或 json 格式输出",
)
_NO_SHTAB = Text(
    en="--print-completion needs shtab: pip install shtab, or mindspore-lint with [completion]",
    zh="--print-completion 需要 shtab：请执行 pip install shtab，或安装 mindspore-lint 时加上 [completion]",
)


def run() -> NoReturn:
    """Run the command as a program: it isn't taken apart at its end, which takes longer than to check a small file."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # it was closed: what is printed on stderr would end up in stdout
            nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # pylint: disable=consider-using-with
            setattr(sys, name, nowhere)
    try:
        status = main()
    except SystemExit as end:  # argparse's: the help, the version, wrong usage
        status = end.code if isinstance(end.code, int) else reporting.FAILED
    except OSError:  # neither stream can be written to
        status = reporting.FAILED
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            try:
                stream.flush()
            except OSError:  # whoever read it is gone, or its disk is full
                status = reporting.FAILED
    os._exit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns its exit status: 0 nothing found, 1 findings, 2 wrong usage or an unreadable file.

    130 is what a shell expects of a command that was interrupted; Python's own status of a defect would mean findings.
    """
    for stream in (sys.stdout, sys.stderr):  # a C locale must not make a Chinese message an error
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    argv = list(sys.argv[1:] if argv is None else argv)
    language = arguments.language(argv)
    options = arguments.read(_report(argv) if argv[:1] == ["report"] else argv, language)
    if options.output_format is None:
        on_terminal = options.output_file is None and sys.stdout is not None and sys.stdout.isatty()
        options.output_format = "full" if on_terminal else "concise"
    try:
        configuration = _configuration(options, language)
        if options.print_completion is not None:
            return _print_completion(options.print_completion, language)
        if options.explain is not None:
            return _explain(options, configuration, language)
        if options.list_rules:
            return _list_rules(options, configuration, language)
        if options.show_settings:
            return _show_settings(options.paths, configuration)
        if options.show_files:
            return _show_files(options, configuration)
        return _check(options, configuration, _spoken(configuration, language))
    except SettingError as error:
        arguments.refuse(error.say(language), language)
    except BrokenPipeError:
        sys.stderr.close()
        return reporting.FAILED
    except KeyboardInterrupt:
        return reporting.INTERRUPTED
    except OSError as error:  # standard output that can't be written to; what files give is caught where it arises
        return _failed(str(error))
    except Exception:
        sys.excepthook(*sys.exc_info())
        return reporting.FAILED


def _report(argv: Sequence[str]) -> list[str]:
    """Return what `mindspore-lint report PATH ...` is short for; what stands behind goes before."""
    words = ["--output-format=html", "--exit-zero", *argv[1:]]
    named = any(word.partition("=")[0] == "--output-file" for word in words)
    return words if named else ["--output-file=mindspore-lint-report.html", *words]


def _configuration(options: SimpleNamespace, language: str) -> Configuration:
    """Return what the command line says, over the configuration files. Raises SettingError for a file's mistakes."""
    texts = {key: getattr(options, field_of(key)) for key in KEYS}
    said = {key: text for key, text in texts.items() if text is not None}
    named, pairs = _configuration_options(options.config)
    try:
        given = from_texts(settings_text.COMMAND_LINE, os.getcwd(), {**pairs, **said}, split=_at_commas)
    except SettingError as error:
        key = error.where[0]
        mistaken = error.at(f"--config {key}" if key in pairs and key not in said else f"--{key}")
        arguments.refuse(mistaken.say(language), language)

    def warn(version: versions.Version) -> None:
        newest = versions.spell(versions.NEWEST)
        note = NEWER.format(language, version=versions.spell(version), newest=newest)
        print(f"mindspore-lint: {note}", file=sys.stderr)

    return Configuration(
        given,
        file=named,
        isolated=options.isolated,
        defaults=Defaults(files.EXCLUDED, language if options.output_format in output.FOR_PEOPLE else "en"),
        warn=warn,
    )


def _configuration_options(words: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """Return the configuration file that `--config` names, and the settings that it sets: `key=value`."""
    named = [word for word in words if "=" not in word or os.path.isfile(word)]
    pairs = [word.partition("=") for word in words if word not in named]
    return (named[-1] if named else None), {key.strip(): value.strip() for key, _, value in pairs}


def _at_commas(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _spoken(configuration: Configuration, language: str) -> str:
    """Return the language in which the command itself speaks: the one set for the working folder, else `language`."""
    try:
        value: str | None = configuration.folder(os.getcwd()).values["language"].value
    except SettingError:  # the mistake is named where findings depend on it
        return language
    return value or language


def _explain(options: SimpleNamespace, configuration: Configuration, language: str) -> int:
    rule = rules.find(options.explain)
    if rule is None:
        arguments.refuse(_NO_RULE.format(_spoken(configuration, language), name=options.explain), language)
    if _as_json(options, language):
        print(output.rules_as_json([rule], _spoken(configuration, "en"), documented=True))
    else:
        print(output.rule_explanation(rule, _spoken(configuration, language)))
    return 0


def _list_rules(options: SimpleNamespace, configuration: Configuration, language: str) -> int:
    if _as_json(options, language):
        print(output.rules_as_json(rules.all_rules(), _spoken(configuration, "en")))
    else:
        print(output.rule_list(rules.all_rules(), _spoken(configuration, language)))
    return 0


def _part(name: str) -> Any:
    """Return a module of the command that most runs don't need."""
    return import_module(f"lint_plugin.command.{name}")


def _print_completion(shell: str, language: str) -> int:
    try:
        print(_part("completion").script(arguments.parser(language), shell))
    except ModuleNotFoundError as error:
        if error.name != "shtab":
            raise
        return _failed(_NO_SHTAB.format(language))
    return 0


def _as_json(options: SimpleNamespace, language: str) -> bool:
    """Return whether what is known of rules is wanted as JSON, the one format for programs that it has."""
    if options.output_format != "json" and options.output_format not in output.TEXTS:
        arguments.refuse(_NO_SUCH_FORMAT.format(language, name=options.output_format), language)
    return bool(options.output_format == "json")


def _show_settings(paths: Sequence[str], configuration: Configuration) -> int:
    for path in paths:
        absolute = os.path.abspath(path)
        folder = configuration.folder(absolute if os.path.isdir(absolute) else os.path.dirname(absolute))
        settings = folder.for_file(absolute)
        print(settings_text.render(path, folder, settings, files.SUFFIXES, files.EXCLUDED, settings.language))
    return 0


def _show_files(options: SimpleNamespace, configuration: Configuration) -> int:
    status = 0
    for found in _inputs(options, configuration):
        if isinstance(found, Task):
            print(printable(found.path))
        else:
            status = _failed(str(found))
    return status


def _check(options: SimpleNamespace, configuration: Configuration, language: str) -> int:
    start = time.perf_counter()
    run = Run(configuration.folder(os.getcwd()).settings, language)
    found = _inputs(options, configuration)
    tasks = sorted((task for task in found if isinstance(task, Task)), key=lambda task: task.path)
    if options.compare is not None:
        run.earlier = _earlier(options.compare)
    try:
        baselines = reporting.read_baselines(options, (task.path for task in tasks), configuration)
        if options.diff_base is not None:
            baselines = baselines._replace(known=_changes(options.diff_base, baselines.known))
    except BaselineError as error:
        return _failed(error.say(language))
    run.problems += [problem for problem in found if isinstance(problem, Problem)]
    run.texts = {task.path: task.source for task in tasks if task.source is not None}
    with progress.begin(start, quiet=options.quiet) as progress_bar:
        printer = printing.Printer(run, options, baselines, progress_bar.hide)
        _gather(tasks, options, baselines, run, printer, progress_bar)
    if options.output_format in output.OF_CELLS:
        run.cells = _part("cell_count").count(tasks, options.jobs or cores())
    try:
        status = reporting.report(run, options, baselines, printer)
        if options.verbose:
            _part("verbose").tell(tasks, configuration, time.perf_counter() - start, language)
        return status
    except BaselineError as error:
        return _failed(error.say(language))
    except printing.OutputError as error:
        return _failed(str(error))


def _gather(
    tasks: Sequence[Task],
    options: SimpleNamespace,
    gate: Gate,
    run: Run,
    printer: printing.Printer,
    progress_bar: progress.Bar,
) -> None:
    """Check or fix files, take what that gives into the run, and print it as it comes."""
    if options.fix or options.fix_only or options.diff:
        results = _fixed(tasks, options, gate, run, progress_bar)
    else:
        results = check(tasks, options.jobs or cores(), options.report_unused_suppressions, progress_bar.done)
    paths = frozenset(os.path.abspath(task.path) for task in tasks)
    rules_of = functools.cache(active_rules)
    for task, result in zip(tasks, results, strict=True):
        result.findings = sorted(finding.among(paths) for finding in result.findings)
        run.add(task.path, result, rules_of(task.settings))
        printer.show(result.findings)


def _fixed(
    tasks: Sequence[Task], options: SimpleNamespace, baselines: Gate, run: Run, progress_bar: progress.Bar
) -> Iterator[Result]:
    """Fix files, write them or print what would be written; yield what is found in them then."""
    from lint_plugin.command import fixed_files, fixing, fixing_notebooks  # most runs fix nothing

    jobs = options.jobs or cores()
    plan = fixing.Plan(least(options), baselines.known, jobs, options.report_unused_suppressions)
    files = fixing_notebooks.fix(tasks, plan, progress_bar.done)
    progress_bar.hide()
    if options.diff:
        fixed_files.print_bytes(fixed_files.diff(files))
    else:
        files = fixed_files.written(files)
        read = [file.text for file in files if file.task.source is not None]
        if "-" in options.paths and sys.stdin is not None:  # what is excluded is passed on as it is
            fixed_files.print_bytes(b"".join(read) if read else sys.stdin.buffer.read())
    run.texts = {file.task.path: file.text for file in files if file.task.source is not None}
    run.fixed += [finding for file in files for finding in file.fixed]
    if baselines.known is not None:
        run.known = {finding for file in files for finding in file.known}
    return (file.result for file in files)


def _changes(revision: str, then: Known | None) -> Known:
    """Return what knows the findings on lines that haven't changed since a revision. Raises OSError."""
    changes = _part("changes")
    try:
        found: Known = changes.since(revision, then)
    except changes.GitError as error:
        raise OSError(f"--diff-base {printable(revision)}: {error}") from error
    return found


def _earlier(path: str) -> list[tuple[str, str]]:
    """Return path and code of an earlier run's findings. Raises OSError."""
    earlier = _part("earlier")
    try:
        found: list[tuple[str, str]] = earlier.read(path)
    except earlier.EarlierError as error:
        raise OSError(f"--compare {printable(path)}: {error}") from error
    return found


def _failed(reason: str) -> int:
    print(f"mindspore-lint: {reason}", file=sys.stderr)
    return reporting.FAILED


def _standard_input(shown: str, settings: Settings, most: int) -> Task | Problem:
    """Return `most` bytes of standard input (all if -1) as a file of this name, or why they can't be read."""
    try:
        if sys.stdin is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return Task(shown, settings, sys.stdin.buffer.read(most))
    except OSError as error:
        return Problem(shown, 0, 0, error.strerror or str(error))


def _inputs(options: SimpleNamespace, configuration: Configuration) -> list[Task | Problem]:
    """Return the files that the command line names."""

    def wanted(path: str) -> bool:
        return not (options.force_exclude and configuration.leaves_out_named(path))

    inputs: list[Task | Problem] = []
    if "-" in options.paths and wanted(options.stdin_filename):
        shown = options.stdin_filename
        most = -1 if options.fix or options.fix_only else source_.MAX_BYTES + 1  # the engine refuses more
        inputs.append(_standard_input(shown, configuration.settings(shown), most))
    paths = [path for path in options.paths if path != "-" and wanted(path)]
    git = GitIgnore(lambda folder: configuration.folder(folder).values["respect-gitignore"].value is not False)
    for found in files.discover(paths, configuration.folder, git):
        inputs.append(found if isinstance(found, Problem) else Task(found, configuration.settings(found)))
    return inputs
