"""The two languages that texts for people are written in, and which of them the locale asks for."""

from __future__ import annotations

import os
from typing import NamedTuple

LANGUAGES = ("en", "zh")


class Text(NamedTuple):
    """A sentence in both languages; `{name}` stands for what `format` is given."""

    en: str
    zh: str

    def say(self, language: str) -> str:
        """Return the text in the language (`en` or `zh`) as it stands."""
        return self.zh if language == "zh" else self.en

    def format(self, language: str, **fields: object) -> str:
        """Return the text in the language (`en` or `zh`), its fields filled in."""
        return self.say(language).format(**fields)


def of_locale() -> str:
    """Return the language of the locale's messages: `zh` for any Chinese locale, else `en`."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):  # the first that is set decides, as POSIX has it
        value = os.environ.get(variable)
        if value:
            return "zh" if value.replace("-", "_").partition(".")[0].partition("_")[0].lower() == "zh" else "en"
    return "en"
