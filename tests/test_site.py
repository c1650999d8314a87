"""The site finds what people look for, and its page for what isn't there works at any address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import navigation

DOCS = Path(__file__).resolve().parent.parent / "docs"


def words(language: str, text: str) -> list[str]:
    """Return the words that the search finds in a text."""
    configuration = (DOCS / f"mkdocs.{language}.yml").read_text(encoding="utf-8")
    separator = re.search(r"separator: '((?:[^']|'')+)'", configuration)
    assert separator is not None
    return re.split(separator[1].replace("''", "'"), text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_ids_and_names_are_found_within_brackets_and_dotted_names(language: str) -> None:
    title = (DOCS / language / "rules" / "register-buffer-on-cell.md").read_text(encoding="utf-8").partition("# ")[2]
    assert {"MSP104", "E8604", "register", "buffer"} <= set(words(language, title.partition("\n")[0]))
    assert {"nn", "Dense", "named_buffers"} <= set(words(language, "`nn.Dense`, ('named_buffers')"))


def test_chinese_words_are_found() -> None:
    """The index has a character of no width between two words."""
    assert words("zh", "注册\u200b缓冲区，\u200b参数") == ["注册", "缓冲区", "参数"]
    page = (DOCS / "zh" / "rules" / "register-buffer-on-cell.md").read_text(encoding="utf-8")
    assert "缓冲区" in page


@pytest.mark.parametrize("path", list(DOCS.glob("*/**/*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_each_page_says_what_it_is_about(path: Path) -> None:
    said = navigation.described(path.read_text(encoding="utf-8"))
    assert 10 <= len(said) <= 201
    assert not re.search(r"[`\n]|\]\(|\*\*|^[#<|-]", said)


def test_a_description_is_a_pages_first_paragraph() -> None:
    text = "---\na: b\n---\n\n# Title\n\nOne `two`\n[three](x.md) **four**:\n\n```python\n```\n\nFive.\n"
    assert navigation.described(text) == "One two three four"
    assert navigation.described("# Title\n\n## Section\n\nOne.\n") == "One."
    assert navigation.described("# Title\n\n```sh\nls\n```\n\nOne.\n") == ""
    assert navigation.described(f"# Title\n\n{'word ' * 100}\n") == f"{'word ' * 39}word…"


def test_the_page_for_what_is_not_there_loads_nothing() -> None:
    text = (DOCS / "theme" / "404.html").read_text(encoding="utf-8")
    assert not re.search(r"<link|src=|url\(|@import", text)
    assert set(re.findall(r'href="([^"]+)"', text)) == {"index.html", "rules/index.html"}
