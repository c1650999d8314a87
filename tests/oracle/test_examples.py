"""What each rule's examples claim is seen when they are run."""

from __future__ import annotations

import ast

import pytest
from frameworks import Outcome, Runner

from lint_plugin.mindspore import versions
from lint_plugin.rules import all_rules
from lint_plugin.rules.examples import Example, bad_examples, good_examples
from lint_plugin.rules.rule import Rule

BAD = [
    pytest.param(rule, example, id=f"{rule.code}-{example.name}")
    for rule in all_rules()
    for example in bad_examples(rule)
]
GOOD = [
    pytest.param(rule, example, id=f"{rule.code}-{example.name}")
    for rule in all_rules()
    for example in good_examples(rule)
]


def holds(rule: Rule, example: Example, mindspore: Runner) -> bool:
    """Return whether the example's claim is made for the version that is run."""
    version = versions.parse(mindspore.framework.version)
    since, below = example.since or versions.OLDEST, example.below
    return rule.holds(version) and version >= since and (below is None or version < below)


def is_seen(example: Example, outcome: Outcome) -> bool:
    """Return whether an example did what it claims: it raised that error, or its own assertions held."""
    kind, _, error = example.claim.partition(" ")
    if kind == "raises":
        raised = None if outcome.raised is None else outcome.raised.replace("'StubTensor'", "'Tensor'")  # up to 2.5
        return raised is not None and raised.startswith(error)
    return outcome.raised is None


def failing_lines(example: Example) -> tuple[int, ...]:
    """Return the lines on which an example may fail: where the rule reports, or anywhere for a definition."""
    lines = example.code.splitlines()
    if any(lines[line - 1].lstrip().startswith(("def ", "class ")) for line in example.lines):
        return tuple(range(1, len(lines) + 1))
    return example.lines


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_example_does_what_it_claims(rule: Rule, example: Example, mindspore: Runner) -> None:
    outcome = mindspore.run(example.code)
    if not holds(rule, example, mindspore):
        assert not is_seen(example, outcome), f"{rule.code} should hold for {mindspore.framework.version}, too"
        return
    assert is_seen(example, outcome), outcome
    if outcome.raised:
        assert outcome.line in failing_lines(example), outcome


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_example_works(rule: Rule, example: Example, mindspore: Runner) -> None:
    outcome = mindspore.run(example.code)
    if holds(rule, example, mindspore):
        assert outcome.raised is None, outcome


@pytest.mark.parametrize(("rule", "example"), [p for p in BAD if p.values[1].torch])
def test_bad_example_differs_from_torch(rule: Rule, example: Example, mindspore: Runner, torch: Runner) -> None:
    before, after = torch.run(example.torch), mindspore.run(example.code)
    assert before.raised is None, before
    assert before.printed
    if holds(rule, example, mindspore):
        assert after.printed != before.printed


@pytest.mark.parametrize(("rule", "example"), [p for p in GOOD if p.values[1].torch])
def test_good_example_prints_what_torch_prints(rule: Rule, example: Example, mindspore: Runner, torch: Runner) -> None:
    before, after = torch.run(example.torch), mindspore.run(example.code)
    assert before.raised is None, before
    assert before.printed
    if holds(rule, example, mindspore):
        assert after.printed == before.printed


FIXED = [p for p in BAD if p.values[1].fixed]


def asserts(example: Example) -> list[int]:
    """Return the lines of a fixed example on which it asserts what was wrong before."""
    return [node.lineno for node in ast.walk(ast.parse(example.fixed or "")) if isinstance(node, ast.Assert)]


@pytest.mark.parametrize(("rule", "example"), FIXED)
def test_fixed_example_no_longer_does_what_is_wrong(rule: Rule, example: Example, mindspore: Runner) -> None:
    outcome = mindspore.run(example.fixed)
    if holds(rule, example, mindspore):
        asserted = outcome.raised is not None and outcome.line in asserts(example)
        if example.claim.startswith("silently"):
            assert asserted, outcome
        else:
            assert outcome.raised is None or (asserted and not example.claim.startswith("raises")), outcome


def without_asserts(code: str) -> str:
    """Return a fixed example without what it asserts of how it was before."""
    tree = ast.parse(code)
    tree.body = [statement for statement in tree.body if not isinstance(statement, ast.Assert)]
    return ast.unparse(tree)


RAISING = [p for p in FIXED if p.values[1].torch and p.values[1].claim.startswith("raises")]


@pytest.mark.parametrize(("rule", "example"), RAISING)
def test_fixed_example_prints_what_torch_prints(rule: Rule, example: Example, mindspore: Runner, torch: Runner) -> None:
    if holds(rule, example, mindspore):
        assert mindspore.run(example.fixed or "").printed == torch.run(example.torch).printed


@pytest.mark.parametrize("rule", sorted({p.values[0].code for p in FIXED} - {p.values[0].code for p in RAISING}))
def test_fix_of_what_fails_silently_gives_what_torch_gives(rule: str, mindspore: Runner, torch: Runner) -> None:
    examples = [p.values[1] for p in FIXED if p.values[0].code == rule and p.values[1].torch]
    assert any(mindspore.run(without_asserts(e.fixed)).printed == torch.run(e.torch).printed for e in examples)
