"""The MindSpore version that a project's packaging files ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint_plugin.config.requirements import Requirements, lower_bound
from lint_plugin.folders import Folders
from lint_plugin.mindspore import versions
from tests.conftest import Tree


@pytest.mark.parametrize(
    ("requirement", "bound"),
    [
        ("mindspore>=2.3", (2, 3)),
        ("mindspore >= 2.3.0rc1, < 2.6", (2, 3)),
        ("mindspore<2.6,>=2.2.14", (2, 2)),
        ("mindspore>=2.2,>=2.4", (2, 4)),
        ("mindspore (>=2.2)", (2, 2)),
        ("mindspore>2.2", (2, 2)),
        ("mindspore~=2.2", (2, 2)),
        ("mindspore==2.2.*", (2, 2)),
        ("mindspore==2.10.0", (2, 10)),
        ("mindspore===2.3.1", (2, 3)),
        ("mindspore>=2", (2, 0)),
        ("MindSpore_GPU>=1.10", (1, 10)),
        ("mindspore.ascend == 2.3.0", (2, 3)),
        ("mindspore-dev==2.6.0.dev20250323", (2, 6)),
        ("mindspore[full]>=2.3", (2, 3)),
        ('mindspore>=2.3; python_version < "3.11"', (2, 3)),
        ("mindspore>=0.7", versions.OLDEST),
        ("mindspore>=3.1", (3, 1)),
        ("mindspore @ https://host/2.3.1/mindspore-2.3.1-cp39-cp39-linux_x86_64.whl", (2, 3)),
        ("https://host/mindspore_gpu-1.10.0-cp39-cp39-linux_x86_64.whl#sha256=00", (1, 10)),
        ("mindspore @ git+https://host/mindspore.git@v2.3.0", None),
        ("mindspore>=1", versions.OLDEST),
        ("mindspore==2.*", (2, 0)),
        ("mindspore>= v2.3", (2, 3)),
        ("mindspore==2.3.0+cpu", (2, 3)),
        pytest.param(f"mindspore>={'2' * 5_000}", None, id="many digits"),
        pytest.param(f"mindspore>=2.{'2' * 5_000}", None, id="many digits after the dot"),
        pytest.param(f"https://host/mindspore-{'2' * 5_000}.1-cp39.whl", None, id="wheel with many digits"),
        pytest.param("mindspore" + " " * 500_000 + ">=2.3", None, id="many blanks"),
        pytest.param("mindspore-1.1" * 50_000, None, id="a name that goes on as a wheel's"),
        ("mindspore", None),
        ("mindspore<2.6", None),
        ("mindspore!=2.4.0", None),
        ("mindspore-lint>=2.3", None),
        ("mindsporeopt>=2.3", None),
        ("numpy>=2.3", None),
        ("https://host/mindspore_lint-2.3.0-py3-none-any.whl", None),
        ("", None),
    ],
)
def test_lower_bound_of_a_requirement(requirement: str, bound: versions.Version | None) -> None:
    assert lower_bound(requirement) == bound


PROJECT = """\
[project]
dependencies = ["numpy", "mindspore>=2.5"]
[project.optional-dependencies]
gpu = ["mindspore-gpu>=2.2"]
"""
GROUPS = """\
[dependency-groups]
test = ["pytest", {include-group = "other"}, "mindspore>=2.4"]
"""
POETRY = """\
[tool.poetry.dependencies]
python = "^3.9"
mindspore = {version = "^2.4", optional = true}
[tool.poetry.group.dev.dependencies]
mindspore-gpu = "~2.3 || ^2.5"
[tool.poetry.group.pinned.dependencies]
MindSpore = "2.6.0"
"""
SETUP_CFG = """\
[options]
install_requires =
    numpy
    mindspore>=2.3  # tried
[options.extras_require]
ascend = mindspore-ascend>=2.4
"""
SETUP_PY = '''\
"""mindspore>=1.5 is what this text says."""
import os
from setuptools import setup

NEEDED = ["numpy"]
if os.environ.get("FULL"):
    NEEDED += ["mindspore>=2.4"]
setup(install_requires=NEEDED, extras_require={"gpu": """
    mindspore-gpu>=2.3
    """})
open("ran", "w").close()
'''
PIPFILE = """\
[packages]
numpy = "*"
mindspore = {version = ">=2.4", index = "pypi"}
[dev-packages]
mindspore-gpu = "==2.3.*"
[requires]
python_version = "3.9"
"""
ENVIRONMENT = """\
name: net
channels: [conda-forge]
dependencies:
  - python>=3.9
  # - mindspore=1.5
  - {item}  # tried
  - pip:
    - "mindspore-ascend>=2.7"
"""
LINES = """\
# mindspore>=1.1
--extra-index-url https://host/mindspore>=1.2
numpy  # mindspore>=1.3
mindspore \\
    >=2.3 \\
    --hash=sha256:00
