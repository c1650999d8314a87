"""`--fix`, `--diff` and what goes with them, with fixes that the tests themselves give to findings."""

from __future__ import annotations

import io
import itertools
import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from lint_plugin.command import checking, fixing
from lint_plugin.command.cli import main
from lint_plugin.finding import Finding
from lint_plugin.fixes.edit import Applicability, Edit, Fix
from lint_plugin.language import Text
from tests import fake_fixes
from tests.conftest import Tree
from tests.fake_fixes import RENAMED, in_place

NET = """\
from mindspore import nn


class Net(nn.Cell):  # 网络
    def forward(self, x):
        return x
"""
MENDED = NET.replace("forward", "construct")
CALLED = NET + "\n\nprint(nn.Dense(1, 1).forward(1))\n"
Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Run the command in the project's folder, with fixes for MSP101 (safe) and MSP102 (unsafe)."""
    fake_fixes.use(monkeypatch, RENAMED)
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str, text: bytes | None = None) -> SimpleNamespace:
        if text is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        status = main(arguments)
        out, err = capfdbinary.readouterr()
        return SimpleNamespace(status=status, out=out.decode(), err=err.decode())

    return ran


# What is fixed


def test_safe_fixes_are_applied_and_what_is_left_is_reported(tree: Tree, run: Run) -> None:
    root = tree({"net.py": CALLED, "other.py": NET})
    done = run("--fix")
    assert (root / "net.py").read_text() == CALLED.replace("def forward", "def construct")
    assert (root / "other.py").read_text() == MENDED
    (line,) = done.out.splitlines()
    assert line.startswith("net.py:9:22: MSP102 ") and done.status == 1
    assert "fixed 2 findings in 2 files" in done.err and "1 finding in 1 of 2 files" in done.err
    assert "1 fixable with --fix --unsafe-fixes" in done.err


def test_unsafe_fixes_are_applied_when_asked_for(tree: Tree, run: Run) -> None:
    root = tree({"net.py": CALLED})
    done = run("--fix", "--unsafe-fixes")
    assert (root / "net.py").read_text() == CALLED.replace("forward", "construct")
    assert (done.status, done.out) == (0, "") and "fixed 2 findings in 1 file" in done.err


def test_nothing_is_fixed_unless_asked_for(tree: Tree, run: Run) -> None:
    root = tree({"net.py": CALLED})
    done = run()
    assert (root / "net.py").read_text() == CALLED and done.status == 1
    first, second = done.out.splitlines()
    assert ": MSP101 [*] " in first and ": MSP102 " in second and "[*]" not in second
    assert "[*] 1 fixable with --fix (1 more with --unsafe-fixes)" in done.err
    assert "[*] 2 fixable with --fix" in run("--unsafe-fixes").err


def test_a_second_run_changes_nothing(tree: Tree, run: Run) -> None:
    root = tree({"net.py": CALLED})
    run("--fix")
    before = (root / "net.py").stat()
    done = run("--fix")
    after = (root / "net.py").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns) and "fixed" not in done.err


@pytest.mark.parametrize(
    ("settings", "gone"),
    [
        ('unfixable = ["MSP101"]', set()),
        ('fixable = ["MSP102"]', set()),
        ('fixable = ["MSP1"]', {"MSP101"}),
        ('fixable = ["MSP101"]\nunfixable = ["MSP1"]', {"MSP101"}),
        ('extend-safe-fixes = ["MSP102"]', {"MSP101", "MSP102"}),
        ('extend-unsafe-fixes = ["MSP"]', set()),
        ('extend-safe-fixes = ["MSP102"]\nextend-unsafe-fixes = ["MSP1"]', {"MSP102"}),
    ],
)
def test_settings_say_what_is_fixed(settings: str, gone: set[str], tree: Tree, run: Run) -> None:
    tree({"net.py": CALLED})
    Path("pyproject.toml").write_text(f"[tool.mindspore-lint]\n{settings}\n")
    left = {line.split()[1] for line in run("--fix").out.splitlines()}
    assert left == {"MSP101", "MSP102"} - gone


def test_options_say_what_is_fixed_over_the_settings(tree: Tree, run: Run) -> None:
    tree({"net.py": CALLED})
    Path("pyproject.toml").write_text('[tool.mindspore-lint]\nfixable = ["MSP101"]\n')
    done = run("--fix", "--fixable", "MSP102", "--extend-safe-fixes", "MSP102", "--unfixable=MSP103")
    assert [line.split()[1] for line in done.out.splitlines()] == ["MSP101"]
    assert '  fixable = ["MSP101"]  # pyproject.toml' in run("--show-settings", "net.py").out
    assert "  fixable = all rules  # default" in run("--show-settings", "--isolated", "net.py").out


