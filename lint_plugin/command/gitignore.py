"""The patterns of git's ignore files.

They are read here, as git reads them when it goes from folder to folder. pathspec answers for files below a folder
instead: asked for the folders on the way, its GitIgnoreSpec leaves out all of a project that ignores `*` and then says
`!*/` and `!*.py`, and its PathSpec goes into what git ignores. It also takes longer to import (12 ms) than all that is
done here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable


def patterns(lines: Iterable[str]) -> list[tuple[bool, re.Pattern[str]]]:
    """Return what the lines of an ignore file match, the weakest first, and whether that is ignored.

    What is matched is a path from the file's folder on, with a slash before it, and one behind it for a folder.
    """
    read = [(not line.startswith("!"), _regular(line.removeprefix("!"))) for line in map(_stripped, lines)]
    found = []
    for ignored, group in itertools.groupby((one for one in read if one[1]), key=lambda one: one[0]):
        found.append((ignored, re.compile("|".join(regular for _, regular in group), re.DOTALL)))
    return found


def _stripped(line: str) -> str:
    """Return a line without blanks at its end that no backslash keeps, empty for a comment."""
    line = re.sub(r"(?<!\\) +$", "", line.removesuffix("\r"))
    return "" if line.startswith("#") else line


def _regular(pattern: str) -> str:
    """Return a regular expression for a pattern, empty for one that matches nothing."""
    only_folders = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    if not pattern.strip("/"):
        return ""
    anchored = "/" in pattern
    try:
        names = [_name(name) for name in pattern.removeprefix("/").split("/")]
    except ValueError:
        return ""
    parts = ["/"] if anchored else ["/(?:.*/)?"]
    for index, name in enumerate(names):
        last = index == len(names) - 1
        if name is not None:
            parts.append(name if last else f"{name}/")
        else:  # two stars between slashes stand for any number of folders
            parts.append(".+" if last and anchored else "[^/]+" if last else "(?:.*/)?")
    return f"{''.join(parts)}{'/' if only_folders else '/?'}\\Z"


_NAME = re.compile(
    r"\\(?P<escaped>.)|(?P<stars>\*+)|(?P<any>\?)|\[(?P<class>[!^]?\]?(?:\\.|[^\]\\])*)\]|(?P<other>[^\\\[])"
)


def _name(name: str) -> str | None:
    """Return a regular expression for a part between slashes, None for two stars. Raises ValueError if broken."""
    if len(name) > 1 and not name.strip("*"):
        return None
    parts, at = [], 0
    while at < len(name):
        match = _NAME.match(name, at)
        if match is None:
            raise ValueError(name)
        if match["stars"]:
            parts.append("[^/]+" if match["stars"] == name else "[^/]*")  # no name is empty
        elif match["any"]:
            parts.append("[^/]")
        elif match["class"] is not None:
            parts.append(_class(match["class"]))
        else:
            parts.append(re.escape(match["escaped"] or match["other"]))
        at = match.end()
    return "".join(parts)


def _class(text: str) -> str:
    """Return a regular expression for what stands in square brackets. Raises ValueError where it isn't one."""
    negated = text[:1] in ("!", "^")
    inner = re.sub(r"\\?([\[\]^&~|])|\\([^\w\[\]^&~|])|\\(\w)", _in_class, text[negated:])
    regular = f"(?!/)[{'^' if negated else ''}{inner}]"
    try:
        re.compile(regular)
    except re.error as error:
        raise ValueError(text) from error
    return regular


def _in_class(match: re.Match[str]) -> str:
    return match[3] or f"\\{match[1] or match[2]}"
