"""What a user can set."""

from __future__ import annotations

from dataclasses import dataclass

from lint_plugin.mindspore import versions
from lint_plugin.semantics.values import Confidence


class SettingError(ValueError):
    """A setting has a value that it can't have; the text says which it can."""


@dataclass(frozen=True)
class Settings:
    """The settings that decide what the engine reports.

    `mindspore_version` is the lowest version that the project supports, None where that isn't known. `select` and
    `ignore` hold codes or their beginnings; None selects the rules that are on by default. `src` are further source
    roots, absolute.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    mindspore_version: versions.Version | None = None
    min_confidence: Confidence = Confidence.GUESS
    language: str = "en"
    src: tuple[str, ...] = ()

    def enabled(self, code: str, on_by_default: bool) -> bool:
        """Return whether a rule is on: of two settings that name it, the longer prefix wins, `ignore` on a tie."""
        chosen = [p for p in (*(self.select or ()), *self.extend_select) if code.startswith(p)]
        if not chosen and (self.select is not None or not on_by_default):
            return False
        if not on_by_default and code not in (*(self.select or ()), *self.extend_select):
            return False
        ignored = max((len(p) for p in self.ignore if code.startswith(p)), default=0)
        return ignored == 0 or max(map(len, chosen), default=0) > ignored


def read_version(text: str) -> versions.Version:
    """Return the version that a user named. Raises SettingError."""
    try:
        return versions.parse(text)
    except versions.UnknownVersionError as error:
        raise SettingError(f"mindspore-version: {error}") from error


def read_confidence(text: str) -> Confidence:
    """Return the confidence of this name (high, inferred, guess). Raises SettingError."""
    try:
        return Confidence[text.strip().upper()]
    except KeyError:
        raise SettingError(f"min-confidence: {text!r} is none of high, inferred, guess") from None


def read_codes(text: str) -> tuple[str, ...]:
    """Return the codes of a list that commas or spaces separate."""
    return tuple(code.strip().upper() for code in text.replace(",", " ").split())
