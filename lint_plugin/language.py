"""The two languages that texts for people are written in."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Text:
    """A sentence in both languages; `{name}` stands for what `format` is given."""

    en: str
    zh: str

    def format(self, language: str, **fields: object) -> str:
        """Return the text in the language (`en` or `zh`), its fields filled in."""
        return (self.zh if language == "zh" else self.en).format(**fields)
