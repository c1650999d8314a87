"""What went wrong on released code once: each test is the smallest project that shows it."""

from __future__ import annotations

import pytest

from tests.conftest import Check, places

_LAYER = {
    "pkg/core/nn/modules/__init__.py": "from .module import Module\nfrom .container import ModuleList\n",
    "pkg/core/nn/modules/module.py": """
        class Module:
            def __call__(self, *args):
                return self.forward(*args)

            def register_buffer(self, name, tensor, persistent=True):
                setattr(self, name, tensor)
        """,
    "pkg/core/nn/modules/container.py": "from .module import Module\n\n\nclass ModuleList(Module):\n    pass\n",
    "pkg/core/nn/__init__.py": "from .modules import *\n",
    "pkg/core/serialization.py": "from pkg.core import nn\n",
    "pkg/__init__.py": "",
}


@pytest.mark.parametrize("own_import", ["from . import nn", "from pkg.core import nn", "import pkg.core.nn as nn"])
def test_a_packages_own_submodule_is_found_behind_a_star_import_that_leads_back(check: Check, own_import: str) -> None:
    core = {"pkg/core/__init__.py": f"{own_import}\nfrom .serialization import *\n"}
    findings = check(
        """
        import mindspore
        from pkg.core import nn


        class Blur(nn.Module):
            def __init__(self):
                super().__init__()
                self.register_buffer("kernel", mindspore.ops.ones(3))

            def forward(self, x):
                return x
        """,
        files={**_LAYER, **core},
    )
    assert findings == []


def test_a_class_is_found_through_a_star_import_that_leads_back(check: Check) -> None:
    findings = check(
        "from pkg import Base\n\n\nclass Net(Base):\n    def forward(self, x):\n        return x\n",
        files={
            "pkg/__init__.py": "from .base import *\nfrom .heads import *\n",
            "pkg/base.py": "from mindspore import nn\n\n\nclass Base(nn.Cell):\n    pass\n",
            "pkg/heads.py": "from pkg import Base\n\n\nclass Head(Base):\n    pass\n",
        },
    )
    assert places(findings) == [("MSP101", 5)]


def test_a_name_that_a_star_import_rebinds_is_not_the_submodule(check: Check) -> None:
    findings = check(
        "from pkg import nn\n\n\nclass Net(nn.Cell):\n    def forward(self, x):\n        return x\n",
        files={
            "pkg/__init__.py": "from . import nn\nfrom .shortcuts import *\n",
            "pkg/nn.py": "class Cell:\n    pass\n",
            "pkg/shortcuts.py": "from mindspore import nn\n",
        },
    )
    assert places(findings) == [("MSP101", 5)]


@pytest.mark.parametrize(
    "layer",
    ["from pkg.core.nn.modules.container import ModuleList", "import pkg.core.nn as nn", "from pkg.core import nn"],
)
def test_no_guess_beside_classes_that_get_the_method_from_another_file(check: Check, layer: str) -> None:
    function = f"""
        import mindspore
        {layer}


        def keep(module, value):
            module.register_buffer("value", value)
        """
    assert check(function, files={**_LAYER, "pkg/core/__init__.py": ""}) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return self.run(self.construct, x)", [("MSP101", 8)]),
        ("return self.forward(x)", []),
        ("return self.construct(x) if self.ported else self.forward(x)", []),
    ],
)
def test_a_call_of_its_own_that_needs_construct_supplies_none(
    check: Check, body: str, expected: list[tuple[str, int]]
) -> None:
    text = f"""
        from mindspore import nn

        class Net(nn.Cell):
            def __call__(self, x):
                {body}

            def forward(self, x):
                return x
        """
    assert places(check(text)) == expected


