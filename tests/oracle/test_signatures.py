"""The signatures in the data are those of the installed MindSpore, and it refuses the calls that are said to fail."""

from __future__ import annotations

import json
from pathlib import Path

from frameworks import Runner
from test_facts import ask, version

from lint_plugin.mindspore import signatures
from lint_plugin.mindspore.signatures import Callable, Form, Trust, signature

HERE = Path(__file__).parent

ASK_AGAIN = """
import json, sys
sys.path.insert(0, HERE)
import record_signatures

present = set(record_signatures.in_a_process(record_signatures.listed))
print(json.dumps(record_signatures.ask([name for name in json.loads(NAMES) if name in present], [])))
"""

CALL = r"""
import json, re, sys
sys.path.insert(0, HERE)
import record_signatures

def refused(value, word):
    tensor, parameter = record_signatures.owners()[:2]
    parameters = record_signatures.parameters_of(value) or ()
    known = record_signatures.dummies(parameters, None)[0]
    for dummies in (known, [tensor] * len(known), [], [tensor], [tensor] * 2, [tensor] * 3):
        error = record_signatures.refusal(value, dummies, {word: None})
        if record_signatures.refuses(error, word):
            if re.search(record_signatures.REFUSED, str(error)):
                return True
            rows = record_signatures.overloads(error)  # before 2.6, and still for some, an error lists what is taken
            if rows and not any(word in re.findall(r"\w+", row) for row in rows):
                return True
    return False

found = record_signatures.listed()
for name, word in json.loads(CALLS):
    print(json.dumps([name, word, refused(found[name], word)]), flush=True)
"""

TRIED = """
import json, numpy
import mindspore as ms
from mindspore import nn, ops, Tensor, Parameter
from mindspore.common.initializer import Normal

mint = getattr(ms, "mint", None)

def outcome(code):
    x = Tensor(numpy.ones((2, 3), numpy.float32))
    params = [Parameter(x, name="p")]
    try:
        eval(code)
    except Exception as error:
        return type(error).__name__
    return "nothing"

print(json.dumps({code: outcome(code) for code in json.loads(CODES)}))
"""

HABITS = {
    "nn.Conv2d(3, 8, 3, bias=False)": "nn.Conv2d(3, 8, 3, has_bias=False)",
    "nn.Conv2d(4, 8, 3, groups=2)": "nn.Conv2d(4, 8, 3, group=2)",
    "nn.Conv1d(4, 8, 3, bias=True)": "nn.Conv1d(4, 8, 3, has_bias=True)",
    "nn.Dense(2, 3, bias=False)": "nn.Dense(2, 3, has_bias=False)",
    "nn.Dense(in_features=2, out_features=3)": "nn.Dense(in_channels=2, out_channels=3)",
    "nn.LayerNorm((4,), eps=1e-6)": "nn.LayerNorm((4,), epsilon=1e-6)",
    "nn.ReLU(inplace=True)": "nn.ReLU()",
    "nn.ReLU(True)": "nn.ReLU()",
    "nn.LeakyReLU(negative_slope=0.1)": "nn.LeakyReLU(alpha=0.1)",
    "nn.Softmax(dim=1)": "nn.Softmax(axis=1)",
    "nn.Embedding(num_embeddings=5, embedding_dim=3)": "nn.Embedding(vocab_size=5, embedding_size=3)",
    "nn.PReLU(num_parameters=4, init=0.1)": "nn.PReLU(channel=4, w=0.1)",
    "nn.BatchNorm2d(4, track_running_stats=True)": "nn.BatchNorm2d(4)",
    "nn.GRUCell(2, 3, bias=False)": "nn.GRUCell(2, 3, has_bias=False)",
    "nn.LSTM(2, 3, bias=False)": "nn.LSTM(2, 3, has_bias=False)",
    "nn.SGD(params, lr=0.1)": "nn.SGD(params, learning_rate=0.1)",
    "nn.Adam(params, lr=0.1)": "nn.Adam(params, learning_rate=0.1)",
    "nn.Adam(params, betas=(0.8, 0.9))": "nn.Adam(params, beta1=0.8, beta2=0.9)",
    "nn.RMSProp(params, alpha=0.9, eps=1e-8)": "nn.RMSProp(params, decay=0.9, epsilon=1e-8)",
    "ops.cat((x, x), dim=1)": "ops.cat((x, x), axis=1)",
    "ops.stack((x, x), dim=1)": "ops.stack((x, x), axis=1)",
    "ops.softmax(x, dim=1)": "ops.softmax(x, axis=1)",
    "ops.mean(x, dim=1, keepdim=True)": "ops.mean(x, axis=1, keep_dims=True)",
    "ops.norm(x, p=2, dim=1)": "ops.norm(x, ord=2, dim=1)",
    "ops.var(x, unbiased=False)": "ops.var(x, ddof=False)",
    "ops.std(x, unbiased=True)": "ops.std(x, ddof=True)",
    "ops.leaky_relu(x, negative_slope=0.1)": "ops.leaky_relu(x, alpha=0.1)",
    "ops.split(x, 1, dim=1)": "ops.split(x, 1, axis=1)",
    "ops.linspace(0, 1, 3, dtype=ms.float16)": "ops.linspace(0, 1, 3).astype(ms.float16)",
    "ops.arange(3, device='cpu')": "ops.arange(3)",
    "ops.zeros(2, 3)": "ops.zeros((2, 3))",
    "ops.ones(2, 3, dtype=ms.float32)": "ops.ones((2, 3), dtype=ms.float32)",
    "ops.randint(5, (2,))": "ops.randint(0, 5, (2,))",
    "ops.transpose(x, 0, 1)": "ops.swapaxes(x, 0, 1)",
    "ops.Zeros((2, 3), ms.float32)": "ops.zeros((2, 3), ms.float32)",
    "ops.Concat((x, x), 1)": "ops.cat((x, x), 1)",
    "ops.rand(size=(2, 3))": "ops.rand(2, 3)",
    "Normal(std=0.1)": "Normal(sigma=0.1)",
    "Parameter(data=x)": "Parameter(default_input=x)",
}
"""What torch takes, and what the remedies make of it."""


