"""The oracle: every rule's examples, and the facts that rules rest on, under the real frameworks.

    pytest tests/oracle                          # MindSpore 2.10.0 and torch, as .ci/run does
    pytest tests/oracle --mindspore=all          # every version that frameworks.py names
    pytest tests/oracle --mindspore=2.7.0        # these alone; may be given more than once

The frameworks are installed on demand below ${XDG_CACHE_HOME:-~/.cache}/mindspore-lint/oracle; MindSpore 2.0.0 needs
Python 3.9. What can't be installed or started fails, it isn't skipped.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from frameworks import MINDSPORE, TORCH, Runner

NEWEST = next(iter(MINDSPORE))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--mindspore",
        action="append",
        choices=[*MINDSPORE, "all"],
        help=f"run under this version of MindSpore ({', '.join(MINDSPORE)}), or under all; default: {NEWEST}",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that asks for MindSpore under every version that was named."""
    if "mindspore" in metafunc.fixturenames:
        named = metafunc.config.getoption("--mindspore") or [NEWEST]
        versions = list(MINDSPORE) if "all" in named else list(dict.fromkeys(named))
        metafunc.parametrize("mindspore", versions, indirect=True, scope="session")


@pytest.fixture(scope="session")
def mindspore(request: pytest.FixtureRequest) -> Iterator[Runner]:
    """Yield a MindSpore that runs examples."""
    runner = Runner(MINDSPORE[request.param])
    yield runner
    runner.close()


@pytest.fixture(scope="session")
def torch() -> Iterator[Runner]:
    """Yield the torch that examples are compared with."""
    runner = Runner(TORCH)
    yield runner
    runner.close()