@pytest.mark.parametrize(
    ("returned", "expected"),
    [
        ("list(set(filter(lambda p: p.requires_grad, self.get_parameters())))", [("MSP105", 10), ("MSP106", 11)]),
        ("[p for p in self.get_parameters() if p.requires_grad]", [("MSP105", 10), ("MSP106", 11)]),
        ("[(p.name, p) for p in self.get_parameters()]", []),
        ("filter(lambda p: p.requires_grad, self.get_parameters())", []),
    ],
)
def test_an_override_that_lists_parameters_is_used_as_cells_own(
    check: Check, returned: str, expected: list[tuple[str, int]]
) -> None:
    text = f"""
        from mindspore import nn

        class Net(nn.Cell):
            def trainable_params(self, recurse=True):
                return {returned}


        net = Net()
        first = next(net.trainable_params())
        table = {{name: p for name, p in net.trainable_params()}}
        """
    assert places(check(text)) == expected


@pytest.mark.parametrize("exports", ["", "__all__ = ['Head']\n"])
def test_a_star_import_of_a_broken_file_hides_only_names_that_stand_in_it(check: Check, exports: str) -> None:
    files = {
        "pkg/__init__.py": "from .base import *\nfrom .broken import *\n",
        "pkg/base.py": "from mindspore import nn\n\nclass Base(nn.Cell):\n    pass\n\nclass Head(Base):\n    pass\n",
        "pkg/broken.py": f"{exports}print 'Head'\n",
    }
    text = "from pkg import {0}\n\n\nclass Net({0}):\n    def forward(self, x):\n        return x\n"
    assert places(check(text.format("Base"), files=files)) == [("MSP101", 5)]
    assert check(text.format("Head"), files=files) == []


def test_a_star_import_finds_names_that_do_not_stand_in_the_file(check: Check) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/layers.py": "from .inner import *\n__all__ = []\n__all__ += inner.__all__\n",
        "pkg/inner.py": "from mindspore import nn\n\n__all__ = ['Base']\n\n\nclass Base(nn.Cell):\n    pass\n",
        "names.py": "from pkg.layers import *\n",
    }
    text = "from names import *\n\n\nclass Net(Base):\n    def forward(self, x):\n        return x\n"
    assert places(check(text, files=files)) == [("MSP101", 5)]


def test_star_imports_in_branches_that_may_rebind_a_name(check: Check) -> None:
    text = """\
        import sys
        from mindspore import nn

        Net = nn.Cell
        if sys.platform == "win32":
            from .windows import *
        elif sys.platform == "darwin":
            from .darwin import *
        else:
            from .other import *
        from .all import *

        net = Net()
        net.forward(1)
    """
    files = {"pkg/__init__.py": ""} | {f"pkg/{name}.py": "x = 1\n" for name in ("windows", "darwin", "other", "all")}
    assert places(check(text, files=files, name="pkg/checked.py")) == [("MSP102", 14)]


def test_a_star_import_that_python_refuses_in_a_function_changes_no_name(check: Check) -> None:
    text = "from mindspore import nn\n\n\ndef f():\n    net = nn.Cell()\n    from names import *\n    net.forward(1)\n"
    assert places(check(text)) == [("MSP102", 7)]


@pytest.mark.parametrize(
    "files",
    [
        {"pkg/layers.py": "{base}__all__ = []\n__all__.append('Base')\n"},
        {
            "pkg/inner.py": "{base}__all__ = ['Other']\nOther = 1\nnames = ['Base']\n",
            "pkg/layers.py": "from .inner import Base\nfrom . import inner\n__all__ = []\n__all__ += inner.names\n",
        },
    ],
    ids=["appended", "added from another list"],
)
def test_a_star_import_brings_names_that_are_added_to_all(check: Check, files: dict[str, str]) -> None:
    base = "from mindspore import nn\nclass Base(nn.Cell):\n    pass\n"
    package = {"pkg/__init__.py": ""} | {path: text.format(base=base) for path, text in files.items()}
    text = "from pkg.layers import *\n\nclass Net(Base):\n    def forward(self, x):\n        return x\n"
    assert places(check(text, files=package)) == [("MSP101", 4)]


def test_a_file_with_many_names_for_namespaces_is_searched_as_any_other(check: Check) -> None:
    imports = "".join(f"from mindspore import nn as nn{number}\n" for number in range(60))
    assert places(check(f"{imports}class Net(nn59.Module):\n    pass\n", select=("MSP109",))) == [("MSP109", 61)]