@pytest.mark.parametrize("comment", ["# noqa", "# noqa: MSP101", "# mindspore-lint: disable-file=MSP101 kept"])
def test_a_silenced_finding_is_not_fixed(comment: str, tree: Tree, run: Run) -> None:
    text = NET.replace("(self, x):", f"(self, x):  {comment}")
    root = tree({"net.py": text})
    assert run("--fix", "--unsafe-fixes").status == 0
    assert (root / "net.py").read_text() == text


def test_what_the_baseline_knows_is_not_fixed_even_where_its_line_changes(tree: Tree, run: Run) -> None:
    line = "y = nn.Cell().forward(nn.Cell().register_buffer)\n"
    root = tree({"net.py": "from mindspore import nn\n\n" + line})
    assert run("--mindspore-version=2.0", "--write-baseline", "known.json").status == 0
    text = (root / "net.py").read_text().replace(line, line + "z = nn.Cell().forward(1)\n")
    (root / "net.py").write_text(text)
    done = run("--mindspore-version=2.0", "--baseline", "known.json", "--fix", "--unsafe-fixes")
    assert (root / "net.py").read_text() == text.replace("z = nn.Cell().forward", "z = nn.Cell().construct")
    assert (done.status, done.out) == (0, "") and "1 in the baseline not shown" in done.err


def test_what_the_baseline_knows_stays_known_when_another_fix_changes_its_line(
    tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = "from mindspore import nn\n\ny = nn.Cell().forward(1)\n"
    root = tree({"net.py": old})
    run("--write-baseline", "known.json")
    known = json.loads((root / "known.json").read_text())
    known["findings"]["net.py"][0]["line"] = "y = nn.Cell().forward(nn.Cell().buffers())"
    (root / "known.json").write_text(json.dumps(known))
    (root / "net.py").write_text("from mindspore import nn\n\ny = nn.Cell().forward(nn.Cell().buffers())\n")
    fake_fixes.use(monkeypatch, {**RENAMED, "MSP103": in_place("untrainable_params")})
    done = run("--baseline", "known.json", "--fix", "--unsafe-fixes")
    assert "nn.Cell().forward(nn.Cell().untrainable_params())" in (root / "net.py").read_text()
    assert (done.status, done.out) == (0, "")


def test_findings_that_fixes_reveal_in_other_files_are_fixed_in_the_same_run(tree: Tree, run: Run) -> None:
    child = """\
        from .base import Net


        class Child(Net):
            def {name}(self, x):
                return super().{name}(x)
        """
    root = tree({"pkg/__init__.py": "", "pkg/a.py": child.format(name="forward"), "pkg/base.py": NET})
    assert run("--fix", "--unsafe-fixes").status == 0
    assert (root / "pkg" / "base.py").read_text() == MENDED
    assert "def construct(self, x):\n        return super().construct(x)" in (root / "pkg" / "a.py").read_text()


# What is printed, and the exit status


def test_diff_prints_what_would_change_and_changes_nothing(tree: Tree, run: Run) -> None:
    root = tree({"net.py": NET, "pkg/clean.py": MENDED, "pkg/net.py": CALLED})
    done = run("--diff")
    assert done.status == 1 and "would fix 2 findings in 2 files" in done.err
    assert (root / "net.py").read_text() == NET
    assert done.out.startswith("--- net.py\n+++ net.py\n@@ -2,5 +2,5 @@\n") and "MSP102" not in done.out
    subprocess.run(["patch", "-p0", "-s"], input=done.out.encode(), cwd=root, check=True)
    assert (root / "net.py").read_text() == MENDED
    assert (root / "pkg" / "net.py").read_text() == CALLED.replace("def forward", "def construct")
    assert run("--diff").status == 0


@pytest.mark.parametrize("text", [NET.replace("\n", "\r\n"), NET.rstrip() + "  # 网", "\ufeff" + NET])
def test_diff_can_be_applied_whatever_the_lines_end_with(text: str, tree: Tree, run: Run) -> None:
    root = tree({})
    (root / "net.py").write_bytes(text.encode())
    patch = run("--diff").out.encode()
    (root / "fix.patch").write_bytes(patch)
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "fix.patch"], cwd=root, check=True)
    assert (root / "net.py").read_bytes() == text.replace("forward", "construct").encode()


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (("--fix",), 1),
        (("--fix", "--unsafe-fixes"), 0),
        (("--fix", "--exit-zero"), 0),
        (("--fix-only",), 0),
        (("--fix-only", "--exit-non-zero-on-fix"), 1),
        (("--fix", "--unsafe-fixes", "--exit-non-zero-on-fix"), 1),
        (("--diff",), 1),
        (("--diff", "--exit-zero"), 0),
    ],
)
def test_exit_status(options: tuple[str, ...], status: int, tree: Tree, run: Run) -> None:
    tree({"net.py": CALLED})
    assert run(*options).status == status


