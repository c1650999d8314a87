"""Why a call of a MindSpore callable can't be bound, and what to write instead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lint_plugin.mindspore import call_values, call_words, signatures
from lint_plugin.mindspore.calls import Kind, Problem, problems, shape_index
from lint_plugin.mindspore.remedies import Action
from lint_plugin.mindspore.signatures import READ, Form, Trust, signature

DATA = Path(signatures.__file__).parent / "data" / "signatures"


def told(name: str, positional: int, *keywords: str, version: tuple[int, int] | None = None) -> list[str]:
    """Return the problems of a call as text."""
    return [text(problem) for problem in problems(name, positional, keywords, version)]


def text(problem: Problem) -> str:
    """Return a problem in a line: its kind, its argument, and its remedies."""
    parts = [problem.kind.name, problem.argument]
    for remedy in problem.remedies:
        parts += [remedy.action.name, *remedy.names, remedy.instead]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("mindspore.ops.function.array_func.cat", "mindspore.ops.cat"),
        ("mindspore.ops.functional.cat", "mindspore.ops.cat"),
        ("mindspore.nn.layer.conv.Conv2d", "mindspore.nn.Conv2d"),
        ("mindspore.nn.layer.Conv2d", "mindspore.nn.Conv2d"),
        ("mindspore.nn.optim.Adam", "mindspore.nn.Adam"),
        ("mindspore.ops.operations.Concat", "mindspore.ops.Concat"),
        ("mindspore.common.tensor.Tensor.astype", "mindspore.Tensor.astype"),
        ("mindspore.Parameter.astype", "mindspore.Tensor.astype"),
    ],
)
def test_all_names_of_an_object_lead_to_it(name: str, canonical: str) -> None:
    known = signature(name)
    assert known is not None and known.qualified_name == canonical


@pytest.mark.parametrize("name", ["mindspore.ops.no_such_name", "mindspore.nowhere.cat", "numpy.zeros", "cat"])
def test_names_that_were_not_read_are_left_alone(name: str) -> None:
    assert signature(name) is None
    assert problems(name, 99, ["bias"], None) == ()


@pytest.mark.parametrize(
    ("name", "positional", "keywords", "expected"),
    [
        ("mindspore.ops.cat", 1, ["dim"], ["UNKNOWN dim RENAME axis"]),
        ("mindspore.nn.ReLU", 0, ["inplace"], ["UNKNOWN inplace LEAVE_OUT"]),
        ("mindspore.nn.ReLU", 1, [], ["SURPLUS LEAVE_OUT"]),
        ("mindspore.nn.LayerNorm", 1, ["eps"], ["UNKNOWN eps RENAME epsilon"]),
        ("mindspore.nn.Dense", 0, ["in_features", "out_features"], [
            "UNKNOWN in_features RENAME in_channels", "UNKNOWN out_features RENAME out_channels"]),
        ("mindspore.nn.Adam", 1, ["lr", "betas"], [
            "UNKNOWN lr RENAME learning_rate", "UNKNOWN betas SPLIT beta1 beta2"]),
        ("mindspore.nn.Momentum", 1, ["lr", "momentum"], ["UNKNOWN lr RENAME learning_rate"]),
        ("mindspore.mint.zeros", 2, [], ["SURPLUS PACK"]),
        ("mindspore.ops.zeros", 2, ["dtype"], ["DOUBLED dtype PACK"]),
        ("mindspore.ops.randint", 2, [], ["MISSING size INSERT"]),
        ("mindspore.ops.transpose", 3, [], ["SURPLUS REPLACE mindspore.ops.swapaxes"]),
        ("mindspore.ops.Zeros", 2, [], ["SURPLUS REPLACE mindspore.ops.zeros"]),
        ("mindspore.mint.randint", 2, ["size"], ["UNKNOWN size POSITIONAL"]),
        ("mindspore.mint.mean", 1, ["axis"], ["UNKNOWN axis RENAME dim"]),
        ("mindspore.ops.linspace", 3, ["dtype"], ["UNKNOWN dtype CAST"]),
        ("mindspore.common.initializer.Normal", 0, ["std"], ["UNKNOWN std RENAME sigma"]),
    ],
)  # fmt: skip
def test_a_habit_of_torch_has_its_remedy(name: str, positional: int, keywords: list[str], expected: list[str]) -> None:
    assert told(name, positional, *keywords) == expected


def test_one_call_has_all_its_problems_in_one_answer() -> None:
    found = told("mindspore.nn.Conv2d", 3, "groups", "bias", "padding_mode")
    assert found == ["UNKNOWN groups RENAME group", "UNKNOWN bias RENAME has_bias", "UNKNOWN padding_mode LEAVE_OUT"]


@pytest.mark.parametrize(
    ("name", "positional", "keywords"),
    [
        ("mindspore.nn.Conv2d", 3, ["has_bias", "pad_mode", "padding"]),
        ("mindspore.ops.cat", 2, []),
        ("mindspore.ops.rand", 4, ["dtype"]),
        ("mindspore.nn.Adam", 1, ["learning_rate", "use_lazy"]),
        ("mindspore.nn.SequentialCell", 7, []),
    ],
)
def test_what_can_be_bound_has_no_problem(name: str, positional: int, keywords: list[str]) -> None:
    assert told(name, positional, *keywords) == []


@pytest.mark.parametrize(
    ("name", "positional", "keywords"),
    [
        ("mindspore.ops.split", 1, ["axis", "output_num"]),
        ("mindspore.ops.norm", 2, ["p", "keep_dims"]),
        ("mindspore.ops.logsumexp", 1, ["axis", "keep_dims"]),
        ("mindspore.ops.argmax", 1, ["axis"]),
    ],
)
def test_what_mindspore_itself_took_is_no_habit_of_torch(name: str, positional: int, keywords: list[str]) -> None:
    known = signature(name)
    assert known is not None and known.at((1, 10)).trust is Trust.WHOLE
    assert told(name, positional, *keywords) == []


def test_other_faults_are_told_apart_and_have_no_remedy() -> None:
    (problem,) = problems("mindspore.nn.Conv2d", 3, ["weight_initializer"], None)
    assert (problem.kind, problem.torch_like, problem.remedies) == (Kind.UNKNOWN, False, ())
    assert [one.torch_like for one in problems("mindspore.nn.exponential_decay_lr", 3, [], None)] == [False, False]


@pytest.mark.parametrize("name", ["mindspore.nn.CellList", "mindspore.nn.CellDict", "mindspore.nn.Identity"])
def test_what_takes_anything_is_left_alone(name: str) -> None:
    assert told(name, 5, "bias", "dim", "no_such_keyword") == []


def test_a_keyword_that_a_later_version_takes_counts_below_it_alone_when_nothing_supports_it() -> None:
    """nn.Dense has `dtype` from 2.5 on: a project from 2.0 on may run there."""
    assert told("mindspore.nn.Dense", 2, "dtype") == told("mindspore.nn.Dense", 2, "dtype", version=(2, 0)) == []
    known = signature("mindspore.nn.Dense")
    assert known is not None
    assert [known.at(version).accepts("dtype") for version in READ] == [False, False, True, True, True, True]


def test_a_version_between_two_that_were_read_may_be_like_either() -> None:
    assert signatures.supported((2, 3)) == READ[1:]
    assert signatures.supported((2, 7)) == READ[4:]
    assert signatures.supported((2, 11)) == READ[5:]
    assert signatures.supported(None) == READ[1:]
    assert signatures.supported((1, 5)) == READ


def test_starred_arguments_leave_nothing_missing() -> None:
    assert problems("mindspore.nn.Conv2d", 0, [], None, complete=False) == ()
    found = problems("mindspore.nn.Conv2d", 0, ["bias"], None, complete=False)
    assert [problem.argument for problem in found] == ["bias"]


def test_what_is_bound_before_counts() -> None:
    assert problems("mindspore.ops.cat", 1, [], None, bound_before=1) == ()
    assert [one.kind for one in problems("mindspore.ops.cat", 2, [], None, bound_before=1)] == [Kind.SURPLUS]


def test_static_methods_are_known() -> None:
    static, other = signature("mindspore.Tensor.from_numpy"), signature("mindspore.Tensor.astype")
    assert static is not None and static.is_static
    assert other is not None and not other.is_static


def test_shapes_that_torch_takes_as_numbers() -> None:
    assert [shape_index(f"mindspore.{name}") for name in ("ops.zeros", "mint.ones", "ops.rand", "ops.cat")] == [
        *(0, 0, None, None)
    ]


def every_refused_keyword() -> list[tuple[str, str, Problem]]:
    """Return each callable, keyword and problem that a call with this keyword alone of torch's has in 2.10."""
    found = []
    for namespace in sorted(signatures.NAMESPACES):
        for name in signatures._namespace(namespace)["torch"]:
            known = signature(f"{namespace}.{name}")
            assert known is not None
            for keyword in sorted({word for one in known.torch for word in one.keywords} - {"self"}):
                for one in problems(known.qualified_name, 0, [keyword], READ[-1], complete=False):
                    found.append((known.qualified_name, keyword, one))
    return found


