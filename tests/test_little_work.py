"""Work that is left undone where a cheap look tells that it finds nothing: counted, not timed."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Sequence

import pytest

from lint_plugin import namespace_search
from lint_plugin.engine import Engine
from lint_plugin.settings import Settings
from lint_plugin.suppressions import disable_file


def test_a_file_without_a_comment_of_ours_is_not_split_into_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    split: list[int] = []

    def tokens(lines: Sequence[str]) -> list[tokenize.TokenInfo]:
        split.append(len(lines))
        return []

    monkeypatch.setattr(disable_file, "tokens", tokens)
    disable_file.disable_file_comments(["x = 1  # noqa", "y = 2"])
    assert split == []
    disable_file.disable_file_comments(["x = 1  # mindspore-lint: disable-file=MSP104"])
    assert split == [1]


def test_the_searches_of_a_file_share_what_stands_behind_mindspores_names(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[bytes] = []
    behind = namespace_search._behind

    def counted(aliases: tuple[bytes, ...], mark: bytes) -> re.Pattern[bytes]:
        searched.append(mark)
        return behind(aliases, mark)

    monkeypatch.setattr(namespace_search, "_behind", counted)
    Engine(Settings()).wake_up(b"from mindspore import nn, ops\nx = nn.Dense(1, 2)(ops.ones((1, 1)))\n")
    assert searched == [b"."]