def test_fix_only_says_nothing_of_what_is_left(tree: Tree, run: Run) -> None:
    root = tree({"net.py": CALLED})
    done = run("--fix-only")
    assert done.out == "" and done.err == "mindspore-lint: fixed 1 finding in 1 file\n"
    assert (root / "net.py").read_text() != CALLED


def test_show_fixes_counts_them_by_file_and_code(tree: Tree, run: Run) -> None:
    tree({"net.py": CALLED + "print(nn.Cell().forward(1))\n"})
    err = run("--fix", "--unsafe-fixes", "--show-fixes").err
    assert "net.py:\n      1 MSP101 forward-in-cell\n      2 MSP102 forward-call-on-cell\n" in err


def test_positions_that_are_reported_are_those_in_the_fixed_text(
    tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def longer(finding: Finding) -> Fix:
        top = Edit(1, 1, 1, 1, "import os\n", shared=True)
        name = Edit(finding.line, finding.column, finding.end_line, finding.end_column, "construct")
        return Fix((top, name), Text("", ""), Applicability.SAFE)

    fake_fixes.use(monkeypatch, {"MSP101": longer})
    tree({"net.py": CALLED + "\n\nclass Other(nn.Cell):\n    def forward(self): pass\n"})
    (line,) = run("--fix").out.splitlines()
    assert line.startswith("net.py:10:22: MSP102 ")
    assert Path("net.py").read_text().startswith("import os\nfrom mindspore import nn\n")


def test_formats_for_machines_hold_the_fixes(tree: Tree, run: Run) -> None:
    tree({"net.py": NET})
    (finding,) = json.loads(run("--output-format", "json").out)
    place = {"line": 5, "column": 9, "end_line": 5, "end_column": 16, "text": "construct"}
    assert finding["fix"] == {"title": "write construct", "applicability": "safe", "edits": [place]}
    (result,) = json.loads(run("--output-format", "sarif").out)["runs"][0]["results"]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "net.py", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 5, "startColumn": 9, "endLine": 5, "endColumn": 16}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "construct"}}]
    assert run("--output-format", "sarif", "--language", "zh").out != run("--output-format", "sarif").out


# Standard input


def test_fixed_text_of_standard_input_is_printed_and_findings_go_to_stderr(tree: Tree, run: Run) -> None:
    tree({"net.py": "kept\n"})
    done = run("--fix", "-", "--stdin-filename", "net.py", text=CALLED.replace("\n", "\r\n").encode())
    assert done.out == CALLED.replace("\n", "\r\n").replace("def forward", "def construct")
    assert "net.py:9:22: MSP102" in done.err and done.status == 1
    assert Path("net.py").read_text() == "kept\n"


@pytest.mark.parametrize("text", [b"x = (\n", b"x = 1\n", b"", "x = '网'\n".encode()])
def test_standard_input_without_a_fix_is_printed_as_it_is(text: bytes, tree: Tree, run: Run) -> None:
    tree({})
    assert run("--fix", "-", text=text).out == text.decode()


def test_standard_input_that_is_excluded_is_printed_as_it_is(tree: Tree, run: Run) -> None:
    tree({})
    done = run("--fix", "--force-exclude", "--exclude=net.py", "--stdin-filename=net.py", "-", text=NET.encode())
    assert done.out == NET


def test_diff_of_standard_input(tree: Tree, run: Run) -> None:
    tree({})
    done = run("--diff", "-", "--stdin-filename", "net.py", text=NET.encode())
    assert done.out.startswith("--- net.py\n+++ net.py\n") and done.status == 1


# Nothing is broken


@pytest.mark.parametrize(
    ("encoding", "end"),
    [
        *itertools.product(("utf-8", "utf-8-sig", "gbk", "latin-1"), ("\n", "\r\n")),
        ("utf-8", "\r"),  # Python looks for the name of another encoding in lines that end with a line feed
        ("utf-8-sig", "\r"),
    ],
)
def test_encoding_and_line_ends_stay(encoding: str, end: str, tree: Tree, run: Run) -> None:
    text = (
        f"# coding: {encoding.removesuffix('-sig')}\n" + NET.replace("网络", "é" if encoding == "latin-1" else "网络")
    ).replace("\n", end)
    root = tree({})
    (root / "net.py").write_bytes(text.encode(encoding))
    assert run("--fix").status == 0
    assert (root / "net.py").read_bytes() == text.replace("forward", "construct").encode(encoding)


def test_mode_and_link_stay(tree: Tree, run: Run) -> None:
    root = tree({"real/net.py": NET})
    (root / "real" / "net.py").chmod(0o750)
    (root / "link.py").symlink_to(os.path.join("real", "net.py"))
    assert run("--fix", "link.py").status == 0
    assert (root / "link.py").is_symlink() and (root / "real" / "net.py").read_text() == MENDED
    assert stat.S_IMODE((root / "real" / "net.py").stat().st_mode) == 0o750
    assert sorted(os.listdir(root / "real")) == ["net.py"]


