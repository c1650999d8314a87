"""What the messages tell the user to write, in the user's own names, on one line."""

from __future__ import annotations

import pytest

from tests.conftest import Check

HEAD = "from mindspore import Parameter, Tensor, nn, ops\n\n\nclass Net(nn.Cell):\n    pass\n\n\nnet = Net()\n"
LONG = "ops.cat([" + ", ".join(["ops.ones((4, 4))"] * 9) + "])"


def message(check: Check, code: str) -> str:
    (finding,) = check(HEAD + code, select=("MSP10",))
    assert "\n" not in finding.message
    text, _, address = finding.message.rpartition(" (")
    assert address == f"{finding.url})" and finding.url.startswith("https://www.mindspore.cn/")
    return text


@pytest.mark.parametrize(
    ("code", "instead"),
    [
        ('net.register_buffer("mask", x)', 'write net.mask = Parameter(x, name="mask", requires_grad=False)'),
        (
            'net.register_buffer("mask", x, persistent=True)',
            'write net.mask = Parameter(x, name="mask", requires_grad=False)',
        ),
        (
            'net.register_buffer(tensor=x, name="mask")',
            'write net.mask = Parameter(x, name="mask", requires_grad=False)',
        ),
        (
            'net.register_buffer("mask", x, persistent=False)',
            "a buffer that isn't persistent becomes a plain attribute: write net.mask = x",
        ),
        (
            'net.register_buffer("mask", x, False)',
            "a buffer that isn't persistent becomes a plain attribute: write net.mask = x",
        ),
        ('net.register_buffer("mask", None)', "write net.mask = None"),
        (
            'net.register_buffer(f"{name}_{n}", x)',
            "write net.insert_param_to_cell(f'{name}_{n}', Parameter(x, name=f'{name}_{n}', requires_grad=False))",
        ),
        ('net.register_buffer(f"{name}_{n}", None)', "write setattr(net, f'{name}_{n}', None)"),
        (
            'net.register_buffer("class", x)',
            "write net.insert_param_to_cell('class', Parameter(x, name='class', requires_grad=False))",
        ),
        (
            "net.register_buffer(*given)",
            "write net.insert_param_to_cell(name, Parameter(..., name=name, requires_grad=False))",
        ),
        ('net.register_buffer("mask", *rest)', 'write net.mask = Parameter(..., name="mask", requires_grad=False)'),
        ('net.register_buffer("mask", **rest)', 'write net.mask = Parameter(..., name="mask", requires_grad=False)'),
        (
            'nn.Cell.register_buffer(net, "mask", x)',
            'write net.mask = Parameter(x, name="mask", requires_grad=False)',
        ),
        (
            f'net.register_buffer("mask", {LONG})',
            'write net.mask = Parameter(ops.cat(...), name="mask", requires_grad=False)',
        ),
        (
            'net.register_buffer("mask", ops.ones(  # how many\n    4,\n))',
            'write net.mask = Parameter(ops.ones(4), name="mask", requires_grad=False)',
        ),
        (
            'net.register_buffer("mask", Tensor("""a\n   b"""))',
            r"""write net.mask = Parameter(Tensor('a\n   b'), name="mask", requires_grad=False)""",
        ),
        (
            'class Below(Net):\n    def __init__(self):\n        super().register_buffer("mask", x)',
            'write self.mask = Parameter(x, name="mask", requires_grad=False)',
        ),
        (
            'class Below(Net):\n    def __init__(self):\n        super(Net, self).register_buffer("mask", x)',
            'write self.mask = Parameter(x, name="mask", requires_grad=False)',
        ),
    ],
)
def test_register_buffer_becomes_what_it_means(check: Check, code: str, instead: str) -> None:
    assert message(check, code) == f"'register_buffer' does not exist on a Cell before MindSpore 2.6: {instead}"


