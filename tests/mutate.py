"""Do the tests notice? Puts the faults of tests/faults.txt into a copy of lint_plugin, one at a time, and runs tests.

    python -m tests.mutate                # all faults; those that were noticed before are left out
    python -m tests.mutate --list         # their numbers, and what became of them the last time
    python -m tests.mutate --only 12,40   # these alone, also if they were noticed before

Of each fault those tests are run that can notice it soonest, then, if they pass, all others that start no other
process. It takes some ten seconds a fault. The exit status is 1 if more than one in twenty is left.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(tempfile.gettempdir()) / "mindspore-lint-faults.json"
MOST_LEFT = 0.05
SECONDS = 150
"""A run of tests that takes more of the processor's time has noticed the fault: it never ends."""
NO_TEST = "all tests: they don't begin, or don't end"

SOON: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("fixes/", ("fix_edits", "fix_application", "fix_examples", "fixes_command")),
    ("suppressions/", ("suppressions",)),
    ("engine.py", ("triggers", "limits", "command", "suppressions", "rule_completeness", "rule_files")),
    ("inspection.py", ("command", "messages", "fixtures", "output_formats")),
    ("triggers.py", ("triggers", "suppressions")),
    ("name_search.py", ("torch_leftovers", "triggers")),
    ("method_search.py", ("torch_leftovers", "rule_examples", "triggers")),
    ("namespace_search.py", ("triggers", "missing_names")),
    ("call_", ("calls", "rule_examples", "triggers")),
    ("checks/", ("calls", "rule_context", "fixtures", "rule_examples", "messages")),
    ("semantics/callees.py", ("rule_context", "calls", "rule_examples")),
    ("semantics/spelling.py", ("rule_context", "fix_examples")),
    ("semantics/instances.py", ("rule_context", "rule_examples")),
    ("semantics/guards.py", ("fixtures", "regressions_semantics", "rule_context")),
    ("semantics/decided_before.py", ("fixtures", "regressions_semantics", "rule_context")),
    ("semantics/code/outline.py", ("outline", "fixtures")),
    ("semantics/code/assigning.py", ("looked_at_late", "values", "fixtures")),
    ("semantics/code/classes.py", ("looked_at_late", "values", "fixtures", "regressions_semantics")),
    ("semantics/inference/solver.py", ("solver", "values", "limits", "fixtures")),
    ("semantics/", ("values", "fixtures", "regressions_semantics", "calls", "rule_examples")),
)
"""What a file's path begins with -> the tests that notice soonest; the first that fits counts."""
THEN = (
    *("values", "fixtures", "regressions_semantics", "calls", "rule_examples", "rule_context", "triggers", "outline"),
    *("missing_names", "signatures", "torch_leftovers", "module_members", "refused_calls", "initializers", "limits"),
    *("libraries", "harmful_messages", "messages", "fix_edits", "fix_examples", "solver", "sameness", "layout"),
    *("command", "output_formats", "suppressions", "properties"),
)


@dataclass(frozen=True)
class Fault:
    """A fault: the file, what users would see, the text and what takes its place, why no test can notice it."""

    file: str
    why: str
    text: str
    becomes: str
    equivalent: str

    @property
    def key(self) -> str:
        """What its result is kept under."""
        return hashlib.sha1(f"{self.file}\n{self.text}\n{self.becomes}".encode()).hexdigest()[:12]

    def put_into(self, content: str) -> str:
        """Return the file's text with the fault. Raises ValueError where what it replaces is not one place's."""
        if content.count(self.text) != 1:
            raise ValueError(f"{self.file}: found {content.count(self.text)} times, wanted once: {self.text}")
        return content.replace(self.text, self.becomes)


def faults() -> list[Fault]:
    """Return the faults of tests/faults.txt."""
    found = []
    for block in (ROOT / "tests" / "faults.txt").read_text(encoding="utf-8").split("\n\n")[1:]:
        head, *lines = block.strip("\n").split("\n")
        file, _, why = head.partition(": ")
        parts = ["\n".join(line[2:] for line in lines if line.startswith(mark)) for mark in "-+="]
        found.append(Fault(file, why, *parts))
    return found


def tests_for(fault: Fault) -> tuple[list[str], list[str]]:
    """Return the files of the tests that notice a fault soonest, and those of the others that may."""
    soon = next(names for start, names in SOON if fault.file.startswith(start))
    return [f"tests/test_{name}.py" for name in ("noticed", *soon)], [
        f"tests/test_{name}.py" for name in THEN if name not in soon
    ]


