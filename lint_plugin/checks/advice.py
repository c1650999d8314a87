"""What a message tells to write: code in the words of the file, the imports that it lacks for it, and what differs."""

from __future__ import annotations

from collections.abc import Mapping

from lint_plugin.language import Text
from lint_plugin.semantics.spelling import Spelling


def write(code: Spelling, difference: Mapping[str, str] | None = None) -> Text:
    """Return the clause that tells to write code, and by language (`en`, `zh`) how it differs from torch's."""
    lacking = code.import_line
    english = code.text if lacking is None else f"{code.text} (needs '{lacking}')"
    chinese = code.text if lacking is None else f"{code.text}（需要 '{lacking}'）"
    if not difference:
        return Text(f"write {english}", f"请写成 {chinese}")
    return Text(f"write {english}; {difference['en']}", f"请写成 {chinese}；{difference['zh']}")
