"""What a rule's page says of every rule alike: its facts, how it is silenced, and which documents it rests on."""

from __future__ import annotations

from typing import NamedTuple

from lint_plugin.fixes.edit import Applicability
from lint_plugin.language import Text
from lint_plugin.mindspore import documents, versions
from lint_plugin.rules.examples import bad_examples
from lint_plugin.rules.rule import Rule

_CODE, _PYLINT = Text(en="Code", zh="编号"), Text(en="pylint", zh="pylint")
_VERSIONS, _DEFAULT = Text(en="MindSpore", zh="MindSpore 版本"), Text(en="On by default", zh="默认启用")
_CONFIDENCE, _FIX = Text(en="Confidence", zh="置信度"), Text(en="Fix", zh="自动修复")
_ALL = Text(en="all versions", zh="所有版本")
_FROM, _BELOW = Text(en="{version} and later", zh="{version} 及以后"), Text(en="before {version}", zh="{version} 之前")
_BETWEEN = Text(en="{since} and later, before {below}", zh="{since} 及以后，{below} 之前")
_YES, _NO = Text(en="yes", zh="是"), Text(en="no: `--extend-select {code}`", zh="否，用 `--extend-select {code}` 启用")
_FIXES = {
    (): Text(en="none", zh="无"),
    (Applicability.SAFE,): Text(en="safe", zh="安全"),
    (Applicability.UNSAFE,): Text(en="unsafe", zh="不安全"),
    (Applicability.SAFE, Applicability.UNSAFE): Text(en="safe or unsafe", zh="安全或不安全（视代码而定）"),
}
_OR, _COMMA = Text(en=" or ", zh=" 或 "), Text(en=", ", zh="、")
_ON_THE_LINE = Text(
    en="By a comment on the line, in the command, flake8, pylint and editors alike; a reason may follow the code:",
    zh="在该行末尾加注释，对命令、flake8、pylint 和编辑器都有效，编号之后可以写明原因：",
)
_OTHERWISE = Text(
    en="`# noqa: {code}` works too, in flake8 and the command, and `# pylint: disable={symbol}` in pylint. A comment "
    "`# mindspore-lint: disable-file={code}` holds for the whole file.",
    zh="也可以写 `# noqa: {code}`（flake8 和命令）或 `# pylint: disable={symbol}`（pylint）。屏蔽整个文件："
    "`# mindspore-lint: disable-file={code}`。",
)
_IN_PROJECT = Text(
    en="For a whole project, in `pyproject.toml`:",
    zh="对整个项目关闭这条规则，在 `pyproject.toml` 中配置：",
)
_MORE = Text(en="More: {page}", zh="更多用法：{page}")
_ALSO = Text(en="{newest}; older: {oldest}", zh="{newest}；旧版：{oldest}")


class Fact(NamedTuple):
    """One thing that a rule is: `key` tells which, `name` and `value` say it in Markdown."""

    key: str
    name: str
    value: str


def facts(rule: Rule, language: str) -> list[Fact]:
    """Return what a rule is, in the order in which it is shown."""
    *first, last = (f"`{confidence}`" for confidence in rule.confidences)
    sure = _OR.say(language).join([_COMMA.say(language).join(first), last] if first else [last])
    on = (_YES if rule.on_by_default else _NO).format(language, code=rule.code)
    return [
        Fact("code", _CODE.say(language), f"`{rule.code}`"),
        Fact("pylint", _PYLINT.say(language), f"`{rule.pylint_id}`"),
        Fact("versions", _VERSIONS.say(language), _holds(rule, language)),
        Fact("default", _DEFAULT.say(language), on),
        Fact("confidence", _CONFIDENCE.say(language), sure),
        Fact("fix", _FIX.say(language), _FIXES[rule.fixes].say(language)),
    ]


def _holds(rule: Rule, language: str) -> str:
    if rule.since is not None and rule.below is not None:
        ends = {"since": versions.spell(rule.since), "below": versions.spell(rule.below)}
        return _BETWEEN.format(language, **ends)
    if rule.since is not None:
        return _FROM.format(language, version=versions.spell(rule.since))
    return _ALL.say(language) if rule.below is None else _BELOW.format(language, version=versions.spell(rule.below))


def silencing(rule: Rule, language: str, page: str) -> str:
    """Return how a rule is silenced: on a line that its examples get reported; `page` says all of it."""
    reported = [example.code.split("\n")[line - 1].strip() for example in bad_examples(rule) for line in example.lines]
    line = min(reported, key=len)
    parts = [
        _ON_THE_LINE.say(language),
        f"```python\n{line}  # mindspore-lint: disable={rule.code}\n```",
        _OTHERWISE.format(language, code=rule.code, symbol=rule.symbol),
    ]
    if rule.on_by_default:
        parts += [_IN_PROJECT.say(language), f'```toml\n[tool.mindspore-lint]\nignore = ["{rule.code}"]\n```']
    return "\n\n".join([*parts, _MORE.format(language, page=page)])


def addresses(rule: Rule, language: str) -> list[str]:
    """Return the addresses of MindSpore's documents that a rule rests on, those of early and of late versions."""
    return list(dict.fromkeys(address for topic in rule.topics for address in _ends(topic, language)))


def references(rule: Rule, language: str) -> str:
    """Return the documents that a rule rests on by their titles, a list in Markdown, each with its versions."""
    lines = []
    for topic in rule.topics:
        oldest, newest = _ends(topic, language)
        title = documents.title(topic, language)
        line = f"[{title}]({newest})"
        if oldest != newest:
            old = f"[{documents.release_of(oldest)}]({oldest})"
            line = _ALSO.format(language, newest=f"{line} ({documents.release_of(newest)})", oldest=old)
        lines.append(f"- {line}")
    return "\n".join(lines)


def _ends(topic: str, language: str) -> tuple[str, str]:
    """Return the addresses of a topic's document in the earliest version and in the latest that has it."""
    oldest, newest = (documents.address((topic,), version, language) for version in (versions.OLDEST, None))
    return oldest, newest
