"""Configuration files: which one holds for a file, what its keys mean, and what is said of mistakes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flake8.utils import parse_files_to_codes_mapping

from lint_plugin.command.files import EXCLUDED, discover
from lint_plugin.confidence import Confidence
from lint_plugin.config import Configuration, Defaults, Layer
from lint_plugin.config.layer import from_texts, pairs
from lint_plugin.engine import active_rules
from lint_plugin.mindspore import versions
from lint_plugin.rules import all_rules
from lint_plugin.settings import SettingError, Settings
from tests.command import run
from tests.conftest import Tree
from tests.test_command import LEFTOVER

SECTION = "[tool.mindspore-lint]\n"


def configuration(root: Path, **said: str) -> Configuration:
    """Return the configuration of a command run in `root`; keywords are its options."""
    texts = {key.replace("_", "-"): text for key, text in said.items()}
    return Configuration(from_texts("command line", str(root), texts), defaults=Defaults(EXCLUDED))


def settings(root: Path, path: str = "net.py", **said: str) -> Settings:
    """Return the settings of a file for a command run in `root`."""
    return configuration(root, **said).settings(str(root / path))


def on(root: Path, path: str = "net.py", **said: str) -> list[str]:
    """Return the codes that are on for a file, for a project that supports MindSpore 2.5 and later."""
    return [rule.code for rule in active_rules(settings(root, path, mindspore_version="2.5", **said))]


def codes(*prefixes: str, but: list[str] | None = None, version: versions.Version = (2, 5)) -> list[str]:
    """Return the codes with one of the prefixes, `but` for some, of the rules that hold for MindSpore `version`."""
    rules = [rule for rule in all_rules() if rule.code.startswith(prefixes) and rule.holds(version)]
    return [rule.code for rule in rules if rule.code not in (but or [])]


def mistake(root: Path, path: str = "net.py") -> str:
    """Return what is said of the configuration that holds for a file."""
    with pytest.raises(SettingError) as caught:
        settings(root, path)
    return str(caught.value)


# Which file holds


def test_the_nearest_section_holds_alone(tree: Tree) -> None:
    root = tree({
        "pyproject.toml": SECTION + 'mindspore-version = "2.2"\nmin-confidence = "high"\n',
        "inner/setup.cfg": "[mindspore-lint]\nmindspore-version = 2.4\n",
    })  # fmt: skip
    assert settings(root).mindspore_version == (2, 2)
    assert settings(root, "inner/deep/net.py").mindspore_version == (2, 4)
    assert settings(root, "inner/deep/net.py").min_confidence is Confidence.GUESS


@pytest.mark.parametrize(
    "files",
    [
        {"inner/pyproject.toml": '[project]\nname = "x"\n[tool.ruff]\n'},
        {"inner/pyproject.toml": '[project]\nname = "mindspore-lint"\n'},
        {"inner/setup.cfg": "[metadata]\nname = mindspore-lint\n"},
        {"inner/tox.ini": "[flake8]\nmindspore-version = 2.0\n"},
        {"inner/pyproject.toml": "broken = ["},
    ],
)
def test_a_file_without_the_section_is_passed_over(tree: Tree, files: dict[str, str]) -> None:
    root = tree({"pyproject.toml": SECTION + 'mindspore-version = "2.2"\n', **files})
    assert settings(root, "inner/net.py").mindspore_version == (2, 2)


def test_pyproject_goes_before_setup_cfg_and_that_before_tox_ini(tree: Tree) -> None:
    root = tree({"tox.ini": "[mindspore-lint]\nmindspore-version = 2.2\n"})
    assert settings(root).mindspore_version == (2, 2)
    (root / "setup.cfg").write_text("[mindspore-lint]\nmindspore-version = 2.3\n")
    assert settings(root).mindspore_version == (2, 3)
    (root / "pyproject.toml").write_text(SECTION + 'mindspore-version = "2.4"\n')
    assert settings(root).mindspore_version == (2, 4)


def test_command_line_goes_before_the_section_and_that_before_the_requirements(tree: Tree) -> None:
    root = tree({"requirements.txt": "mindspore>=2.2"})
    assert settings(root).mindspore_version == (2, 2)
    (root / "pyproject.toml").write_text(SECTION + 'mindspore-version = "2.4"\n')
    assert settings(root).mindspore_version == (2, 4)
    assert settings(root, mindspore_version="2.6").mindspore_version == (2, 6)


def test_each_file_is_read_once(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"pyproject.toml": SECTION + 'mindspore-version = "2.2"\n'})
    run_ = configuration(root)
    first = run_.settings(str(root / "pkg" / "a.py"))
    (root / "pyproject.toml").unlink()
    assert run_.settings(str(root / "pkg" / "b.py")) is first
    assert run_.settings(str(root / "other" / "b.py")) is first


# What the keys mean


def test_toml_and_ini_say_the_same(tree: Tree) -> None:
    root = tree({
        "a/pyproject.toml": """\
            [tool.mindspore-lint]
            select = ["MSP1", "MSP207"]
            ignore = ["MSP104"]
            min-confidence = "inferred"
            language = "zh"
            src = ["lib", "../shared"]
            [tool.mindspore-lint.per-file-ignores]
            "tests/*" = ["MSP101", "MSP102"]
        """,
        "b/setup.cfg": """\
            [mindspore-lint]
            select = MSP1, MSP207
            ignore =
                MSP104
            min-confidence = Inferred
            language = ZH
            src = lib
                ../shared
            per-file-ignores =
                tests/*: MSP101,MSP102
        """,
    })  # fmt: skip
    for folder in ("a", "b"):
        found = settings(root, f"{folder}/net.py")
        assert found.min_confidence is Confidence.INFERRED
        assert found.language == "zh"
        assert found.src == (str(root / folder / "lib"), str(root / "shared"))
        assert on(root, f"{folder}/net.py") == codes("MSP1", but=["MSP104"])
        assert on(root, f"{folder}/tests/net.py") == codes("MSP1", but=["MSP101", "MSP102", "MSP104"])


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ({}, ["MSP101", "MSP102"]),
        ({"ignore": "MSP101"}, ["MSP102"]),
        ({"extend_select": "MSP103"}, ["MSP101", "MSP102", "MSP103"]),
        ({"extend_select": "MSP104"}, ["MSP101", "MSP102", "MSP104"]),  # the section ignores it: the last word counts
        ({"select": "MSP104"}, ["MSP104"]),
        ({"select": "MSP10", "ignore": "MSP101"}, codes("MSP10", but=["MSP101"])),
    ],
)
def test_the_command_line_has_the_last_word_on_codes(tree: Tree, said: dict[str, str], chosen: list[str]) -> None:
    root = tree({"pyproject.toml": SECTION + 'select = ["MSP101", "MSP102"]\nignore = ["MSP104"]\n'})
    assert on(root, **said) == chosen


def test_a_longer_code_on_one_side_beats_a_shorter_one_on_the_other(tree: Tree) -> None:
    root = tree({"pyproject.toml": SECTION + 'select = ["MSP1"]\nignore = ["MSP10"]\nextend-select = ["MSP104"]\n'})
    assert on(root) == ["MSP104", *codes("MSP1", but=codes("MSP10"))]


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("tests/*", "tests/deep/net.py", True),
        ("tests/*", "pkg/tests/net.py", False),
        ("*/tests/*", "pkg/tests/net.py", True),
        ("net.py", "pkg/net.py", True),
        ("n?t.py", "pkg/net.py", True),
        ("./net.py", "net.py", True),
        ("./net.py", "pkg/net.py", False),
        ("**/net.py", "net.py", True),
        ("**/net.py", "a/b/net.py", True),
        ("pkg/**/net.py", "pkg/net.py", True),
        ("tests", "tests/net.py", False),
        ("!pkg/*", "other/net.py", True),
        ("!pkg/*", "pkg/net.py", False),
    ],
)
def test_per_file_ignores_match_names_and_paths_from_the_configuration_file(
    tree: Tree, pattern: str, path: str, matches: bool
) -> None:
    text = f'[tool.mindspore-lint.per-file-ignores]\n"{pattern}" = ["MSP101"]\n'
    assert ("MSP101" not in on(tree({"inner/pyproject.toml": text}), f"inner/{path}")) is matches


