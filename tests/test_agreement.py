"""Every front end says the same of any module: the engine, the command, flake8 and pylint, in this process.

Modules are drawn with leftovers of torch in them, and laid out in all ways that Python reads.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import sys
import tempfile
from pathlib import Path

from flake8.main.application import Application
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pylint.lint import Run
from pylint.reporters import CollectingReporter

from lint_plugin.command.cli import main
from lint_plugin.engine import Engine
from lint_plugin.rules import all_rules
from lint_plugin.settings import Settings, read_version
from tests.layouts import LAYOUTS
from tests.leftovers import modules

CODES = {rule.pylint_id: rule.code for rule in all_rules()}
OFF_BY_DEFAULT = ",".join(rule.code for rule in all_rules() if not rule.on_by_default)

PYLINT_READS_CR = sys.version_info < (3, 12)
"""Whether pylint reads files whose lines end with CR: since Python 3.12 it calls the first a syntax error."""

Place = tuple[str, int, int, str]
"""File, line and column (1-based), code."""


def by_engine(files: list[Path], version: str) -> list[Place]:
    engine = Engine(Settings(extend_select=tuple(CODES.values()), mindspore_version=read_version(version)))
    found = []
    for file in files:
        result = engine.check(str(file), file.read_bytes())
        assert not result.problems, result.problems
        found += [(file.name, finding.line, finding.column, finding.code) for finding in result.findings]
    return sorted(found)


def by_command(files: list[Path], version: str) -> list[Place]:
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        options = (f"--mindspore-version={version}", f"--extend-select={OFF_BY_DEFAULT}", "--output-format=json")
        status = main(["--isolated", *options, *map(str, files)])
    found = json.loads(out.getvalue())
    assert status == bool(found), errors.getvalue()
    return sorted((Path(f["path"]).name, f["line"], f["column"], f["code"]) for f in found)


def by_flake8(files: list[Path], version: str) -> list[Place]:
    output = files[0].parent / "flake8.out"
    options = (f"--mindspore-version={version}", f"--mindspore-extend-select={OFF_BY_DEFAULT}", "--select=MSP,E9")
    Application().run(["--isolated", "-j1", *options, f"--output-file={output}", *map(str, files)])
    matches = [re.fullmatch(r"(.+?):(\d+):(\d+): (\w+) .+", line) for line in output.read_text("utf-8").splitlines()]
    return sorted((Path(m[1]).name, int(m[2]), int(m[3]), m[4]) for m in matches if m)


def by_pylint(files: list[Path], version: str) -> list[Place]:
    if not files:
        return []
    reporter = CollectingReporter()
    configuration = files[0].parent / "empty.toml"
    configuration.touch()
    ours = (
        "--load-plugins=lint_plugin",
        f"--mindspore-version={version}",
        f"--mindspore-extend-select={OFF_BY_DEFAULT}",
    )
    on = ("--disable=all", f"--enable=syntax-error,astroid-error,{','.join(CODES)}")
    Run([f"--rcfile={configuration}", *ours, *on, *map(str, files)], reporter=reporter, exit=False)
    return sorted((Path(m.abspath).name, m.line, m.column + 1, CODES.get(m.msg_id, m.msg)) for m in reporter.messages)


def parses(text: bytes) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


@given(
    st.lists(st.tuples(modules(), st.sampled_from(sorted(LAYOUTS))), min_size=1, max_size=4),
    st.sampled_from(("2.5", "2.6")),
)
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_every_front_end_agrees(drawn: list[tuple[str, str]], version: str) -> None:
    texts = {f"m{number}.py": LAYOUTS[layout](text).encode() for number, (text, layout) in enumerate(drawn)}
    for text in texts.values():
        assume(parses(text))
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in texts]
        for file in files:
            file.write_bytes(texts[file.name])
        found = by_engine(files, version)
        names = {f"m{number}.py" for number, (_, layout) in enumerate(drawn) if layout != "CR" or PYLINT_READS_CR}
        there = [file for file in files if file.name in names]
        assert by_pylint(there, version) == [place for place in found if place[0] in names]
        unsilenced = by_command(files, version)
        assert by_flake8(files, version) == unsilenced
    assert set(unsilenced) <= set(found)
    for name, text in texts.items():
        here = {place for place in found if place[0] == name}
        assert here or b"disable-file" in text
        assert b"noqa" in text.lower() or here <= set(unsilenced)
