"""The page "From Module to Cell": each public member of torch.nn.Module, and what a Cell has for it."""

from __future__ import annotations

from lint_plugin.language import Text
from lint_plugin.mindspore import versions
from lint_plugin.mindspore.members import Member, all_members
from lint_plugin.rules import all_rules

COLUMNS = (
    Text("torch.nn.Module", "torch.nn.Module"),
    Text("On a Cell", "Cell 上的同名接口"),
    Text("Write", "写法"),
    Text("Rule", "规则"),
)
_NEVER = Text("no", "无")
_ALWAYS = Text("yes", "有")
_SINCE = Text("from {version}", "{version} 起")
_BELOW = Text("before {version}: {code}", "{version} 之前：{code}")
_FROM = Text("from {version}: {code}", "{version} 起：{code}")
_SAME = Text("the same name", "同名接口")
_NOTHING = Text("nothing in its place", "没有对应的接口")


def rows(language: str) -> list[tuple[str, str, str, str]]:
    """Return a row of Markdown for each member, in the order of COLUMNS."""
    return [
        (f"`{member.name}`", _presence(member, language), _instead(member, language), _rules(member))
        for member in sorted(all_members().values(), key=lambda member: member.name)
    ]


def _presence(member: Member, language: str) -> str:
    if member.since is None:
        return _NEVER.format(language)
    if member.since <= versions.OLDEST:
        return _ALWAYS.format(language)
    return _SINCE.format(language, version=versions.spell(member.since))


def _instead(member: Member, language: str) -> str:
    """Return what to write, by version where it changed, and what differs."""
    known = [(since, code) for since, code in member.instead if since is not None]
    lines = [_code(code) if since <= versions.OLDEST else _from(since, _code(code), language) for since, code in known]
    if member.since is not None:
        if known and member.since > versions.OLDEST:
            lines[0] = _BELOW.format(language, version=versions.spell(member.since), code=_code(known[0][1]))
        lines.append(_SAME.format(language) if not known else _from(member.since, _SAME.format(language), language))
    difference = member.differences.get(language, "")
    if difference:
        lines.append(difference)
    return "<br>".join(lines) or _NOTHING.format(language)


def _from(since: versions.Version, code: str, language: str) -> str:
    return _FROM.format(language, version=versions.spell(since), code=code)


def _code(template: str) -> str:
    return f"`{template.format(receiver='net', arguments='...', argument='...', flag='True')}`"


def _rules(member: Member) -> str:
    """Return links to the rules that report the member on a Cell that lacks it, or has it with another meaning."""
    if not member.lacking(versions.OLDEST):
        return ""
    reporting = [rule for rule in all_rules() if member.name in rule.accesses | rule.defines]
    return "<br>".join(f"[{rule.code}](rules/{rule.symbol}.md)" for rule in reporting)