def known_callables() -> list[Callable]:
    """Return every callable of the data."""
    found = [
        signature(f"{space}.{name}")
        for space in sorted(signatures.NAMESPACES)
        for name in signatures._namespace(space)["callables"]
    ]
    return [known for known in found if known is not None]


def form_of(known: Callable, runner: Runner) -> Form:
    """Return how a callable may be called in the installed version."""
    return known.at(version(runner))


def test_signatures_are_those_installed(mindspore: Runner) -> None:
    spaces = sorted(signatures.NAMESPACES)
    names = [f"{space}.{name}" for space in spaces for name in sorted(signatures._namespace(space)["callables"])[::7]]
    answers = ask(mindspore, ASK_AGAIN, NAMES=names, HERE=str(HERE))
    assert isinstance(answers, dict)
    different, compared = {}, set()
    for name, text in answers.items():
        known = signature(name)
        if known is None or text in ("?",) or text.startswith("~*"):  # keywords tried one by one take their time
            continue
        compared.add(name.rpartition(".")[0])
        if form_of(known, mindspore) is not Form.of(text):
            different[name] = text
    assert different == {}
    present = {name.rpartition(".")[0] for name in answers}
    assert compared == present, present - compared


def test_names_that_are_absent_are(mindspore: Runner) -> None:
    known = [one for one in known_callables() if form_of(one, mindspore).trust is Trust.ABSENT]
    program = "import json, sys\nsys.path.insert(0, HERE)\nimport record_signatures\n"
    program += "print(json.dumps([name for name in json.loads(NAMES) if name in record_signatures.listed()][:20]))"
    names = [one.qualified_name for one in known][::23]
    assert ask(mindspore, program, NAMES=names, HERE=str(HERE)) == []


def test_keywords_of_torch_are_refused_where_they_are_said_to_be(mindspore: Runner) -> None:
    now, calls = version(mindspore), []
    for known in known_callables():
        form = known.at(now)
        if form.trust in (Trust.ABSENT, Trust.UNKNOWN):
            continue
        for word in sorted({word for one in known.torch for word in one.keywords} - {"self"}):
            if not form.accepts(word):
                calls.append((known.qualified_name, word))
    head = f"CALLS = {json.dumps(calls)!r}\nHERE = {str(HERE)!r}\n"
    outcome = mindspore.run(head + CALL, seconds=600)
    answers = [json.loads(line) for line in outcome.printed.splitlines()]
    assert outcome.raised is None, (outcome, answers[-1:])
    assert len(answers) == len(calls) > 500
    assert [answer for answer in answers if not answer[2]] == []


def test_calls_of_torch_fail_and_what_is_written_instead_runs(mindspore: Runner) -> None:
    fails = ask(mindspore, TRIED, CODES=list(HABITS))
    runs = ask(mindspore, TRIED, CODES=list(HABITS.values()))
    assert isinstance(fails, dict) and isinstance(runs, dict)
    assert {code for code, error in fails.items() if error not in ("TypeError", "KeyError")} == set()
    assert {code for code, error in runs.items() if error != "nothing"} == set()
