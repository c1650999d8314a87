"""MSP102: `.forward` on a Cell that has no `forward`."""

from __future__ import annotations

from lint_plugin.rules.rule import Applicability, Rule, Text


class ForwardCallOnCell(Rule):
    """A call of, or reference to, `.forward` on a Cell for which no class defines it."""

    code = "MSP102"
    symbol = "forward-call-on-cell"
    summary = Text(
        en="'.forward' is used on a Cell, which has no such method.",
        zh="在 Cell 上使用了 '.forward'，而 Cell 没有这个方法。",
    )
    topics = ("typical_api", "model_and_cell", "model_migration")
    accesses = frozenset({"forward"})
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "call": Text(
            en="'{receiver}' is a Cell and has no 'forward': this raises AttributeError: call the Cell itself, "
            "{receiver}({arguments})",
            zh="'{receiver}' 是 Cell，没有 'forward'，此处会抛出 AttributeError。请直接调用 Cell，即 "
            "{receiver}({arguments})",
        ),
        "construct": Text(
            en="'{receiver}' is a Cell and has no 'forward': this raises AttributeError: write "
            "{receiver}.construct({arguments})",
            zh="'{receiver}' 是 Cell，没有 'forward'，此处会抛出 AttributeError。请写成 "
            "{receiver}.construct({arguments})",
        ),
        "method": Text(
            en="'{receiver}' is a Cell and has no 'forward': this raises AttributeError: write {receiver}.construct",
            zh="'{receiver}' 是 Cell，没有 'forward'，此处会抛出 AttributeError。请写成 {receiver}.construct",
        ),
        "reference": Text(
            en="'{receiver}' is a Cell and has no 'forward': this raises AttributeError: write {receiver}.construct, "
            "or hand over the Cell itself",
            zh="'{receiver}' 是 Cell，没有 'forward'，此处会抛出 AttributeError。请写成 {receiver}.construct，"
            "或直接传入 Cell 本身",
        ),
    }
