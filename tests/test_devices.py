"""How a project's version of MindSpore is told which device to run on."""

from __future__ import annotations

import pytest

from lint_plugin.mindspore import devices, versions
from lint_plugin.mindspore.members import all_members

NEWER = 'mindspore.set_device("GPU")'
OLDER = 'mindspore.set_context(device_target="GPU")'


@pytest.mark.parametrize(
    ("version", "statements"),
    [((1, 8), (OLDER,)), ((2, 4), (OLDER,)), ((2, 5), (NEWER,)), ((2, 10), (NEWER,)), (None, (NEWER, OLDER))],
)
def test_statement_of_the_version(version: versions.Version | None, statements: tuple[str, ...]) -> None:
    assert devices.settings("GPU", version) == statements


def test_statement_is_spelled_as_the_file_knows_mindspore() -> None:
    assert devices.settings("CPU", (2, 7), prefix="ms.") == ('ms.set_device("CPU")',)


@pytest.mark.parametrize("name", ["cuda", "cpu"])
@pytest.mark.parametrize("version", [None, (2, 0), (2, 10)])
def test_a_cell_is_not_replaced_by_what_sets_the_device(name: str, version: versions.Version | None) -> None:
    """`net = Net().cuda()` must not become `net = mindspore.set_device(...)`, which is None."""
    member = all_members()[name]
    assert member.replacement(version) == ""
    assert "set_device" in member.differences["en"] and "set_context" in member.differences["zh"]