def test_per_file_ignores_beat_whatever_selects(tree: Tree) -> None:
    root = tree({"tox.ini": "[mindspore-lint]\nper-file-ignores = net.py: MSP1\n"})
    assert on(root, select="MSP101") == []
    assert on(root, "other.py", select="MSP101") == ["MSP101"]


@pytest.mark.parametrize(
    "text",
    [
        "a.py:MSP101",
        "a.py : MSP101 , MSP102",
        "a.py,b.py: MSP101\n\nc/*: MSP102 MSP103",
        "a.py: MSP101, b.py: MSP102",
        "a.py: MSP101 a.py: MSP102",
        "",
    ],
)
def test_per_file_ignores_are_read_as_flake8_reads_them(text: str) -> None:
    read = [(pattern, code) for pattern, codes in parse_files_to_codes_mapping(text) for code in codes]
    assert [(pattern, code) for pattern, codes in pairs(text).items() for code in codes] == read


@pytest.mark.parametrize("text", ["a.py", "a.py:", ":MSP101", "a.py: b.py: MSP101", "a.py::", "a.py: MSP101 b.py"])
def test_per_file_ignores_without_a_file_or_a_code_are_a_mistake(text: str) -> None:
    with pytest.raises(SettingError, match="pairs"):
        pairs(text)


