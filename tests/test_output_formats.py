"""Each output format, written by the command and read by what its consumers read it with."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from lint_plugin.confidence import Confidence
from lint_plugin.finding import Finding, Problem
from lint_plugin.output import FOR_PEOPLE, FORMATS, Outcome, render
from tests.command import run, start
from tests.conftest import Tree
from tests.test_command import CLEAN, LEFTOVER

SCHEMAS = Path(__file__).parent / "schemas"
MACHINE_FORMATS = [name for name in FORMATS if name not in FOR_PEOPLE | {"azure", "csv", "github"}]
BROKEN = "def broken(:\n"
OTHER = """\
from mindspore import nn


class Other(nn.Cell):
    def construct(self, x):
        名称 = self.buffers()
        return x
"""
GITLAB_ENTRY = {  # the fields that GitLab's documentation of Code Quality reports asks for
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1},
        "check_name": {"type": "string", "minLength": 1},
        "fingerprint": {"type": "string", "minLength": 1},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "positions"],
            "properties": {
                "path": {"type": "string", "pattern": "^[^./][^\\\\]*$"},
                "positions": {
                    "required": ["begin"],
                    "properties": {"begin": {"required": ["line"], "properties": {"line": {"type": "integer"}}}},
                },
            },
        },
    },
}


@pytest.fixture
def project(tree: Tree) -> Path:
    """A tree with findings in two files, one clean file, and one that can't be parsed."""
    return tree({"pkg/net.py": LEFTOVER, "pkg/other.py": OTHER, "pkg/clean.py": CLEAN, "pkg/broken.py": BROKEN})


def sarif(text: str) -> dict[str, Any]:
    """Validate a SARIF log against the schema and return its one run."""
    log = json.loads(text)
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: it comes with the extra 'test'")
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    (only,) = log["runs"]
    return dict(only)


def junit(text: str) -> ElementTree.Element:
    """Validate a JUnit report against the schema and return its root."""
    xmlschema = pytest.importorskip("xmlschema", reason="xmlschema is not installed: it comes with the extra 'test'")
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(text)
    return ElementTree.fromstring(text)


def finding(path: str = "net.py", code: str = "MSP101", message: str = "a message") -> Finding:
    return Finding(path, 5, 9, code, 5, 16, "forward-in-cell", message, "https://x", Confidence.HIGH)


