"""MSP113: arguments whose values MindSpore's layers and functions refuse, though torch's take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lint_plugin.mindspore import call_values, versions
from lint_plugin.patterns import later
from lint_plugin.rules.rule import Applicability, Confidence, Rule, Text


class ArgumentValueRejected(Rule):
    """A value that a parameter refuses, mostly since torch has another parameter at its position."""

    code = "MSP113"
    symbol = "argument-value-rejected"
    summary = Text(
        en="A MindSpore layer or function is given a value that it refuses, but torch's takes.",
        zh="传给 MindSpore 层或函数的取值在 PyTorch 中有效，但 MindSpore 不接受。",
    )
    topics = ("mapping_table",)
    call_namespaces = frozenset({"mindspore"})
    confidences = (Confidence.HIGH, Confidence.INFERRED, Confidence.GUESS)
    fixes = (Applicability.SAFE, Applicability.UNSAFE)
    messages = {
        "refused": Text(en="{callee} {complaint}", zh="{callee} {complaint}"),
        "advised": Text(en="{callee} {complaint}: write {advice}", zh="{callee} {complaint}：请写成 {advice}"),
    }

    def asks_for_call(self, qualified_name: str, version: versions.Version | None) -> bool:
        """Return whether the callable is known to refuse some values."""
        return call_values.is_known(qualified_name)

    def asks_for_arguments(
        self, qualified_name: str, positional: int, keywords: Sequence[str], version: versions.Version | None
    ) -> bool:
        """Return whether the call gives a parameter some of whose values are refused."""
        return any(
            name in keywords or (place is not None and place < positional)
            for name, place in call_values.judged(qualified_name).items()
        )

    def asks_for_values(self, qualified_name: str, values: Mapping[str | int, bytes]) -> bool:
        """Return whether a name or a dtype may be a number or a truth value, as far as the text tells."""
        judged = call_values.judged(qualified_name)
        if not judged.keys() <= _PLAIN:
            return True
        given = [values.get(name, b"" if place is None else values.get(place, b"")) for name, place in judged.items()]
        return any(value and _ATTRIBUTE_OR_STRING.fullmatch(value) is None for value in given)


_PLAIN = frozenset({"dtype", "name"})
"""Parameters that refuse literals, and what is a number: no attribute is taken for one, as those of objects aren't."""
_ATTRIBUTE_OR_STRING = later(rb'""|[\w.()]+\.[A-Za-z_]\w*')
