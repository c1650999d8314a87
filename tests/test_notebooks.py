"""Notebooks: what is in their cells is found, named by cell and line, and mended; all else of the file stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_plugin import notebook
from lint_plugin.notebook import Notebook
from tests.command import run
from tests.conftest import Tree
from tests.test_output_formats import sarif

NET = "class Net(nn.Cell):\n    def forward(self, x):\n        return nn.Sequential()(x)"
CELLS = (
    ("markdown", "# A net"),
    ("code", "%matplotlib inline\n!pip install \\\n  mindspore\nfrom mindspore import nn"),
    ("code", NET),
    ("code", "net = Net()\nfiles = !ls\nfor buffer in net.buffers():\n    %time print(buffer)\nnet?"),
)


def made(*cells: tuple[str, str], language: str = "python", indent: int | None = 1) -> str:
    """Return a notebook's text; code cells have outputs that a careless writer would change."""
    outputs = {"outputs": [{"text": "é \\u00e9", "n": 1.50}], "execution_count": 3}
    data = {
        "cells": [
            {
                "cell_type": kind,
                "metadata": {},
                "source": text.splitlines(keepends=True),
                **(outputs if kind == "code" else {}),
            }
            for kind, text in cells
        ],
        "metadata": {"kernelspec": {"language": language, "name": "any"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(data, indent=indent, ensure_ascii=False).replace("1.5}", "1.50}") + "\n"


@pytest.fixture
def project(tree: Tree) -> Path:
    return tree({"pkg/nb.ipynb": made(*CELLS)})


def test_findings_in_a_folder_are_named_by_cell_and_line(project: Path) -> None:
    done = run(cwd=project)
    assert done.returncode == 1
    assert [line.split(" [*]")[0].split(" MindS")[0][:33] for line in done.stdout.splitlines()] == [
        "pkg/nb.ipynb:cell 3:2:9: MSP101",
        "pkg/nb.ipynb:cell 3:3:19: MSP109",
        "pkg/nb.ipynb:cell 4:3:19: MSP103 ",
    ]


def test_json_has_the_cell_and_other_files_none(project: Path) -> None:
    (project / "net.py").write_text("from mindspore import nn\n\n" + NET, encoding="utf-8")
    found = json.loads(run("--output-format=json", cwd=project).stdout)
    assert [(f["path"][-3:], f["cell"], f["line"]) for f in found] == [
        (".py", None, 4),
        (".py", None, 5),
        ("ynb", 3, 2),
        ("ynb", 3, 3),
        ("ynb", 4, 3),
    ]
    assert found[2]["fix"]["edits"] == [
        {"line": 2, "column": 9, "end_line": 2, "end_column": 16, "text": "construct", "cell": 3}
    ]


def test_formats_that_know_lines_of_files_alone_name_the_cell_in_the_message(project: Path) -> None:
    result = sarif(run("--output-format=sarif", cwd=project).stdout)["results"][0]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert result["message"]["text"].startswith("cell 3:2:9: MindSpore never calls")
    assert "line=1," in run("--output-format=github", cwd=project).stdout.splitlines()[0]
    assert "cell 3:2:9: MSP101" in run("--output-format=github", cwd=project).stdout.splitlines()[0]


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_fixes_are_written_into_the_cells_and_nothing_else_changes(tree: Tree, indent: int | None) -> None:
    root = tree({})
    path = root / "nb.ipynb"
    path.write_text(made(*CELLS, indent=indent), encoding="utf-8")
    done = run("--fix", "--unsafe-fixes", "--mindspore-version=2.5", cwd=root)
    assert "fixed 3 findings in 1 file" in done.stderr and done.returncode == 0
    mended = [(kind, _mended(text)) for kind, text in CELLS]
    assert path.read_text(encoding="utf-8") == made(*mended, indent=indent)


def _mended(text: str) -> str:
    text = text.replace("def forward", "def construct").replace("nn.Sequential(", "nn.SequentialCell(")
    return text.replace("net.buffers()", "net.untrainable_params()")


def test_a_fix_in_standard_input_is_a_notebook_again(project: Path) -> None:
    text = (project / "pkg/nb.ipynb").read_bytes()
    done = run("--fix", "--stdin-filename=nb.ipynb", "-", cwd=project, text=text)
    assert json.loads(done.stdout)["cells"][2]["source"][1] == "    def construct(self, x):\n"


def test_a_diff_is_one_of_the_file(project: Path) -> None:
    lines = run("--diff", cwd=project).stdout.splitlines()
    assert '+    "    def construct(self, x):\\n",' in lines and not any(
        "1.5" in line for line in lines if line[0] in "+-"
    )


def test_a_broken_cell_is_named_and_the_others_are_checked(tree: Tree) -> None:
    root = tree({"nb.ipynb": made(*CELLS, ("code", "x = 1\ndef f(:"))})
    done = run(cwd=root)
    assert done.returncode == 2
    assert "nb.ipynb:cell 5:2:7: invalid syntax" in done.stderr and "cell 3:2:9" in done.stdout


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{", "invalid JSON"), ('{"worksheets": []}', "not a notebook of format 4"), ("[]", "not a notebook")],
)
def test_what_is_no_notebook_is_named(tree: Tree, text: str, reason: str) -> None:
    done = run(cwd=tree({"nb.ipynb": text}))
    assert done.returncode == 2 and reason in done.stderr


def test_a_notebook_in_another_language_has_nothing_to_find(tree: Tree) -> None:
    assert run(cwd=tree({"nb.ipynb": made(*CELLS, language="julia")})).returncode == 0


def test_notebooks_can_be_left_out(project: Path) -> None:
    done = run("--extend-exclude=*.ipynb", cwd=project)
    assert (done.returncode, done.stdout) == (0, "") and "no Python files found" in done.stderr


def test_comments_and_a_baseline_hold_in_notebooks(tree: Tree) -> None:
    root = tree({"nb.ipynb": made(*CELLS, ("code", "# mindspore-lint: disable-file=MSP101"))})
    assert "MSP101" not in run(cwd=root).stdout
    assert run("--write-baseline=known.json", cwd=root).returncode == 0
    assert run("--baseline=known.json", cwd=root).returncode == 0


def test_ipythons_lines_are_told_from_pythons() -> None:
    text = "a = '''\n%no\n'''\nb = (3\n  % 2)\nif a != b:\n    !echo it's (\nc = %pwd\npip install x\npip if a else b"
    code = Notebook(made(("code", text)).encode()).code().decode()
    namespace: dict[str, object] = {"pip": 1}
    exec(code, namespace)  # all of it is Python now
    assert (namespace["a"], namespace["b"], namespace["c"]) == ("\n%no\n", 1, None)
    assert Notebook(made(("code", "%%bash\necho it's")).encode()).broken() == []
    assert [cell[:3] for cell in Notebook(made(("code", "%%time\nx = (")).encode()).broken()] == [(1, 2, 5)]


@given(st.lists(st.text(st.sampled_from("ab%!?=#'\"()\\\n \t\x1f"), max_size=30), max_size=5))
def test_code_that_did_not_change_leaves_the_file_byte_for_byte(texts: list[str]) -> None:
    content = made(*[("code", text) for text in texts]).encode()
    read = Notebook(content)
    assert read.with_code(read.code()) == content
    assert read.with_code(read.code(range(len(texts) + 1))) == content
    assert notebook.Notebook(content).code() == read.code()
