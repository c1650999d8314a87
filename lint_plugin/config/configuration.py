"""The settings that hold for a file, and where each of them came from.

In this order: what the command line or the host's own options say, the nearest section of a configuration file, what
that section extends, what the project requires (`mindspore-version` alone), the default. `--ignore`, `--extend-select`
and `--extend-exclude` add to the section's; `--select` starts anew, so that the section's `select`, `extend-select` and
`ignore` don't count. A section stands to what it extends as the command line to the section.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from lint_plugin import rules
from lint_plugin.confidence import Confidence
from lint_plugin.config import sections
from lint_plugin.config.layer import KEYS, Layer, field_of
from lint_plugin.config.patterns import Pattern, Patterns
from lint_plugin.config.requirements import Requirements
from lint_plugin.folders import Folders
from lint_plugin.mindspore import versions
from lint_plugin.settings import Settings

_SELECTION = ("select", "extend-select", "ignore")
_ADDED = frozenset({"extend-select", "ignore", "extend-exclude", "unfixable", "extend-safe-fixes",
                    "extend-unsafe-fixes"})  # fmt: skip


class Value(NamedTuple):
    """What holds for a key, and the places that say so; None and no place where nobody says anything."""

    value: Any
    origins: tuple[str, ...]


class Defaults(NamedTuple):
    """What holds where nobody says anything: the patterns of `exclude`, and the language."""

    excluded: Sequence[str] = ()
    language: str = "en"


class Folder:
    """What holds for the files of a folder: `layers` are those that speak, the strongest first."""

    def __init__(self, layers: Sequence[Layer], defaults: Defaults) -> None:
        self.layers = layers
        self.folder = next((layer.folder for layer in layers[1:] if layer.folder), layers[0].folder)
        self.values = {key: _value(layers, key) for key in KEYS}
        self._defaults = defaults
        self._of_files: dict[tuple[tuple[str, ...], versions.Version | None], Settings] = {((), None): self.settings}

    @cached_property
    def settings(self) -> Settings:
        """The settings, but for what holds for single files."""

        def given(key: str, default: Any) -> Any:
            value = self.values[key].value
            return default if value is None else value

        return Settings(
            **_selection(self.layers),
            mindspore_version=given("mindspore-version", None),
            min_confidence=given("min-confidence", Confidence.GUESS),
            language=given("language", self._defaults.language),
            src=tuple(os.path.normpath(os.path.join(start, path)) for path, start in self._paths("src")),
            fixable=given("fixable", None),
            unfixable=given("unfixable", ()),
            extend_safe_fixes=given("extend-safe-fixes", ()),
            extend_unsafe_fixes=given("extend-unsafe-fixes", ()),
        )

    def _paths(self, key: str) -> list[tuple[str, str]]:
        """Return the paths or patterns of a key, each with the folder that it starts at."""
        field = field_of(key)
        speaking = [layer for layer in self.layers if getattr(layer, field) is not None]
        counting = speaking if key in _ADDED else speaking[:1]
        return [(path, layer.folder) for layer in counting for path in getattr(layer, field)]

    @cached_property
    def baseline(self) -> str | None:
        """The absolute path of the baseline, None for none."""
        speaking = next((layer for layer in self.layers if layer.baseline), None)
        return None if speaking is None else os.path.join(speaking.folder, speaking.baseline or "")

    @cached_property
    def exclusion(self) -> Patterns:
        """The patterns of files and folders that are left out."""
        said = self._paths("exclude")
        if self.values["exclude"].value is None:
            said += [(pattern, self.folder) for pattern in self._defaults.excluded]
        said += self._paths("extend-exclude")
        return Patterns(Pattern(pattern, folder) for pattern, folder in said)

    @cached_property
    def inclusion(self) -> Patterns | None:
        """The patterns of files that are checked in folders, None where nobody says any."""
        said = self._paths("include")
        return Patterns(Pattern(pattern, folder) for pattern, folder in said) if said else None

    @cached_property
    def _per_file(self) -> list[tuple[bool, Patterns, tuple[str, ...]]]:
        """For each pattern of per-file-ignores: whether it must match or must not, the pattern, the codes."""
        speaking = next((layer for layer in self.layers if layer.per_file_ignores is not None), None)
        if speaking is None or speaking.per_file_ignores is None:
            return []
        return [
            (not text.startswith("!"), Patterns([Pattern(text.removeprefix("!"), speaking.folder)]), codes)
            for text, codes in speaking.per_file_ignores
        ]

    @cached_property
    def _per_file_versions(self) -> list[tuple[Patterns, versions.Version]]:
        """For each pattern of per-file-mindspore-version: the pattern, the version."""
        speaking = next((layer for layer in self.layers if layer.per_file_mindspore_version is not None), None)
        if speaking is None or speaking.per_file_mindspore_version is None:
            return []
        return [
            (Patterns([Pattern(text, speaking.folder)]), version)
            for text, version in speaking.per_file_mindspore_version
        ]

    def for_file(self, path: str) -> Settings:
        """Return the settings of one file of the folder, given by its absolute path."""
        codes = tuple(
            code for wanted, pattern, codes in self._per_file if pattern.match(path) == wanted for code in codes
        )
        version = next((version for pattern, version in self._per_file_versions if pattern.match(path)), None)
        if (codes, version) not in self._of_files:
            known = self.settings.mindspore_version if version is None else version
            self._of_files[codes, version] = self.settings._replace(silenced=codes, mindspore_version=known)
        return self._of_files[codes, version]


class Configuration:
    """The settings of one run, file by file.

    `given` is what the command line, or the host's options, say. `file` is the one configuration file that counts,
    where the user named one; `isolated` lets no file count at all. `warn` is called once, with the version, when
    MindSpore is newer than the facts.
    """

    def __init__(
        self,
        given: Layer,
        *,
        file: str | None = None,
        isolated: bool = False,
        defaults: Defaults | None = None,
        warn: Callable[[versions.Version], None] | None = None,
    ) -> None:
        self._given = given
        self._file = sections.read(file, given.folder) if file is not None and not isolated else None
        self._isolated = isolated
        self._defaults = defaults or Defaults()
        self._warn = warn
        listing = Folders()
        self._sections = sections.Sections(listing)
        self._requirements = Requirements(listing)
        self._folders: dict[str, Folder] = {}
        self._of_layers: dict[tuple[Layer, ...], Folder] = {}

    def settings(self, path: str) -> Settings:
        """Return the settings of a file. Raises SettingError, which names the configuration file and the key."""
        path = os.path.abspath(path)
        return self.folder(os.path.dirname(path)).for_file(path)

    def folder(self, folder: str) -> Folder:
        """Return what holds for the files of a folder, given by its absolute path. Raises SettingError."""
        found = self._folders.get(folder)
        if found is None:
            layers = self._layers(folder)
            found = self._of_layers.get(layers)
            if found is None:
                found = self._of_layers[layers] = Folder(layers, self._defaults)
            self._folders[folder] = found
            version = found.settings.mindspore_version
            if self._warn is not None and version is not None and version > versions.NEWEST:
                self._warn(version)
                self._warn = None
        return found

    def _layers(self, folder: str) -> tuple[Layer, ...]:
        section = self._file
        if section is None and not self._isolated:
            section = self._sections.nearest(folder)
        layers = [self._given]
        while section is not None:
            layers.append(section)
            section = section.base
        if not self._isolated and all(layer.mindspore_version is None for layer in layers):
            required = self._requirements.nearest(folder)
            if required is not None:
                layers.append(Layer(sections.shown(required[1]), "", mindspore_version=required[0]))
        return tuple(layers)

    def leaves_out(self, path: str) -> bool:
        """Return whether a file or folder that was met on the way is left out. Raises SettingError."""
        path = os.path.abspath(path)
        return self.folder(os.path.dirname(path)).exclusion.match(path)

    def leaves_out_named(self, path: str) -> bool:
        """Return whether a file is left out that was named: by a pattern for it, or for a folder above it."""
        path = os.path.abspath(path)
        top = os.path.join(self.folder(os.path.dirname(path)).folder, "")
        while path.startswith(top) and path != top:
            if self.leaves_out(path):
                return True
            path = os.path.dirname(path)
        return False


def _value(layers: Sequence[Layer], key: str) -> Value:
    field = field_of(key)
    if key in _SELECTION:
        layers = _selecting(layers)
    speaking = [layer for layer in layers if getattr(layer, field) is not None]
    if not speaking:
        return Value(None, ())
    if key not in _ADDED:
        return Value(getattr(speaking[0], field), (speaking[0].origin,))
    items = dict.fromkeys(item for layer in reversed(speaking) for item in getattr(layer, field))
    return Value(tuple(items), tuple(layer.origin for layer in speaking))


def _selecting(layers: Sequence[Layer]) -> Sequence[Layer]:
    """Return the layers that choose rules: those below a `select` don't count."""
    for position, layer in enumerate(layers):
        if layer.select is not None:
            return layers[: position + 1]
    return layers


def _selection(layers: Sequence[Layer]) -> dict[str, Any]:
    """Return the fields of Settings that choose rules; a stronger layer has the last word on what it names."""
    speaking = [layer for layer in reversed(_selecting(layers)) if _words(layer) != _SILENT]
    if not speaking:
        return {}
    if len(speaking) == 1:
        return _words(speaking[0])
    enabled: set[str] = set()
    for position, layer in enumerate(speaking):
        alone = Settings(**{**_words(layer), **({} if position == 0 else {"select": ()})})
        for rule in rules.all_rules():
            if alone.enabled(rule.code, rule.on_by_default):
                enabled.add(rule.code)
            elif rule.code.startswith(alone.ignore):
                enabled.discard(rule.code)
    return {"select": tuple(sorted(enabled))}


def _words(layer: Layer) -> dict[str, Any]:
    return {"select": layer.select, "extend_select": layer.extend_select or (), "ignore": layer.ignore or ()}


_SILENT: dict[str, Any] = {"select": None, "extend_select": (), "ignore": ()}
