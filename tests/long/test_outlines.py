"""Installed code in outline: with all bodies read, each tree is what a parser of the whole file gives."""

from __future__ import annotations

import pytest

from lint_plugin import source
from lint_plugin.semantics.code import outline
from tests.long.test_installed_code import files, folders
from tests.test_outline import dumped

EVERY = 20
"""One file of so many is compared: writing both trees down takes a hundred times as long as checking the file."""


@pytest.mark.parametrize("folder", folders())
def test_an_outline_reads_as_the_whole_file(folder: str) -> None:
    for path in files()[folder][::EVERY]:
        try:
            text = source.read(str(path))
            whole = dumped(source.parse(text))
        except (source.SourceError, RecursionError):  # broken on purpose, or too deep to be written down
            continue
        assert dumped(outline.parse(text, [])) == whole, path