class Copy:
    """A copy of the repository in which tests are run."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        self.sound: set[str] = set()
        self.broken: list[str] = []
        for name in ("lint_plugin", "tests", "docs", "examples"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "setup.cfg", "README.md"):
            shutil.copy(ROOT / name, folder / name)

    def first_failing(self, tests: list[str]) -> str:
        """Return the first test that fails, but for the broken ones; no test's name where they don't end, or begin."""
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "-rfE",
            "--no-header",
            "--tb=no",
            "-p",
            "no:cacheprovider",
        ]
        command += [*tests, *(f"--deselect={name}" for name in self.broken)]
        environment = {**os.environ, "PYTHONPATH": str(self.path), "PYTHONPYCACHEPREFIX": str(self.path / "bytecode")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def hold() -> None:
            import resource  # Windows has none

            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

        limits = hold if sys.platform != "win32" else None
        done = subprocess.run(
            command, cwd=self.path, env=environment, capture_output=True, text=True, check=False, preexec_fn=limits
        )
        lines = [line.split(" - ")[0] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
        return lines[0].partition(" ")[2] if lines else "" if done.returncode == 0 else NO_TEST

    def failing_with(self, fault: Fault, tests: list[str]) -> str:
        """Return the first test that fails with a fault."""
        path = self.path / "lint_plugin" / fault.file
        content = path.read_text(encoding="utf-8")
        path.write_text(fault.put_into(content), encoding="utf-8")
        try:
            return self.first_failing(tests)
        finally:
            path.write_text(content, encoding="utf-8")

    def is_broken(self, test: str) -> bool:
        """Return whether a test fails without any fault, too, and so notices none."""
        if test not in self.sound and test != NO_TEST:
            if self.first_failing([test]):
                self.broken.append(test)
                print(f"fails without a fault, is left out: {test}", flush=True)
                return True
            self.sound.add(test)
        return False


def noticed_by(fault: Fault, copy: Copy, soon: bool) -> str:
    """Return the first test that notices a fault, empty for none."""
    for tests in tests_for(fault)[: 1 if soon else 2]:
        while test := copy.failing_with(fault, tests):
            if not copy.is_broken(test):
                return test
    return ""


def outcomes(chosen: list[Fault], jobs: int, soon: bool) -> Iterator[tuple[Fault, str]]:
    """Yield (fault, the test that noticed it) in the order of the faults."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(jobs):
            copies.put(Copy(Path(folder, str(number))))

        def run(fault: Fault) -> str:
            copy = copies.get()
            try:
                return noticed_by(fault, copy, soon)
            finally:
                copies.put(copy)

        yield from zip(chosen, pool.map(run, chosen), strict=True)


def check_texts(listed: list[Fault]) -> None:
    """End the script, saying so, where the text of a fault isn't that of one place."""
    wrong = []
    for number, fault in enumerate(listed, 1):
        try:
            fault.put_into((ROOT / "lint_plugin" / fault.file).read_text(encoding="utf-8"))
        except ValueError as error:
            wrong.append(f"{number}: {error}")
    if wrong:
        sys.exit("\n".join(wrong))


def main() -> int:
    """Put faults in, and say which of them no test notices."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="print the faults, and put none in")
    parser.add_argument("--only", default="", help="numbers of faults, with commas")
    parser.add_argument("--soon", action="store_true", help="run no other tests than those that notice soonest")
    parser.add_argument("-j", "--jobs", type=int, default=1, help="so many processes run tests")
    options = parser.parse_args()
    listed = faults()
    check_texts(listed)
    numbers = {fault: number for number, fault in enumerate(listed, 1)}
    results: dict[str, str] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}

    def line(fault: Fault) -> str:
        result = results.get(fault.key)
        state = "not run" if result is None else f"noticed by {result}" if result else "LEFT"
        if fault.equivalent:
            state = f"can't be noticed: {fault.equivalent}"
        return f"{numbers[fault]:3} {fault.file}: {fault.why}\n      {state}"

    if not options.list:
        only = {int(number) for number in options.only.split(",") if number}
        chosen = [fault for fault in listed if not fault.equivalent]
        chosen = [fault for fault in chosen if numbers[fault] in only or not (only or results.get(fault.key))]
        for fault, result in outcomes(chosen, options.jobs, options.soon):
            results[fault.key] = result
            RESULTS.write_text(json.dumps(results, indent=1))
            print(line(fault), flush=True)
    else:
        print("\n".join(map(line, listed)))
    tried = [fault for fault in listed if not fault.equivalent and fault.key in results]
    left = [fault for fault in tried if not results[fault.key]]
    print(f"{len(tried)} faults tried, {len(left)} left, {sum(bool(f.equivalent) for f in listed)} equivalent")
    return int(len(left) > MOST_LEFT * len(tried))


if __name__ == "__main__":
    sys.exit(main())