def test_patterns_work_in_a_folder_whose_name_looks_like_one(tree: Tree) -> None:
    section = "[mindspore-lint]\nper-file-ignores = tests/*: MSP101\n"
    root = tree({"[ab]/tox.ini": section, "a/net.py": ""})
    assert "MSP101" not in on(root, "[ab]/tests/net.py")


def found(root: Path, **said: str) -> list[str]:
    """Return the files that a command run in `root` checks, as paths from there."""
    run_ = configuration(root, **said)
    paths = discover([str(root)], run_.folder)
    return [Path(str(path)).relative_to(root).as_posix() for path in paths]


def test_exclude_replaces_the_usual_folders_and_extend_exclude_adds(tree: Tree) -> None:
    names = ["build/a.py", "keep/a.py", "keep/legacy/a.py", "legacy/a.py", "pkg/a_gen.py"]
    root = tree(dict.fromkeys(names, ""))
    assert found(root) == names[1:]
    (root / "pyproject.toml").write_text(SECTION + 'extend-exclude = ["legacy", "*_gen.py"]\n')
    assert found(root) == ["keep/a.py"]
    (root / "pyproject.toml").write_text(SECTION + 'exclude = ["./legacy"]\n')
    assert found(root) == ["build/a.py", "keep/a.py", "keep/legacy/a.py", "pkg/a_gen.py"]
    assert found(root, exclude="keep/legacy, pkg") == ["build/a.py", "keep/a.py", "legacy/a.py"]
    assert found(root, extend_exclude="pkg") == ["build/a.py", "keep/a.py", "keep/legacy/a.py"]


def test_what_a_folder_leaves_out_is_said_by_its_own_section(tree: Tree) -> None:
    root = tree({
        "pyproject.toml": SECTION + 'extend-exclude = ["a.py"]\n',
        "inner/setup.cfg": "[mindspore-lint]\nextend-exclude = b.py\n",
        **dict.fromkeys(["a.py", "b.py", "inner/a.py", "inner/b.py"], ""),
    })  # fmt: skip
    assert found(root) == ["b.py", "inner/a.py"]


