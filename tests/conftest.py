"""What the tests share: a project made of texts, and the engine run over one file of it."""

from __future__ import annotations

import os
import signal
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lint_plugin.engine import Engine
from lint_plugin.finding import Finding
from lint_plugin.settings import Settings

any_machine = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # it may be a busy one
settings.register_profile("plain", any_machine, derandomize=True, max_examples=15)
settings.register_profile("ci", any_machine, max_examples=100)
settings.register_profile("long", any_machine, max_examples=2_000)
settings.load_profile(os.environ.get("MINDSPORE_LINT_EXAMPLES", "plain"))

END_TO_END = frozenset(
    f"test_{name}.py"
    for name in (
        *("agreement", "baseline", "ci_snippets", "command", "config_in_hosts", "docs", "flake8_plugin", "front_ends"),
        *("hostile_input", "independence", "internal_errors", "jobs", "language", "never_runs", "output_formats"),
        *(
            "config_more",
            "diff_base",
            "gitignore",
            "notebooks",
            "progress",
            "pylint_plugin",
            "suppressions",
            "text_formats",
            "workers",
        ),
    )
)
"""The files of tests that run the command, flake8 or pylint as a user does, which takes most of the suite's time."""

Tree = Callable[[dict[str, str]], Path]
Check = Callable[..., list[Finding]]


def pytest_make_parametrize_id(val: object) -> str | None:
    """Return a text's beginning as its id: several processes must agree on ids, and people read them."""
    text = " ".join(val.split()) if isinstance(val, str) else ""
    return f"{text[:40]}..." if len(text) > 40 else text or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that take long; refuse ids that no two processes share, or nobody reads."""
    for item in items:
        if item.path.name in END_TO_END:
            item.add_marker(pytest.mark.end_to_end)
        if " at 0x" in item.name or len(item.name) > 250:
            raise pytest.UsageError(f"give the cases of this test short ids, the same in each process: {item.nodeid}")


def pytest_configure() -> None:
    """Let the processes that tests start find this package compiled, also where Python is told to write no bytecode."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path.home() / ".cache" / "mindspore-lint" / "bytecode")


def heed_interrupts() -> None:
    """Let an interrupt end a process that is about to start: in the background of a shell, it would be ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the language of whoever runs it."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Write files, given as {path: text}, below a new folder and return the folder. Texts are dedented."""

    def write(files: dict[str, str]) -> Path:
        (tmp_path / "pyproject.toml").touch()  # the project's root: nothing above it is looked at
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def check(tree: Tree) -> Check:
    """Check the text of a file, among other files given as {path: text}, and return the findings.

    Further keywords are those of Settings.
    """

    def run(
        text: str, *, files: dict[str, str] | None = None, name: str = "checked.py", **settings: object
    ) -> list[Finding]:
        root = tree({**(files or {}), name: text})
        path = root / name
        result = Engine(Settings(**settings)).check(str(path), path.read_bytes())  # type: ignore[arg-type]
        assert not result.problems, result.problems
        return result.findings

    return run


def places(findings: list[Finding]) -> list[tuple[str, int]]:
    """Return (code, line) of each finding."""
    return [(finding.code, finding.line) for finding in findings]
