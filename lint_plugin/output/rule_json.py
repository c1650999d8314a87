"""Rules as JSON, as `--list-rules` and `--explain` print them with `--output-format json`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lint_plugin.mindspore import versions
from lint_plugin.output.outcome import page_of, severity
from lint_plugin.output.rule_facts import addresses
from lint_plugin.rules.documentation import documentation
from lint_plugin.rules.examples import Example, bad_examples, good_examples
from lint_plugin.rules.rule import Rule


def rules_as_json(rules: Sequence[Rule], language: str, *, documented: bool = False) -> str:
    """Return a JSON list of the rules; where `documented`, the object of the only one, with its page's sections."""
    if not documented:
        return json.dumps([_rule(rule, language) for rule in rules], indent=1, ensure_ascii=False)
    (rule,) = rules
    return json.dumps({**_rule(rule, language), **_sections(rule, language)}, indent=1, ensure_ascii=False)


def _rule(rule: Rule, language: str) -> dict[str, object]:
    return {
        "code": rule.code,
        "pylint_id": rule.pylint_id,
        "symbol": rule.symbol,
        "summary": rule.summary.format(language),
        "severity": severity(rule.code).name.lower(),
        "since": None if rule.since is None else versions.spell(rule.since),
        "below": None if rule.below is None else versions.spell(rule.below),
        "on_by_default": rule.on_by_default,
        "has_fix": bool(rule.fixes),
        "confidences": [str(confidence) for confidence in rule.confidences],
        "fixes": [str(applicability) for applicability in rule.fixes],
        "page": page_of(rule.symbol, language),
        "references": addresses(rule, language),
    }


def _sections(rule: Rule, language: str) -> dict[str, object]:
    text = documentation(rule, language)
    sections = {"reports": text.reports, "why": text.why, "instead": text.instead, "exceptions": text.exceptions}
    return {
        **sections,
        "fix": text.fix or None,
        "messages": {name: message.say(language) for name, message in rule.messages.items()},
        "bad_examples": [_example(example, language) for example in bad_examples(rule)],
        "good_examples": [example.code for example in good_examples(rule)],
    }


def _example(example: Example, language: str) -> dict[str, object]:
    claim = example.claim_zh if language == "zh" and example.claim_zh else example.claim
    return {"code": example.code, "lines": example.lines, "claim": claim, "fixed": example.fixed}
