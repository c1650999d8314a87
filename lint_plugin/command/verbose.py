"""What `--verbose` says of a run: which files were read, from where their settings come, how long it took."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence

from lint_plugin.command.checking import Task
from lint_plugin.config import Configuration
from lint_plugin.language import Text
from lint_plugin.mindspore import versions
from lint_plugin.output.settings_text import COMMAND_LINE

_READ = Text(
    en="read {files} files ({size} bytes) in {seconds} s", zh="读取了 {files} 个文件（{size} 字节），耗时 {seconds} 秒"
)
_SETTINGS = Text(en="settings of {files} files: {origins}", zh="{files} 个文件的设置来自：{origins}")
_DEFAULTS = Text(en="defaults", zh="默认值")
_GIVEN = Text(en="command line", zh="命令行")
_VERSION = Text(en="MindSpore {version} ({origin})", zh="MindSpore {version}（{origin}）")


def tell(tasks: Sequence[Task], configuration: Configuration, seconds: float, language: str) -> None:
    """Print it on stderr, a line for each set of places that settings come from."""
    places = Counter(_origins(task, configuration, language) for task in tasks)
    lines = [_SETTINGS.format(language, files=count, origins=origins) for origins, count in places.most_common()]
    size = f"{sum(task.size() for task in tasks):,}"
    lines.append(_READ.format(language, files=len(tasks), size=size, seconds=f"{seconds:.2f}"))
    for line in lines:
        print(f"mindspore-lint: {line.replace(' 1 files', ' 1 file')}", file=sys.stderr)


def _origins(task: Task, configuration: Configuration, language: str) -> str:
    """Return the places that a file's settings come from, and which MindSpore they say."""
    values = configuration.folder(os.path.dirname(os.path.abspath(task.path))).values
    version = values["mindspore-version"]
    named = [origin for value in values.values() for origin in value.origins if value is not version]
    found = [_GIVEN.format(language) if name == COMMAND_LINE else name for name in dict.fromkeys(named)]
    if version.origins:
        (origin,) = version.origins
        origin = _GIVEN.format(language) if origin == COMMAND_LINE else origin
        found.append(_VERSION.format(language, version=versions.spell(version.value), origin=origin))
    return "; ".join(found) or _DEFAULTS.format(language)
