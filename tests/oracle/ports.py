"""Ports that run: each model of tests/ports, ported naively, mended by the command's fixes, run and compared.

    python tests/oracle/ports.py    # writes tests/ports/results.json, of which the page "What a port becomes" is made

Nothing is done to a model but what `mindspore-lint --fix --unsafe-fixes --extend-select MSP927 --mindspore-version
2.10` does; then torch's weights are given to it, and its outputs are those of torch, or they aren't.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from frameworks import MINDSPORE, TORCH, Outcome, Runner  # noqa: E402

from lint_plugin.command.checking import Task  # noqa: E402
from lint_plugin.command.fixing import FixedFile, Plan, fix  # noqa: E402
from lint_plugin.fixes.edit import Applicability  # noqa: E402
from lint_plugin.settings import Settings  # noqa: E402
from tests.ports.by_hand import BY_HAND  # noqa: E402
from tests.ports.naive import ported  # noqa: E402

PORTS = ROOT / "tests" / "ports"
RESULTS = PORTS / "results.json"
TOLERANCE = 1e-4
SETTINGS = Settings(mindspore_version=(2, 10), extend_select=("MSP927",))
MODELS = {path.stem: path.read_text("utf-8") for path in sorted((PORTS / "models").glob("*.py"))}
_HARNESS = (PORTS / "harness.py").read_text("utf-8")
_EQUAL = "equal"
_PLACE = re.compile(r" \(/[^)]*\)")
"""Where a module is installed, in the message of an ImportError."""


@dataclass(frozen=True)
class Result:
    """What became of a model: what the naive port did, and what the mended one and that with a person's lines did.

    Each is `equal`, `differs`, or the error. `lines` are the model's, `fixed` the findings that fixes mended, `left`
    those that remain, `by_hand` the lines that a person changes then.
    """

    lines: int
    naive: str
    fixed: int
    left: int
    mended: str
    by_hand: int
    finished: str


def mended(name: str) -> FixedFile:
    """Return what the command makes of a model's naive port."""
    code = ported(MODELS[name]).encode()
    (file,) = fix([Task(f"/no/project/{name}.py", SETTINGS, code)], Plan(Applicability.UNSAFE))
    assert not file.result.problems, file.result.problems
    return file


def finished(name: str, code: str) -> str:
    """Return a mended model with the lines that a person changes."""
    for old, new in BY_HAND[name].lines.items() if name in BY_HAND else ():
        assert code.count(f" {old}\n") == 1, old
        code = code.replace(f" {old}\n", f" {new}\n")
    return code


def result(name: str, torch: Runner, mindspore: Runner) -> Result:
    """Return what becomes of a model."""
    model = MODELS[name]
    outcome = torch.run(f"{model}\n\n{_HARNESS}\nin_torch(build, inputs, compute)\n")
    assert outcome.raised is None, outcome
    wanted = json.loads(outcome.printed)

    def does(code: str) -> str:
        call = f"in_mindspore(build, inputs, compute, {wanted['shapes']!r})"
        return _compared(mindspore.run(f"{code}\n\n{_HARNESS}\n{call}\n"), wanted["outputs"])

    file = mended(name)
    code = file.text.decode()
    after = does(code)
    last = does(finished(name, code)) if name in BY_HAND else after
    counts = len(file.fixed), len(file.result.findings)
    by_hand = len(BY_HAND[name].lines) if name in BY_HAND else 0
    return Result(model.count("\n"), does(ported(model)), *counts, after, by_hand, last)


def _compared(outcome: Outcome, wanted: list[Any]) -> str:
    if outcome.raised is not None:
        return _PLACE.sub("", outcome.raised.partition("\n")[0])
    found = json.loads(outcome.printed.splitlines()[-1])
    if found["left"]:
        return f"has no place for {', '.join(found['left'])}"
    pairs = list(zip(_numbers(wanted), _numbers(found["outputs"]), strict=False))
    same = len(list(_numbers(wanted))) == len(list(_numbers(found["outputs"])))
    return _EQUAL if same and all(abs(one - other) <= TOLERANCE for one, other in pairs) else "differs"


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    else:
        yield value


def main() -> None:
    """Run all models, and write what becomes of them."""
    torch, mindspore = Runner(TORCH), Runner(next(iter(MINDSPORE.values())))
    results = {name: asdict(result(name, torch, mindspore)) for name in MODELS}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    torch.close()
    mindspore.close()


if __name__ == "__main__":
    main()