"""


@pytest.mark.parametrize(
    ("name", "text", "bound"),
    [
        ("pyproject.toml", PROJECT, (2, 2)),
        ("pyproject.toml", GROUPS, (2, 4)),
        ("pyproject.toml", POETRY, (2, 3)),
        ("pyproject.toml", "mindspore = [", None),
        ("setup.cfg", SETUP_CFG, (2, 3)),
        ("setup.cfg", "mindspore>=2.3\n", None),
        ("setup.py", SETUP_PY, (2, 3)),
        ("setup.py", "mindspore>=(", None),
        ("Pipfile", PIPFILE, (2, 3)),
        ("Pipfile", "mindspore = [", None),
        ("environment.yml", ENVIRONMENT.format(item="mindspore=2.3.0=py39_0"), (2, 3)),
        ("environment.yaml", ENVIRONMENT.format(item="conda-forge::mindspore 2.2.*"), (2, 2)),
        ("environment-gpu.yml", ENVIRONMENT.format(item="'mindspore-gpu>=2.4,<3'"), (2, 4)),
        ("environment.yml", ENVIRONMENT.format(item="mindspore"), (2, 7)),
        ("requirements.txt", LINES, (2, 3)),
        ("requirements-ascend.txt", "mindspore==2.4.1\r\n", (2, 4)),
        ("requirements.in", "mindspore>=2.4", (2, 4)),
        ("requirements/base.txt", "mindspore>=2.4", (2, 4)),
        ("notes.txt", "mindspore>=2.4", None),
        ("docs/requirements.txt", "mindspore>=2.4", None),
    ],
)
def test_packaging_file(tree: Tree, name: str, text: str, bound: versions.Version | None) -> None:
    root = tree({name: "", "pkg/net.py": ""})
    (root / name).write_text(text)
    found = Requirements(Folders()).nearest(str(root / "pkg"))
    assert found == (None if bound is None else (bound, str(root / name)))
    assert not (root / "ran").exists()


def test_nearest_folder_with_a_bound_counts_and_the_lowest_in_it(tree: Tree) -> None:
    root = tree({
        "requirements.txt": "mindspore>=2.3",
        "requirements-dev.txt": "mindspore>=2.2",
        "examples/requirements.txt": "mindspore>=2.6",
        "tools/requirements.txt": "mindspore",
    })  # fmt: skip
    requirements = Requirements(Folders())
    assert requirements.nearest(str(root / "examples" / "net")) == ((2, 6), str(root / "examples/requirements.txt"))
    assert requirements.nearest(str(root / "tools")) == ((2, 2), str(root / "requirements-dev.txt"))


def test_nothing_above_the_projects_root_counts(tree: Tree) -> None:
    root = tree({"requirements.txt": "mindspore>=2.3", "inner/.git/HEAD": "", "inner/pkg/net.py": ""})
    assert Requirements(Folders()).nearest(str(root / "inner" / "pkg")) is None


def test_unreadable_folder_says_nothing(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert Requirements(Folders()).nearest(str(tmp_path / "gone" / "deeper")) is None


SPELLINGS = {
    "2": (2, 0), "3": (3, 0), "1": versions.OLDEST, ">=2": (2, 0), "==2.3.*": (2, 3), "2.3.*": (2, 3), "~=2.5": (2, 5),
    ">=2.2,<2.4": (2, 2), "2.6.0rc1": (2, 6), "== 2.10.0": (2, 10), "<2.4": None, "latest": None, "": None,
    "2" * 5_000: None,
}  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS, ids=lambda text: text[:20])
def test_a_version_means_the_same_in_an_option_and_in_requirements(text: str, tree: Tree) -> None:
    wanted = SPELLINGS[text]
    if wanted is None:
        with pytest.raises(versions.UnknownVersionError):
            versions.parse(text)
    else:
        assert versions.parse(text) == wanted
    specifier = text if not text or text[0] in "<>=~" else f"=={text}"
    assert lower_bound(f"mindspore{specifier}") == wanted
    root = tree({"Pipfile": f'[packages]\nmindspore = "{text}"\n'})
    found = Requirements(Folders()).nearest(str(root))
    assert found == (None if wanted is None else (wanted, str(root / "Pipfile")))


def test_files_that_requirements_include_count(tree: Tree) -> None:
    root = tree({
        "requirements.txt": "numpy\n-r needs/base.txt  # all\n",
        "needs/base.txt": "--requirement=more.txt\n-r base.txt\n-r gone.txt\n-rhttps://host/-r.txt\nmindspore>=2.5\n",
        "needs/more.txt": "-c 'lowest.txt'\n",
        "needs/lowest.txt": "mindspore>=2.3\n",
    })  # fmt: skip
    assert Requirements(Folders()).nearest(str(root)) == ((2, 3), str(root / "needs/lowest.txt"))


def test_requirements_that_include_one_another_without_end_are_read_to_a_bound(tree: Tree) -> None:
    files = {f"r{n}.txt": f"-r r{n + 1}.txt\n" for n in range(500)} | {"r500.txt": "mindspore>=2.3\n"}
    root = tree({"requirements.txt": "-r r0.txt\nmindspore>=2.6\n", **files})
    assert Requirements(Folders()).nearest(str(root)) == ((2, 6), str(root / "requirements.txt"))
