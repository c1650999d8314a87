"""Work that is left undone where a cheap look tells that it finds nothing: counted, not timed."""

from __future__ import annotations

import pytest

from lint_plugin.suppressions import disable_file


def test_a_file_without_a_comment_of_ours_is_not_split_into_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    split: list[int] = []
    monkeypatch.setattr(disable_file, "tokens", lambda lines: split.append(len(lines)) or [])
    disable_file.disable_file_comments(["x = 1  # noqa", "y = 2"])
    assert split == []
    disable_file.disable_file_comments(["x = 1  # mindspore-lint: disable-file=MSP104"])
    assert split == [1]
