"""What the package says of MindSpore and torch is what the installed versions say."""

from __future__ import annotations

import json
from importlib import resources

from frameworks import Runner

from lint_plugin.mindspore import versions
from lint_plugin.mindspore.cells import PARAMETER_LISTS
from lint_plugin.semantics.inference.methods import RETURN_SELF

CELLS = json.loads(resources.files("lint_plugin.mindspore").joinpath("data", "cells.json").read_text("utf-8"))

FIND_CELLS = """
import importlib, json, warnings
from mindspore import nn

warnings.simplefilter("ignore")
found = []
for name in json.loads(NAMESPACES):
    try:
        module = importlib.import_module(name)
    except Exception:  # a namespace of another version, or one that needs other hardware
        continue
    for attribute, value in vars(module).items():
        if isinstance(value, type) and issubclass(value, nn.Cell):
            found.append(f"{name}.{attribute}")
print(json.dumps(found))
"""

FIND_SUPPLIED = """
import importlib, inspect, json, re
from mindspore import nn

answers = {}
for dotted, member in json.loads(PLACES):
    module, _, name = dotted.rpartition(".")
    try:
        cls = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):  # a class of another version
        continue
    sources = "".join(inspect.getsource(base) for base in cls.__mro__[: cls.__mro__.index(nn.Cell)])
    answers[f"{dotted} {member}"] = bool(re.search(rf"def {member}\\(|self\\.{member} *=", sources))
print(json.dumps(answers))
"""

CALL_CELL = """
import inspect, json
import mindspore as ms
from mindspore import nn, ops

net = nn.Dense(2, 2)
arguments = {
    "set_train": (True,), "set_grad": (True,), "to_float": (ms.float32,), "apply": (lambda cell: None,),
    "set_acc": (1,), "to": (ms.float32,), "to_empty": (), "set_broadcast_flag": (),
}
keywords = {"to_empty": {"device": "CPU"}, "add_flags": {"a": 1}, "add_flags_recursive": {"a": 1}}
kinds = {}
for name in json.loads(METHODS):
    if hasattr(nn.Cell, name):
        value = getattr(net, name)(*arguments.get(name, ()), **keywords.get(name, {}))
        kinds[name] = "self" if value is net else type(value).__name__
print(json.dumps(kinds))
"""

FIND_MODULES = """
import json
from torch import nn

print(json.dumps(sorted(n for n, v in vars(nn).items() if isinstance(v, type) and issubclass(v, nn.Module))))
"""

RETURNED = {
    **dict.fromkeys(PARAMETER_LISTS, "list"),
    **dict.fromkeys(RETURN_SELF, "self"),
    **dict.fromkeys(
        ("get_parameters", "parameters_and_names", "cells_and_names", "buffers", "named_buffers"), "generator"
    ),
    **dict.fromkeys(("parameters_dict", "name_cells"), "OrderedDict"),
    "cells": "odict_values",
}
"""What Cell's methods return, in every version that has them."""


def ask(runner: Runner, program: str, **given: object) -> object:
    """Run a program that prints JSON, with JSON texts given to it by name, and return what it printed."""
    head = "".join(f"{name} = {json.dumps(value)!r}\n" for name, value in given.items())
    outcome = runner.run(head + program, seconds=300)
    assert outcome.raised is None, outcome
    return json.loads(outcome.printed)


def version(runner: Runner) -> versions.Version:
    return versions.parse(runner.framework.version)


def test_classes_that_count_as_cells_are_cells(mindspore: Runner) -> None:
    spelled = mindspore.framework.version
    listed = {name for read, names in CELLS["cells"].items() if spelled in read.split() for name in names}
    around = {
        name for read, names in CELLS["cells"].items() if {"2.0.0", "2.7.0"} <= set(read.split()) for name in names
    }
    namespaces = sorted({name.rpartition(".")[0] for names in CELLS["cells"].values() for name in names})
    found = ask(mindspore, FIND_CELLS, NAMESPACES=namespaces)
    assert isinstance(found, list)
    if "dev" in spelled:  # a build between the releases that were read: what both of them have
        assert around <= set(found)
    else:
        assert set(found) == listed


def test_torch_like_members_are_mindspores_own(mindspore: Runner) -> None:
    places = [(name, member) for member, names in CELLS["supplied_by_mindspore"].items() for name in names]
    answers = ask(mindspore, FIND_SUPPLIED, PLACES=places)
    assert isinstance(answers, dict)
    assert answers
    assert [place for place, is_there in answers.items() if not is_there] == []


def test_buffers_came_when_they_are_said_to_have_come(mindspore: Runner) -> None:
    names = ["buffers", "named_buffers", "register_buffer", "get_buffer", "state_dict"]
    program = (
        "import json\nfrom mindspore import nn\nprint(json.dumps([hasattr(nn.Cell, n) for n in json.loads(NAMES)]))"
    )
    assert ask(mindspore, program, NAMES=names) == [version(mindspore) >= versions.NATIVE_BUFFERS] * len(names)


def test_methods_return_what_they_are_said_to_return(mindspore: Runner) -> None:
    kinds = ask(mindspore, CALL_CELL, METHODS=sorted(RETURNED))
    assert isinstance(kinds, dict)
    assert set(kinds) >= PARAMETER_LISTS
    assert kinds == {name: RETURNED[name] for name in kinds}


def test_modules_of_torch(torch: Runner) -> None:
    assert ask(torch, FIND_MODULES) == CELLS["torch_modules"]