@pytest.mark.parametrize(
    ("code", "instead"),
    [
        ("net.buffers()", "write net.untrainable_params(), which returns a list of Parameters"),
        ("Net.buffers(net)", "write net.untrainable_params(), which returns a list of Parameters"),
        ("dict(net.named_buffers())", "write [(p.name, p) for p in net.untrainable_params()]"),
        (
            "for name, buffer in net.named_buffers(): pass",
            "write 'for buffer in net.untrainable_params()', and take the name from buffer.name",
        ),
        (
            "{name: b for name, b in net.named_buffers()}",
            "write 'for b in net.untrainable_params()', and take the name from b.name",
        ),
        (
            "for name, _ in net.named_buffers(): pass",
            "write 'for p in net.untrainable_params()', and take the name from p.name",
        ),
        (
            "(net if x else Net()).buffers()",
            "write (net if x else Net()).untrainable_params(), which returns a list of Parameters",
        ),
        (
            f"Net({LONG}).buffers()",
            "write Net(...).untrainable_params(), which returns a list of Parameters",
        ),
    ],
)
def test_buffers_become_untrainable_params(check: Check, code: str, instead: str) -> None:
    text = message(check, code)
    assert text.partition(": ")[2] == instead


@pytest.mark.parametrize(
    ("code", "instead"),
    [
        ("net.forward(x, y=1)", "call the Cell itself, net(x, y=1)"),
        ("net.forward(*x, **y)", "call the Cell itself, net(*x, **y)"),
        ("net.forward()", "call the Cell itself, net()"),
        (f"net.forward({LONG}, x)", "call the Cell itself, net(...)"),
        ("net.forward(\n    x,  # first\n    lambda a: a,\n)", "call the Cell itself, net(x, lambda a: a)"),
        ("Net.forward(net, x)", "write Net.construct(net, x)"),
        ("f = net.forward", "write net.construct, or hand over the Cell itself"),
        ('getattr(net, "forward")(x)', "call the Cell itself, net(x)"),
    ],
)
def test_forward_becomes_a_call_of_the_cell(check: Check, code: str, instead: str) -> None:
    assert message(check, code).endswith(f" is a Cell and has no 'forward': this raises AttributeError: {instead}")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("next(net.trainable_params())", "write next(iter(net.trainable_params())), or net.trainable_params()[0]"),
        ("p = net.trainable_params()\nnext(p)", "write next(iter(p)), or p[0]"),
        ("net.trainable_params().send(1)", "which has no 'send': this raises AttributeError"),
        (
            "for n, p in net.trainable_params(): pass",
            "first dimension is 2 splits in two without an error: write 'for p",
        ),
        ("for n, _ in net.trainable_params(): pass", "splits in two without an error: write 'for p in"),
        ("dict(net.trainable_params())", "write {p.name: p for p in net.trainable_params()}"),
        (f"next(Net({LONG}).trainable_params())", "trainable_params() returns a list"),
    ],
)
def test_the_list_is_named_as_the_user_spells_it(check: Check, code: str, says: str) -> None:
    assert says in message(check, code)


@pytest.mark.parametrize(
    ("version", "says"),
    [
        (None, "returns None up to MindSpore 1.10 and raises AttributeError from 2.0"),
        ((1, 9), "only warns and returns None (up to MindSpore 1.10)"),
        ((2, 0), "without one it raises AttributeError: rename"),
        ((2, 10), "without one it raises AttributeError: rename"),
    ],
)
def test_forward_in_a_cell_says_what_this_version_does(
    check: Check, version: tuple[int, int] | None, says: str
) -> None:
    text = "from mindspore import nn\n\n\nclass Net(nn.Cell):\n    def forward(self, x):\n        return x\n"
    (finding,) = check(text, mindspore_version=version)
    assert says in finding.message


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "if 'net' is a Cell, 'register_buffer' does"), ("zh", "如果 'net' 是 Cell，")],
)
def test_a_guess_begins_with_what_it_takes_for_granted(check: Check, language: str, says: str) -> None:
    (finding,) = check("import mindspore\n\nnet.register_buffer('mask', None)\n", language=language)
    assert finding.message.startswith(says)