def test_every_keyword_and_name_that_is_refused_wakes_a_file() -> None:
    refused = every_refused_keyword()
    assert len(refused) > 2000
    assert {keyword for _, keyword, _ in refused} <= call_words.keywords()
    assert {"zeros", "ones", "randint", "ReLU"} <= call_words.counted()


def test_a_keyword_to_write_instead_is_taken_by_every_version() -> None:
    renamed = [
        (name, word)
        for name, _, problem in every_refused_keyword()
        for remedy in problem.remedies
        if remedy.action in (Action.RENAME, Action.SPLIT)
        for word in remedy.names
    ]
    assert len(renamed) > 300
    for name, word in renamed:
        known = signature(name)
        assert known is not None
        assert known.at(READ[-1]).accepts(word), (name, word)


def test_what_to_call_instead_exists() -> None:
    instead = {
        remedy.instead
        for name in signatures._namespace("mindspore.ops")["torch"]
        for problem in problems(f"mindspore.ops.{name}", 9, [], None)
        for remedy in problem.remedies
        if remedy.action is Action.REPLACE
    }
    assert instead and all(signature(name) for name in instead)


def test_the_data_is_read_where_it_is_asked_for_alone() -> None:
    program = (
        "import builtins, os\n"
        "opened = []\n"
        "real = builtins.open\n"
        "def spy(path, *given, **more):\n"
        "    opened.append(os.path.basename(str(path)))\n"
        "    return real(path, *given, **more)\n"
        "builtins.open = spy\n"
        "from lint_plugin.mindspore import call_values, calls\n"
        "assert opened == [], opened\n"
        "calls.problems('mindspore.nn.Conv2d', 3, ['has_bias'], None)\n"
        "assert opened == ['mindspore.nn.json'], opened\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_data_is_small() -> None:
    sizes = {path.name: path.stat().st_size for path in DATA.glob("*.json")}
    assert max(sizes.values()) < 130_000 and sum(sizes.values()) < 400_000, sizes


def test_signatures_are_written_as_said() -> None:
    (one,) = Form.of("a b= * c d= e~b").signatures
    assert one.positional == ("a", "b") and one.required == {"a", "c"}
    assert one.keywords == {"a": "a", "b": "b", "c": "c", "d": "d", "e": "b"}
    (two,) = Form.of("a / b *rest **more").signatures
    assert two.positional == ("a", "b") and set(two.keywords) == {"b"}
    assert two.takes_more_positional and two.takes_any_keyword
    assert [Form.of(text).trust for text in ("-", "?", "~a=|b=", "")] == [
        *(Trust.ABSENT, Trust.UNKNOWN, Trust.KEYWORDS, Trust.WHOLE)
    ]


def test_values_that_layers_refuse() -> None:
    conv, pool = call_values.padding("mindspore.nn.layer.conv.Conv2d"), call_values.padding("mindspore.nn.MaxPool2d")
    assert conv is not None and (conv.default, conv.lengths, conv.lists) == ("same", (4,), False)
    assert pool is not None and (pool.default, pool.lengths, pool.lists) == ("valid", (1, 2), True)
    assert not conv.accepts_mode("SAME") and pool.accepts_mode("SAME") and not pool.accepts_mode("zeros")
    assert call_values.padding("mindspore.nn.Dense") is None
    assert call_values.position("mindspore.nn.Conv2d", "pad_mode") == 4
    assert call_values.needing_pad_mode("mindspore.nn.MaxPool2d")["ceil_mode"] == {"False"}
    (embedding,) = call_values.refusals("mindspore.nn.Embedding")
    assert embedding.kinds == {"int", "None"} and embedding.remedy is not None
    assert embedding.remedy.names == ("padding_idx",)
    modes = call_values.recomputing("mindspore.ops.interpolate")
    assert modes is not None and "bilinear" in modes.certain and "nearest" in modes.likely


def test_parameters_whose_values_are_refused_exist() -> None:
    for entry in call_values._data()["refused"]:
        known = signature(entry["callable"])
        assert known is not None, entry
        assert all(
            known.at(version).accepts(entry["parameter"]) for version in READ[1:] if known.at(version).signatures
        )
