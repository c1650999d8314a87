"""Worker processes: the order of the answers, workers that die, processes that are interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_plugin.command.checking import cores
from lint_plugin.command.workers import Pool, chunks, stretches
from tests.conftest import heed_interrupts

METHODS = ["spawn"] + ["fork"] * (sys.platform == "linux")


def double(number: int) -> int:
    return 2 * number


def slow_at_first(number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number


def die_at_seven(number: int) -> int:
    if number == 7:
        os._exit(3)
    return number


def killed_at_two_and_three(number: int) -> int:
    if number in (2, 3):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def lost(number: int, reason: str) -> int:
    assert reason
    return -number


@pytest.mark.parametrize("method", METHODS)
def test_answers_stand_in_the_order_of_the_items(method: str) -> None:
    items = list(range(100))
    assert list(Pool(double, lost, method).map(items, [1] * 100, jobs=3)) == [2 * item for item in items]


def test_a_slow_item_does_not_change_the_order() -> None:
    items = list(range(50))
    assert list(Pool(slow_at_first, lost).map(items, [1] * 50, jobs=2)) == items


@pytest.mark.parametrize("method", METHODS)
def test_a_worker_that_exits_costs_one_answer(method: str) -> None:
    items = list(range(30))
    expected = [-7 if item == 7 else item for item in items]
    assert list(Pool(die_at_seven, lost, method).map(items, [1] * 30, jobs=2)) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind exist on POSIX alone")
def test_a_killed_worker_costs_one_answer_and_the_signal_is_named() -> None:
    reasons = []

    def note(number: int, reason: str) -> int:
        reasons.append(reason)
        return -number

    items = list(range(10))
    expected = [-item if item in (2, 3) else item for item in items]
    assert list(Pool(killed_at_two_and_three, note).map(items, [1] * 10, jobs=2)) == expected
    assert all("SIGKILL" in reason for reason in reasons)
    assert len(reasons) == 2


def test_more_workers_than_items() -> None:
    assert list(Pool(double, lost).map([1], [10], jobs=8)) == [2]
    assert list(Pool(double, lost).map([], [], jobs=8)) == []


def slow(number: int) -> float:
    time.sleep(0.1)
    if number < 0:
        os._exit(3)
    return time.monotonic()


IN_ONE_CHUNK = [0, 0, 0, 1]
"""The bytes of four items."""


def test_a_worker_answers_while_it_goes_on() -> None:
    told: list[tuple[int, int]] = []
    pool = Pool(slow, lost)
    seen = [(made, time.monotonic()) for made in pool.map([0] * 4, IN_ONE_CHUNK, 1, lambda *two: told.append(two))]
    assert seen[0][1] < seen[-1][0]
    assert told[0][0] < told[-1][0] and told[-1] == (4, 4)


def test_of_a_worker_that_dies_the_answers_before_stand() -> None:
    made = []
    for answer in Pool(slow, lost).map([0, 0, 0, -1], IN_ONE_CHUNK, 1):
        made.append(answer)
    assert made[-1] == 1 and made[:-1] == sorted(made[:-1])


@given(st.lists(st.integers(0, 10_000)), st.integers(1, 40))
def test_stretches_and_chunks_hold_every_item_once_in_order(sizes: list[int], count: int) -> None:
    found = list(stretches(sizes, count))
    assert [index for stretch in found for index in stretch] == list(range(len(sizes)))
    assert all(found) and len(found) <= count
    for stretch in found:
        parts = list(chunks(stretch, sizes))
        assert [index for chunk in parts for index in chunk] == stretch
        assert all(parts) and len(parts) < 70


def test_stretches_are_of_bytes_not_of_items() -> None:
    assert list(stretches([100, 1, 1, 1, 97], 2)) == [[0], [1, 2, 3, 4]]


def test_chunks_get_smaller() -> None:
    found = [len(chunk) for chunk in chunks(range(1000), [1] * 1000)]
    assert found[0] > 200 and found[-1] <= 21
    assert found == sorted(found, reverse=True)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="a process can't be held to some cores here")
def test_cores_are_those_that_the_process_may_use() -> None:
    before = os.sched_getaffinity(0)
    assert cores() == len(before)
    os.sched_setaffinity(0, {min(before)})
    try:
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, before)


def where(number: int) -> str:
    return os.getcwd()


@pytest.mark.parametrize("method", METHODS)
def test_workers_stand_in_the_same_folder(method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pool = Pool(where, lambda item, reason: reason, method)
    assert list(pool.map([1, 2], [1, 1], jobs=2)) == [os.getcwd()] * 2
    assert os.getcwd() == os.path.realpath(tmp_path)


DOUBLING = """
from lint_plugin.command.workers import Pool
def double(item):
    return 2 * item
if __name__ == "__main__":
    print(list(Pool(double, None, "spawn").map([1, 2], [1, 1], jobs=2)))
"""


def test_spawned_workers_import_nothing_from_the_working_folder(tmp_path: Path) -> None:
    script = tmp_path / "elsewhere" / "doubling.py"
    script.parent.mkdir()
    script.write_text(DOUBLING)
    for name in ("multiprocessing", "signal", "threading", "random", "gc", "pickle", "ast"):
        (tmp_path / f"{name}.py").write_text("open('imported', 'w').close()\n")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "[2, 4]\n", done.stderr
    assert not (tmp_path / "imported").exists()


SLEEPERS = """
import os, sys, time
from lint_plugin.command.workers import Pool
def sleep(item):
    with open(os.path.join(sys.argv[1], str(os.getpid())), "w"):
        time.sleep(60)
if __name__ == "__main__":
    list(Pool(sleep, lambda item, reason: None).map([1, 2], [1, 1], jobs=2))
"""


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_process_that_started_it(ending: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS)
    pids = tmp_path / "pids"
    pids.mkdir()
    command = [sys.executable, script, pids]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=heed_interrupts) as process:
        deadline = time.monotonic() + 30
        while len(list(pids.iterdir())) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        workers = [int(path.name) for path in pids.iterdir()]
        assert len(workers) == 2
        process.send_signal(ending)
        process.wait(timeout=30)
    deadline = time.monotonic() + 10
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, workers))
