"""What decides the findings of a file, and how a user's words for it are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import NamedTuple

from lint_plugin import rules
from lint_plugin.confidence import Confidence
from lint_plugin.fixes.edit import Applicability, Fix
from lint_plugin.language import LANGUAGES, Text
from lint_plugin.mindspore import versions


class SettingError(ValueError):
    """A setting has a value that it can't have; the text says which it can.

    `where` names the place, outer first: a file, a key.
    """

    def __init__(self, text: Text, where: tuple[str, ...] = (), **fields: object) -> None:
        super().__init__(text, where, fields)
        self.text = text
        self.where = where
        self.fields = fields

    def within(self, *where: str) -> SettingError:
        """Return the error with the place it stands in put before its own."""
        return SettingError(self.text, (*where, *self.where), **self.fields)

    def at(self, *where: str) -> SettingError:
        """Return the error with another name for the key that it begins with."""
        return SettingError(self.text, (*where, *self.where[1:]), **self.fields)

    def say(self, language: str) -> str:
        """Return the error in a language, on one line."""
        return ": ".join((*self.where, self.text.format(language, **self.fields)))

    def __str__(self) -> str:
        return self.say("en")


class Settings(NamedTuple):
    """The settings that decide what the engine reports of a file.

    `mindspore_version` is the lowest version that the project supports, None where that isn't known. `select` and
    `ignore` hold codes or their beginnings; None selects the rules that are on by default. `silenced` are codes, or
    their beginnings, that are left out in this file whatever selects them. `src` are further source roots, absolute.
    `fixable` (None: all) and `unfixable` say by codes or their beginnings what is fixed, `extend_safe_fixes` and
    `extend_unsafe_fixes` whose fixes are taken for safe or unsafe, whatever the rule says of them.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    mindspore_version: versions.Version | None = None
    min_confidence: Confidence = Confidence.GUESS
    language: str = "en"
    src: tuple[str, ...] = ()
    silenced: tuple[str, ...] = ()
    fixable: tuple[str, ...] | None = None
    unfixable: tuple[str, ...] = ()
    extend_safe_fixes: tuple[str, ...] = ()
    extend_unsafe_fixes: tuple[str, ...] = ()

    def enabled(self, code: str, on_by_default: bool) -> bool:
        """Return whether a rule is on: of two settings that name it, the longer prefix wins, `ignore` on a tie."""
        if code.startswith(self.silenced):
            return False
        chosen = [p for p in (*(self.select or ()), *self.extend_select) if code.startswith(p)]
        if not chosen and (self.select is not None or not on_by_default):
            return False
        if not on_by_default and code not in (*(self.select or ()), *self.extend_select):
            return False
        ignored = max((len(p) for p in self.ignore if code.startswith(p)), default=0)
        return ignored == 0 or max(map(len, chosen), default=0) > ignored

    def fix_of(self, code: str, fix: Fix | None) -> Fix | None:
        """Return a rule's fix as the user wants it, None where the rule is not to be fixed.

        Of two settings that name a rule, the longer prefix wins, on a tie the one that does less.
        """
        if fix is None:
            return None
        wanted = 1 if self.fixable is None else _named(code, self.fixable)
        if wanted <= _named(code, self.unfixable):
            return None
        safe, unsafe = _named(code, self.extend_safe_fixes), _named(code, self.extend_unsafe_fixes)
        if safe == unsafe:
            return fix if safe == 0 else fix._replace(applicability=Applicability.UNSAFE, together_with=())
        applicability = Applicability.SAFE if safe > unsafe else Applicability.UNSAFE
        return fix._replace(applicability=applicability, together_with=())


def _named(code: str, prefixes: tuple[str, ...]) -> int:
    """Return the length of the longest of the prefixes that a code begins with, 0 where it begins with none."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)


_NO_VERSION = Text(
    en="unknown MindSpore version {given!r}: choose from {oldest} to {newest}",
    zh="未知的 MindSpore 版本 {given!r}：请指定 {oldest} 到 {newest} 之间的版本",
)
_NO_CODE = Text(
    en="unknown rule code, prefix or symbol {code!r} (see mindspore-lint --list-rules)",
    zh="未知的规则编号、前缀或名称 {code!r}（参见 mindspore-lint --list-rules）",
)
_MISSPELT_CODE = Text(
    en="unknown rule code, prefix or symbol {code!r}; did you mean {meant!r}?",
    zh="未知的规则编号、前缀或名称 {code!r}；您是否想写 {meant!r}？",
)
_NONE_OF = Text(en="invalid value {given!r}: choose from {choices}", zh="无效的值 {given!r}：可选值为 {choices}")
NEWER = Text(
    en="MindSpore {version} is newer than mindspore-lint knows: treated as {newest}",
    zh="MindSpore {version} 比 mindspore-lint 已知的版本新：按 {newest} 处理",
)
"""The note on a version that the facts don't reach yet."""


def read_version(text: str) -> versions.Version:
    """Return the version that a user named. Raises SettingError."""
    try:
        return versions.parse(text)
    except versions.UnknownVersionError:
        oldest, newest = versions.spell(versions.OLDEST), versions.spell(versions.NEWEST)
        raise SettingError(_NO_VERSION, given=text, oldest=oldest, newest=newest) from None


def read_confidence(text: str) -> Confidence:
    """Return the confidence of this name (high, inferred, guess). Raises SettingError."""
    try:
        return Confidence[text.strip().upper()]
    except KeyError:
        raise SettingError(_NONE_OF, given=text, choices="high, inferred, guess") from None


def read_language(text: str) -> str:
    """Return the language of this name (en, zh). Raises SettingError."""
    language = text.strip().lower()
    if language not in LANGUAGES:
        raise SettingError(_NONE_OF, given=text, choices=", ".join(LANGUAGES))
    return language


def read_codes(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of rules that a user named by them, by their beginnings, or by symbols or pylint's ids.

    Beginnings stay beginnings. Raises SettingError for what names no rule.
    """
    return tuple(dict.fromkeys(_code(name.strip()) for name in codes))


def _code(name: str) -> str:
    if name and any(rule.code.startswith(name.upper()) for rule in rules.all_rules()):
        return name.upper()
    rule = rules.find(name)
    if rule is None:
        meant = nearest(name.lower(), (rule.symbol for rule in rules.all_rules()))
        raise SettingError(_MISSPELT_CODE if meant else _NO_CODE, code=name, meant=meant)
    return rule.code


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the word that a user may have meant, by its letters; empty where none comes near."""
    matching = import_module("difflib").get_close_matches(word, list(words), n=1, cutoff=0.7)  # only a mistake needs it
    return str(matching[0]) if matching else ""


def items(text: str) -> list[str]:
    """Return the items of a list that commas, spaces or line ends separate."""
    return text.replace(",", " ").split()