def test_file_that_two_names_lead_to_is_fixed_once(tree: Tree, run: Run) -> None:
    root = tree({"net.py": NET})
    (root / "link.py").symlink_to("net.py")
    assert run("--fix").status == 0 and (root / "net.py").read_text() == MENDED


def test_read_only_file_is_an_error_that_names_it(tree: Tree, run: Run) -> None:
    root = tree({"net.py": NET, "other.py": NET})
    (root / "net.py").chmod(0o444)
    done = run("--fix")
    assert done.status == 2 and "net.py: not fixed: the file is read-only" in done.err
    assert (root / "net.py").read_text() == NET and (root / "other.py").read_text() == MENDED
    assert "fixed 1 finding in 1 file" in done.err


def test_file_that_changes_meanwhile_is_not_overwritten(tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"net.py": NET})
    fix = fixing.fix

    def slow(*arguments: object) -> object:
        files = fix(*arguments)  # type: ignore[arg-type]
        (root / "net.py").write_text("# mine\n" + NET)
        return files

    monkeypatch.setattr(fixing, "fix", slow)
    done = run("--fix")
    assert done.status == 2 and "net.py: not fixed: it changed" in done.err
    assert (root / "net.py").read_text() == "# mine\n" + NET


def test_file_that_fixes_would_make_no_python_stays(tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_fixes.use(monkeypatch, {"MSP101": in_place("construct(", Applicability.SAFE), "MSP102": in_place("construct")})
    calls = "from mindspore import nn\n\nnn.Cell().forward(1)\n"
    root = tree({"net.py": CALLED, "calls.py": calls})
    done = run("--fix")
    assert (root / "net.py").read_text() == CALLED and done.status == 2
    assert "net.py: left as it was: its fixes (MSP101, MSP102) would make of it what isn't Python" in done.err
    assert (root / "calls.py").read_text() == calls.replace("forward", "construct")


def test_file_in_which_fixes_make_a_finding_stays(tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = CALLED.replace("return x", "return self.other(x)")
    fake_fixes.use(monkeypatch, {"MSP102": in_place("buffers")})
    root = tree({"net.py": text, "calls.py": "from mindspore import nn\n\nnn.Cell().forward(1)\n"})
    done = run("--fix", "--mindspore-version=2.0")
    assert (root / "net.py").read_text() == text and done.status == 2
    assert "net.py: left as it was: its fixes (MSP102) would make a new finding: 9:22: MSP103" in done.err
    assert [line.split()[0] for line in done.out.splitlines()] == ["calls.py:3:11:", "net.py:5:9:", "net.py:9:22:"]


def test_findings_that_fixes_of_other_files_make_are_no_defect(tree: Tree, run: Run) -> None:
    child = """\
        from .base import Net


        class Child(Net):
            def extra(self, x):
                return super().forward(x)


        class Own(Net):
            def forward(self, x):
                return x
        """
    root = tree({"pkg/__init__.py": "", "pkg/a.py": child, "pkg/base.py": NET})
    done = run("--fix")
    assert "def construct" in (root / "pkg" / "a.py").read_text()
    (line,) = done.out.splitlines()
    assert "a.py:6:24: MSP102" in line and done.status == 1


def test_fixes_without_end_are_a_defect(tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_fixes.use(monkeypatch, {"MSP101": in_place("forward ")})
    root = tree({"net.py": NET})
    done = run("--fix")
    assert (root / "net.py").read_text() == NET and done.status == 2
    assert "still change it after 100 passes" in done.err


def test_fixes_that_overlap_wait_for_the_next_pass(tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole_line(finding: Finding) -> Fix:
        edit = Edit(finding.line, 1, finding.line, finding.end_column, "    def construct")
        return Fix((edit,), Text("", ""), Applicability.SAFE)

    fake_fixes.use(monkeypatch, {"MSP101": whole_line})
    one_line = "class {}(nn.Cell): forward = 1\n"
    root = tree({"net.py": NET + "\n\n" + one_line.format("A")})
    assert run("--fix").status == 0 and "def construct" in (root / "net.py").read_text()


def test_workers_and_one_process_fix_alike(tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "WORTH_A_WORKER", 1)
    files = {f"net{number}.py": CALLED.replace("Net", f"Net{number}") for number in range(8)}
    root = tree(files)
    alone = run("--diff", "--unsafe-fixes", "-j1")
    assert run("--diff", "--unsafe-fixes", "-j3") == alone
    assert run("--fix", "--unsafe-fixes", "-j3").status == 0
    assert all((root / name).read_text() == text.replace("forward", "construct") for name, text in files.items())
