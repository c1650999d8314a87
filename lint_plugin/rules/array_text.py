"""Whether the text around an access shows that it is one of an array: code computes with it, as it does with no layer.

What is looked for is short, and stands in the same function near by: this is asked of every call of `x.float()`.
"""

from __future__ import annotations

import functools
import re

from lint_plugin.source import IN_WORDS

_NEAR = 2000
"""Bytes of a function, before an access and behind it, that are read."""
_MEMBERS = (
    rb"(?:argmax|as_?numpy|astype|clamp_?|cumsum|expand|masked_fill|masked_scatter|mean|ndim|numpy|permute|"
    rb"repeat_interleave|reshape|shape|softmax|squeeze|sum|swapaxes|tile|transpose|type_as|unsqueeze|view|view_as)\b"
)
"""Members of arrays that no layer has, MindSpore's and torch's neither."""
_ARGUMENTS = rb"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_FUNCTION = rb"(?<![\w.])(?:mindspore\.|ms\.)?(?:ops|mint|F)(?:\.[a-z_]\w*)+(?<!grad)"
"""A function that computes: those of its namespaces that take layers have `grad` in their names."""
_OPERATOR = rb"[ \t]*(?:[-+*/%@<>]|[=!]=)"

_pattern = functools.cache(re.compile)  # most runs need none
_RESULT_USED = rb"\([^()]*\)(?:\.%s|%s)" % (_MEMBERS, _OPERATOR)
_OPERATOR_BEFORE = rb"(?:[-+/%@]|\w \*)[ \t]*\w[\w.]*$"
_COMPUTED = rb"(?:\.%s|%s)%s$" % (_MEMBERS, _FUNCTION, _ARGUMENTS)
_ARGUMENT = rb"%s\((?:[^()]|\([^()]*\))*$" % _FUNCTION
_IN_BRACKETS = rb"(?:^|[^\w)\]])(\((?:[^()]|\([^()]*\))*\))$"
_COMPARES = rb" (?:[-+*/@&|<>]|[<>=!]=) "
_NAME = rb"(?<![\w.)\]])[A-Za-z_][\w.]*$"
_USED = rb"\.%s|(?:\.(?:float|half|to|type)\([^()]*\))? (?:[-+*/@<>]|[<>]=) " % _MEMBERS
_HEAD = rb"[\r\n][ \t]*(?:async[ \t]+)?(?:def|class)\b"


def is_of_array(before: bytes, behind: bytes, source: bytes, offset: int) -> bool:
    """Return whether the receiver, or what a call of the attribute returns, is added, reshaped, compared and the like.

    `before` is the line up to the dot, `behind` what follows the name, and `offset` where that is in the source.
    """
    if _pattern(_RESULT_USED).match(behind):
        return True
    if behind.startswith(b"(") and (_pattern(_OPERATOR_BEFORE).search(before) or _pattern(_ARGUMENT).search(before)):
        return True
    if before.endswith(b")"):
        inner = _pattern(_IN_BRACKETS).search(before)
        return (
            _pattern(_COMPARES).search(inner[1]) is not None
            if inner
            else _pattern(_COMPUTED).search(before) is not None
        )
    name = _pattern(_NAME).search(before)
    return name is not None and _is_used_as_one(name[0], source, offset)


def _is_used_as_one(name: bytes, source: bytes, offset: int) -> bool:
    """Return whether a function uses an object, by its name, as an array near an offset."""
    head = _pattern(_HEAD).search(source, offset, offset + _NEAR)
    end = head.start() if head else offset + _NEAR
    found = source.find(name, max(source.rfind(b"def ", 0, offset), offset - _NEAR, 0), end)
    while found >= 0:
        behind = found + len(name)
        if _pattern(_USED).match(source, behind, end) and (found == 0 or source[found - 1] not in _WORD):
            return True
        found = source.find(name, behind, end)
    return False


_WORD = b"." + IN_WORDS