def test_sarif_validates_and_names_each_finding_with_its_rule(project: Path) -> None:
    only = sarif(run("--output-format", "sarif", cwd=project).stdout)
    driver = only["tool"]["driver"]
    assert {result["ruleId"] for result in only["results"]} == {"MSP101", "MSP103"}
    for result in only["results"]:
        rule = driver["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["shortDescription"]["text"] and rule["help"]["markdown"].startswith(f"# {rule['id']}")
        assert rule["helpUri"].startswith("https://www.mindspore.cn/")
        assert result["message"]["text"].endswith(f"({rule['helpUri']})")
        assert rule["defaultConfiguration"]["level"] == result["level"] == "error"


def test_sarif_places_a_finding_by_code_points_below_the_source_root(project: Path) -> None:
    only = sarif(run("--output-format", "sarif", cwd=project).stdout)
    assert only["columnKind"] == "unicodeCodePoints"
    (result,) = [result for result in only["results"] if result["ruleId"] == "MSP103"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "pkg/other.py", "uriBaseId": "%SRCROOT%"}
    column = OTHER.splitlines()[5].index("buffers") + 1
    assert place["region"] == {"startLine": 6, "startColumn": column, "endLine": 6, "endColumn": column + 7}


def test_sarif_names_a_file_that_could_not_be_checked(project: Path) -> None:
    (invocation,) = sarif(run("--output-format", "sarif", cwd=project).stdout)["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    place = notification["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("pkg/broken.py", 1)
    assert "invalid syntax" in notification["message"]["text"]


@pytest.mark.parametrize("name", ["sarif", "gitlab"])
def test_fingerprint_survives_moved_lines_and_tells_equal_findings_apart(tree: Tree, name: str) -> None:
    twice = LEFTOVER + "    class Inner(nn.Cell):\n        def forward(self, x):\n            return x\n"
    same = LEFTOVER + LEFTOVER.partition("\n\n\n")[2]
    seen = []
    for text in (LEFTOVER, "\n\n# moved\n" + LEFTOVER, twice, same):
        root = tree({"net.py": text})
        out = json.loads(run("--output-format", name, cwd=root).stdout)
        if name == "sarif":
            seen.append([result["partialFingerprints"]["mindsporeLint/v1"] for result in out["runs"][0]["results"]])
        else:
            seen.append([entry["fingerprint"] for entry in out])
    first, moved, nested, repeated = seen
    assert first == moved
    assert nested[:1] == repeated[:1] == first
    assert len(set(nested)) == len(set(repeated)) == 2


def test_sarif_addresses_are_escaped(tree: Tree, tmp_path: Path) -> None:
    root = tree({"a dir/ünï #1%.py": LEFTOVER})
    (result,) = sarif(run("--output-format", "sarif", cwd=root).stdout)["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address.isascii() and " " not in address and "#" not in address
    assert unquote(address) == "a dir/ünï #1%.py"


def test_sarif_of_a_file_outside_the_working_folder_has_an_absolute_address(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    only = sarif(run("--output-format", "sarif", "../pkg/net.py", cwd=elsewhere).stdout)
    assert only["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": (project / "pkg" / "net.py").as_uri()
    }


def test_github_commands_name_the_place_and_keep_to_a_line(project: Path) -> None:
    done = run("--output-format", "github", cwd=project)
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(
        "::error title=mindspore-lint (MSP101),file=pkg/net.py,line=5,endLine=5,col=9,endColumn=16::"
        f"{os.path.join('pkg', 'net.py')}:5:9: MSP101 "
    )
    assert lines[2].startswith("::error title=mindspore-lint,file=pkg/broken.py,line=1::")


def test_github_commands_are_escaped() -> None:
    path = "a,b:c%\n.py"
    (line,) = render(Outcome([finding(path, message="100%\r\nsure: yes, ::error::no")]), "github").splitlines()
    properties, _, text = line.removeprefix("::error ").partition("::")
    assert "file=a%2Cb%3Ac%25%0A.py," in properties
    assert text == r"a,b:c%25\n.py:5:9: MSP101 100%25%0D%0Asure: yes, ::error::no"


@pytest.mark.parametrize(("code", "command"), [("MSP101", "error"), ("MSP207", "warning"), ("MSP001", "warning")])
def test_github_command_shows_how_bad_it_is(code: str, command: str) -> None:
    assert render(Outcome([finding(code=code)]), "github").startswith(f"::{command} ")


def test_gitlab_report_has_the_fields_that_gitlab_reads(project: Path) -> None:
    report = json.loads(run("--output-format", "gitlab", cwd=project).stdout)
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: it comes with the extra 'test'")
    jsonschema.Draft202012Validator({"type": "array", "items": GITLAB_ENTRY}).validate(report)
    assert [(entry["check_name"], entry["location"]["path"]) for entry in report] == [
        ("MSP101", "pkg/net.py"),
        ("MSP103", "pkg/other.py"),
    ]
    assert report[0]["location"]["positions"] == {"begin": {"line": 5, "column": 9}, "end": {"line": 5, "column": 16}}
    assert report[0]["severity"] == "critical"


def test_junit_report_has_a_suite_a_file_with_failures_and_errors(project: Path) -> None:
    root = junit(run("--output-format", "junit", cwd=project).stdout)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "2", "1")
    broken, net, other = root
    assert [suite.get("name") for suite in root] == ["pkg/broken.py", "pkg/net.py", "pkg/other.py"]
    assert broken.find("testcase/error").get("message").startswith("invalid syntax")  # type: ignore[union-attr]
    failure = net.find("testcase/failure")
    assert failure is not None and failure.get("type") == "MSP101"
    assert (failure.text or "").startswith(f"{os.path.join('pkg', 'net.py')}:5:9: MSP101 ")
    assert other.find("testcase/failure") is not None


def test_junit_report_holds_what_xml_cannot() -> None:
    odd = "a\x00b<c>&\"'\udc80\x1b中\ufffe"
    root = junit(render(Outcome([finding(odd, message=odd)], [Problem(odd, 0, 0, odd)]), "junit"))
    assert root.findall("testsuite/testcase/failure")[0].get("message") == "a\ufffdb<c>&\"'\ufffd\ufffd中\ufffd"


@pytest.mark.parametrize("name", MACHINE_FORMATS)
def test_clean_run_is_a_valid_document_too(tree: Tree, name: str) -> None:
    done = run("--output-format", name, cwd=tree({"clean.py": CLEAN}))
    assert (done.returncode, done.stderr) == (0, "")
    if name == "junit":
        root = junit(done.stdout)
        assert (root.get("tests"), root.get("failures"), len(root.findall("testsuite/testcase"))) == ("1", "0", 1)
    elif name == "sarif":
        only = sarif(done.stdout)
        assert only["results"] == [] and only["invocations"][0]["executionSuccessful"]
        assert "MSP101" in {rule["id"] for rule in only["tool"]["driver"]["rules"]}
    elif name == "rdjson":
        assert json.loads(done.stdout) == {"source": {"name": "mindspore-lint"}, "diagnostics": []}
    else:
        assert json.loads(done.stdout) == []


@pytest.mark.parametrize("name", FORMATS)
def test_file_that_could_not_be_checked_is_named_on_stderr_in_every_format(project: Path, name: str) -> None:
    done = run("--output-format", name, cwd=project)
    assert done.returncode == 2
    assert f"mindspore-lint: {os.path.join('pkg', 'broken.py')}:1:" in done.stderr


@pytest.mark.parametrize("name", MACHINE_FORMATS)
def test_file_name_that_is_no_text_makes_no_broken_document(tree: Tree, name: str) -> None:
    root = tree({"net.py": LEFTOVER})
    try:
        os.rename(os.fsencode(root / "net.py"), os.fsencode(root) + b"/n\xff.py")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    done = run("--output-format", name, cwd=root)
    assert done.returncode == 1
    if name == "junit":
        junit(done.stdout)
    elif name == "sarif":
        sarif(done.stdout)
    else:
        json.loads(done.stdout)


def test_json_names_the_page_of_the_rule_in_this_repository(project: Path) -> None:
    pages = {
        entry["code"]: entry["rule_page"] for entry in json.loads(run("--output-format", "json", cwd=project).stdout)
    }
    assert pages["MSP101"] == "docs/en/rules/forward-in-cell.md"
    assert all((Path(__file__).parents[1] / page).is_file() for page in pages.values())


def test_output_file_gets_the_findings_and_standard_output_nothing(project: Path) -> None:
    done = run("--output-format", "sarif", "--output-file", "report.sarif", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "2 findings in 2 of 3 files" in done.stderr
    assert len(sarif((project / "report.sarif").read_text(encoding="utf-8"))["results"]) == 2


def test_output_file_is_replaced_whole_and_keeps_mode_and_link(project: Path) -> None:
    real, link = project / "real.txt", project / "report.txt"
    real.write_text("old " * 10_000, encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    run("--output-file", "report.txt", "pkg/net.py", cwd=project)
    assert link.is_symlink()
    assert re.fullmatch(r"pkg.net\.py:5:9: MSP101 .*\n", real.read_text(encoding="utf-8"))
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in project.iterdir()) == ["pkg", "pyproject.toml", "real.txt", "report.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes and no /dev")
def test_output_file_has_the_mode_of_any_new_file_and_may_be_a_device(project: Path) -> None:
    run("--output-file", "new.txt", "pkg/net.py", cwd=project)
    (project / "plain").touch()
    assert (project / "new.txt").stat().st_mode == (project / "plain").stat().st_mode
    assert start("--output-file", "/dev/stdout", "pkg/net.py", cwd=project).stdout.count("MSP101") == 1


@pytest.mark.parametrize("target", ["missing/report.txt", "pkg"])
def test_output_file_that_cannot_be_written_is_an_error(project: Path, target: str) -> None:
    done = run("--output-file", target, "pkg/net.py", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--output-file {target}: " in done.stderr and "Traceback" not in done.stderr


def test_summary_counts_findings_files_and_what_could_not_be_checked(project: Path) -> None:
    last = run(cwd=project).stderr.splitlines()[-1]
    assert last.startswith("mindspore-lint: 2 findings in 2 of 3 files; 1 file could not be checked; [*] ")
    last = run("pkg/net.py", cwd=project).stderr.splitlines()[-1]
    assert last == "mindspore-lint: 1 finding in 1 of 1 file; [*] 1 fixable with --fix"


def test_statistics_count_by_code(project: Path) -> None:
    done = run("--statistics", "pkg/net.py", "pkg/other.py", cwd=project)
    assert "      1 MSP101 forward-in-cell\n      1 MSP103 buffers-call-on-cell\n" in done.stderr
