"""Modules drawn at random that hold findings for sure: networks with leftovers of torch, nested and commented."""

from __future__ import annotations

from hypothesis import strategies as st

IMPORTS = (
    "from mindspore import nn\n",
    "import mindspore.nn as nn\n",
    "import mindspore\nfrom mindspore import nn, ops\n",
    "import mindspore as ms\n\nnn = ms.nn\n",
)
HEADS = (
    *("", "", "", '"""A network of 网络 𠀀."""\n', "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n"),
    "# mindspore-lint: disable-file=MSP103 it runs on 2.6\n",
    "# flake8: noqa\n",
    "# flake8: noqa: MSP101\n",
)
EXPRESSIONS = (
    *("{net}.buffers()", "list({net}.buffers())", "{net}.named_buffers()", "dict({net}.named_buffers())"),
    *("{net}.register_buffer('mask', x)", "{net}.register_buffer('seen', x, False)", "{net}.parameters()"),
    *("{net}.forward(x)", "{net}.layer.forward(x)", "next({net}.untrainable_params())", "{net}(x)"),
    *("dict({net}.untrainable_params())", "({net}\n .buffers())", "{net} \\\n    .buffers()", "{net}.eval()"),
    *("{net}.state_dict()", "getattr({net}, 'buffers')()", "nn.Sequential({net})", "{net}.cells()[0]"),
    *("'网𠀀', {net}.buffers(), '€'", '"""\n# noqa\n""", {net}.buffers()', "[b for b in {net}.buffers()]"),
    *("f'{{{net}.buffers()}} 网'", "(lambda: {net}.buffers())", "{net}.trainable_params()", "torch_net.buffers()"),
)
COMMENTS = (
    *("", "", "", "  # noqa", "  # noqa: MSP103", "  # noqa: MSP1", "  # NOQA:MSP103,E501", "  # noqa: E501"),
    *("  #noqa", "  # a comment: 网络", "  # noqa : MSP102", "  # type: ignore # noqa", "  # noqa: MSP105 MSP102"),
)
BLOCKS = (
    *("if x:", "else_ = 0\nwhile x:", "for p in {net}.buffers():", "for name, p in {net}.untrainable_params():"),
    *("with x as y:", "def inner(x):", "async def inner(x):", "class Inner:", "class Inner(nn.Cell):"),
    *("for name, p in {net}.named_buffers():", "@decorated(x)\ndef inner(x):"),
)
METHODS = ("forward(self, x)", "construct(self, x)", "extra(self, x=1)", "__init__(self)")


def indented(text: str) -> str:
    """Indent a text's lines, but for those inside a string of several lines."""
    lines, inside = [], False
    for line in text.splitlines():
        lines.append(line if inside or not line else f"    {line}")
        inside ^= line.count('"""') % 2 == 1
    return "\n".join(lines) + "\n"


comments = st.sampled_from(COMMENTS)


def simple(net: str) -> st.SearchStrategy[str]:
    """Draw a statement in which a network, given by an expression, is used as in torch."""
    used = st.sampled_from(EXPRESSIONS).map(lambda text: text.format(net=net))
    line = st.builds("{}{}\n".format, used, comments)
    other = st.sampled_from(("pass\n", "# a comment\npass\n", "\n\npass\n"))
    return st.one_of(line, line.map("y = {}".format), line.map("x = {}".format), other)


def bodies(net: str) -> st.SearchStrategy[str]:
    """Draw statements, nested ones too."""
    blocks = st.sampled_from(BLOCKS).map(lambda text: text.format(net=net))
    return st.recursive(
        simple(net),
        lambda inner: st.one_of(
            st.builds("{}{}".format, inner, inner),
            st.builds(
                lambda head, comment, body: f"{head}{comment}\n{indented(body)}",
                blocks,
                st.sampled_from(COMMENTS),
                inner,
            ),
            st.builds(lambda body: f"try:\n{indented(body)}finally:\n    pass\n", inner),
        ),
        max_leaves=6,
    )


@st.composite
def classes(draw: st.DrawFn, name: str, bases: list[str]) -> str:
    """Draw a class that derives from one of the bases."""
    methods = draw(st.lists(st.sampled_from(METHODS), min_size=1, max_size=3, unique=True))
    text = f"\n\nclass {name}({draw(st.sampled_from(bases))}):{draw(comments)}\n"
    for method in methods:
        body = draw(bodies("self"))
        text += indented(f"def {method}:{draw(comments)}\n{indented(body)}    return x\n\n")
    return text


@st.composite
def modules(draw: st.DrawFn) -> str:
    """Draw a module; but for what its comments silence, its last line is a finding."""
    text = draw(st.sampled_from(HEADS)) + draw(st.sampled_from(IMPORTS)) + "\nx = None\n"
    names = ["nn.Cell", "nn.Dense"]
    for name in draw(st.lists(st.sampled_from(("Net", "Other", "网络", "𠀀")), min_size=1, max_size=3, unique=True)):
        text += draw(classes(name, names))
        names.append(name)
    text += f"\n\nnet = {names[-1]}()\n" + draw(bodies("net"))
    return f"{text}last = nn.Cell().forward(x)\n"