# Mistakes


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('mindspore_version = "2.2"', "mindspore_version", "'mindspore-version'"),
        ('ignores = ["MSP101"]', "ignores", "'ignore'"),
        ("colour = true", "colour", "valid keys: select, "),
        ('select = "MSP1"', "select", "a list of strings"),
        ("ignore = [101]", "ignore", "a list of strings"),
        ('select = ["MSP1", "E501"]', "select", "'E501'"),
        ("mindspore-version = 2.10", "mindspore-version", '"2.10"'),
        ('mindspore-version = "latest"', "mindspore-version", "from 1.1 to 2.10"),
        ('mindspore-version = "0.5"', "mindspore-version", "from 1.1 to 2.10"),
        ('min-confidence = "low"', "min-confidence", "high, inferred, guess"),
        ('language = "de"', "language", "en, zh"),
        ("language = true", "language", "a string"),
        ('per-file-ignores = ["a.py: MSP101"]', "per-file-ignores", "a table"),
        ('per-file-ignores = {"a.py" = ["X1"]}', "per-file-ignores: a.py", "'X1'"),
        ('src = "lib"', "src", "a list of strings"),
    ],
)
def test_mistake_in_toml_names_file_key_and_what_is_right(tree: Tree, text: str, key: str, reason: str) -> None:
    root = tree({"pyproject.toml": SECTION + text + "\n"})
    said = mistake(root)
    assert said.startswith(f"{root / 'pyproject.toml'}: {key}: ")
    assert reason in said and "\n" not in said


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("[mindspore-lint]\nselects = MSP1\n", "selects", "'select'"),
        ("[mindspore-lint]\nmindspore-version = two\n", "mindspore-version", "from 1.1 to 2.10"),
        ("[mindspore-lint]\nper-file-ignores = a.py\n", "per-file-ignores", "pairs"),
        ("[mindspore-lint]\n[mindspore-lint]\n", "", "cannot be read"),
    ],
)
def test_mistake_in_an_ini_file_names_file_key_and_what_is_right(tree: Tree, text: str, key: str, reason: str) -> None:
    root = tree({"tox.ini": text})
    said = mistake(root)
    assert said.startswith(": ".join(filter(None, [str(root / "tox.ini"), key])) + ": ")
    assert reason in said and "\n" not in said


@pytest.mark.parametrize("text", [SECTION + "select = [\n", "[tool]\nmindspore-lint = 3\n", SECTION + "a = '\xff'\n"])
def test_section_that_cannot_be_read_names_the_file(tree: Tree, text: str) -> None:
    root = tree({})
    (root / "pyproject.toml").write_bytes(text.encode("latin-1"))
    assert mistake(root).startswith(str(root / "pyproject.toml"))


def test_a_version_newer_than_the_facts_is_said_once(tree: Tree) -> None:
    root = tree({"a/requirements.txt": "mindspore>=9.1", "b/requirements.txt": "mindspore>=9.2"})
    said: list[tuple[int, int]] = []
    run_ = Configuration(Layer("command line", str(root)), warn=said.append)
    for path in ("a/net.py", "a/other.py", "b/net.py"):
        assert run_.settings(str(root / path)).mindspore_version is not None
    assert said == [(9, 1)]


# The command


