"""What the package says of torch.nn.Module's members, and of names that MindSpore lacks, is what is installed."""

from __future__ import annotations

import json
from importlib import resources

from frameworks import Runner
from test_facts import ask, version

from lint_plugin.mindspore import counterparts, namespaces
from lint_plugin.mindspore.members import all_members

CELL_HAS = """
import json
from importlib import resources
from mindspore import nn

net = nn.Cell()
print(json.dumps([name for name in json.loads(NAMES) if hasattr(net, name)]))
"""

MODULE_HAS = """
import json
from importlib import resources
from torch import nn

public = {name for name in dir(nn.Linear(2, 2)) if not name.startswith("_")}
print(json.dumps(sorted(public & {*dir(nn.Module), "training"})))
"""

NAMESPACE_HAS = """
import importlib, json, pkgutil

found = {}
for space in json.loads(SPACES):
    try:
        module = importlib.import_module(space)
    except ImportError:
        continue
    submodules = [info.name for info in pkgutil.iter_modules(getattr(module, "__path__", ()))]
    found[space] = [*dir(module), *submodules]
print(json.dumps(found))
"""

RESOLVES = """
import importlib, json

def resolves(dotted):
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        try:
            value = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            if not hasattr(value, part):
                return False
            value = getattr(value, part)
        return True
    return False

print(json.dumps([name for name in json.loads(NAMES) if not resolves(name)]))
"""

DATA = json.loads(resources.files("lint_plugin.mindspore").joinpath("data", "namespaces.json").read_text("utf-8"))
KNOWN = {
    space: sorted({name for module in entry["of"].split() for name in DATA["torch"][module].split()})
    for space, entry in DATA["namespaces"].items()
}
"""Each namespace that is judged, and all names that torch has in its place."""


def test_cell_has_the_members_that_it_is_said_to_have(mindspore: Runner) -> None:
    has = ask(mindspore, CELL_HAS, NAMES=sorted(all_members()))
    assert has == sorted(name for name, member in all_members().items() if not member.lacking(version(mindspore)))


def test_every_member_of_torch_is_known(torch: Runner) -> None:
    assert ask(torch, MODULE_HAS) == sorted(all_members())


def test_namespaces_lack_just_the_names_that_are_reported(mindspore: Runner) -> None:
    installed = ask(mindspore, NAMESPACE_HAS, SPACES=sorted(KNOWN))
    assert isinstance(installed, dict)
    now = version(mindspore)
    is_release = "dev" not in mindspore.framework.version  # of a build it isn't known what its release has
    for space, has in installed.items():
        lacking = {name for name in KNOWN[space] if namespaces.lacks(space, name, now)}
        assert not lacking & set(has), space
        assert not is_release or lacking == set(KNOWN[space]) - set(has), space


def test_names_to_write_instead_exist(mindspore: Runner) -> None:
    now = version(mindspore)
    modules = {*DATA["torch"], *counterparts._replacements()["instead"]}
    named = {f"{module}.{name}" for module in modules for name in DATA["torch"].get(module, "").split()}
    listed = {f"{module}.{name}" for module, names in counterparts._replacements()["instead"].items() for name in names}
    instead = {one for dotted in named | listed for one in counterparts._of_torch(dotted, now).names}
    assert len(instead) > 500
    assert ask(mindspore, RESOLVES, NAMES=sorted(instead)) == []


def test_what_is_known_of_torch_is_what_it_has(torch: Runner) -> None:
    others = ("torch.npu", "torch.utils.tensorboard")  # torch_npu adds the one, the other needs a package of its own
    names = {f"{module}.{name}" for module, known in DATA["torch"].items() for name in known.split()}
    for module, listed in counterparts._replacements()["instead"].items():
        if module.startswith("torch"):  # of mindspore.numpy, names of torch are known that numpy never had
            names |= {f"{module}.{name}" for name in listed if "*" not in name}
    assert ask(torch, RESOLVES, NAMES=sorted(name for name in names if not name.startswith(others))) == []
