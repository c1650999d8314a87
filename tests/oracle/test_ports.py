"""Ports that run: what the fixes alone make of small models of torch, and what the documentation says of it."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from frameworks import Runner
from ports import BY_HAND, MODELS, RESULTS, SETTINGS, mended, result

from lint_plugin.command.checking import Task
from lint_plugin.command.fixing import Plan, fix
from lint_plugin.fixes.edit import Applicability

NEWEST = "2.10.0"


def test_enough_models_are_equal_by_fixes_alone() -> None:
    results = json.loads(RESULTS.read_text("utf-8"))
    assert results.keys() == MODELS.keys()
    assert len(MODELS) >= 12
    assert sum(one["mended"] == "equal" for one in results.values()) >= 8
    assert all(one["finished"] == "equal" and one["by_hand"] <= 5 for one in results.values())
    assert all((one["by_hand"] > 0) == (name in BY_HAND) for name, one in results.items())


@pytest.mark.parametrize("name", MODELS)
def test_port_becomes_what_the_documentation_says(name: str, mindspore: Runner, torch: Runner) -> None:
    if mindspore.framework.version != NEWEST:
        pytest.skip("the ports are made for MindSpore 2.10")
    assert asdict(result(name, torch, mindspore)) == json.loads(RESULTS.read_text("utf-8"))[name]


@pytest.mark.parametrize("name", MODELS)
def test_second_run_changes_nothing_in_a_port(name: str) -> None:
    (file,) = fix([Task(f"/no/project/{name}.py", SETTINGS, mended(name).text)], Plan(Applicability.UNSAFE))
    assert file.after is None