def test_wrong_key_is_wrong_usage_and_nothing_is_checked(tree: Tree) -> None:
    root = tree({"net.py": LEFTOVER, "inner/pyproject.toml": SECTION + 'selct = ["MSP1"]\n', "inner/net.py": ""})
    done = run(cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error: {os.path.join('inner', 'pyproject.toml')}: selct: " in done.stderr and "'select'" in done.stderr


def test_wrong_option_is_wrong_usage(tree: Tree) -> None:
    done = run("--ignore", "E501", cwd=tree({"net.py": LEFTOVER}))
    assert (done.returncode, done.stdout) == (2, "")
    assert "--ignore: unknown rule code, prefix or symbol 'E501'" in done.stderr


def test_a_named_configuration_file_holds_for_all_and_starts_at_the_working_folder(tree: Tree) -> None:
    root = tree({
        "ci/lint.toml": SECTION + 'select = ["MSP101"]\nextend-exclude = ["pkg/gen"]\n',
        "pkg/setup.cfg": "[mindspore-lint]\nselect = MSP103\n",
        "pkg/net.py": LEFTOVER,
        "pkg/gen/net.py": LEFTOVER,
        "ci/pyproject.toml": "",
    })  # fmt: skip
    assert run(cwd=root).returncode == 0
    done = run("--config", "ci/lint.toml", cwd=root)
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["pkg/net.py"]
    assert "has no section [tool.mindspore-lint]" in run("--config", "ci/pyproject.toml", cwd=root).stderr
    assert run("--config", "ci/gone.toml", cwd=root).returncode == 2


def test_isolated_reads_neither_sections_nor_requirements(tree: Tree) -> None:
    root = tree({"pyproject.toml": SECTION + 'select = ["MSP103"]\n', "net.py": LEFTOVER, "setup.py": "mindspore>=2.0"})
    assert run(cwd=root).returncode == 0
    done = run("--isolated", cwd=root)
    assert "MSP101" in done.stdout and "1.10" in done.stdout  # the message for projects of unknown version


def test_excluded_file_is_checked_when_it_is_named_but_not_with_force_exclude(tree: Tree) -> None:
    root = tree({"pyproject.toml": SECTION + 'extend-exclude = ["legacy"]\n', "legacy/deep/net.py": LEFTOVER})
    assert run("legacy/deep/net.py", cwd=root).returncode == 1
    assert run("--force-exclude", "legacy/deep/net.py", cwd=root).returncode == 0
    unsaved = ["--force-exclude", "--stdin-filename", "legacy/deep/net.py", "-"]
    assert run(*unsaved, cwd=root, text=LEFTOVER.encode()).returncode == 0


def test_show_settings_tells_what_holds_and_who_says_so(tree: Tree) -> None:
    root = tree({
        "pyproject.toml": SECTION + 'ignore = ["MSP104"]\nmin-confidence = "high"\n',
        "setup.py": "NEEDS = ['mindspore>=2.3']\n",
        "net.py": LEFTOVER,
    })  # fmt: skip
    done = run("--show-settings", "--ignore", "MSP101", "net.py", cwd=root)
    lines = done.stdout.splitlines()
    section = "pyproject.toml [tool.mindspore-lint]"
    assert done.returncode == 0
    assert lines[0] == "net.py"
    assert f'  ignore = ["MSP104", "MSP101"]  # command line; {section}' in lines
    assert f'  min-confidence = "high"  # {section}' in lines
    assert '  mindspore-version = "2.3"  # setup.py' in lines
    assert '  language = "en"  # default' in lines
    left = codes("MSP1", "MSP2", "MSP3", but=["MSP104", "MSP101"], version=(2, 3))
    assert lines[-1] == f"  enabled rules: {', '.join(left)}"


def test_source_roots_of_the_setting_src_are_searched_from_the_configuration_file(tree: Tree) -> None:
    files = {"net.py": LEFTOVER.replace("nn.Cell", "Base").replace("from mindspore import nn", "from base import Base")}
    root = tree({"pkg/net.py": files["net.py"], "lib/base.py": "from mindspore import nn\nBase = nn.Cell\n"})
    assert run(cwd=root).returncode == 0
    (root / "pyproject.toml").write_text(SECTION + 'src = ["lib"]\n')
    assert run("net.py", cwd=root / "pkg").returncode == 1
    assert run("--isolated", "--src", "../lib", "net.py", cwd=root / "pkg").returncode == 1
