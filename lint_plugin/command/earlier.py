"""An earlier run's findings, with which a report is compared: the JSON that `--output-format json` wrote."""

from __future__ import annotations

import json

from lint_plugin import source as source_
from lint_plugin.command.baseline import MAX_BYTES


class EarlierError(Exception):
    """The file can't be read, or isn't such JSON; the text says why."""


def read(path: str) -> list[tuple[str, str]]:
    """Return the path and the code of each finding. Raises EarlierError."""
    try:
        data = json.loads(source_.read(path, MAX_BYTES).decode("utf-8"))
        return [(str(finding["path"]), str(finding["code"])) for finding in data]
    except source_.SourceError as error:
        raise EarlierError(error.reason) from error
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise EarlierError(f"not the JSON of an earlier run ({type(error).__name__}: {error})") from error
