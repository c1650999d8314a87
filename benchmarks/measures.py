"""The measures. Each yields a figure a round; what is compared runs in turn, so that the machine's drift cancels."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

from environments import Environments
from figures import Target
from processes import BenchmarkError, peak_memory, run

HERE = Path(__file__).resolve().parent
MAIN_JOB = "--select=MSP101,MSP102,MSP103,MSP104,MSP105,MSP106,MSP207"
_LONG_ENOUGH = 55
"""Another tool is ended after so many times what the command takes: more would show no more."""
EDITED = (
    "diffusers/models/transformers/transformer_chroma.py",
    "diffusers/pipelines/controlnet/pipeline_controlnet_union_sd_xl_img2img.py",
    "diffusers/pipelines/pag/pipeline_pag_sd_3_img2img.py",
    "diffusers/schedulers/scheduling_ddpm_parallel.py",
    "transformers/image_processing_utils.py",
    "transformers/models/data2vec/modeling_data2vec_vision.py",
    "transformers/models/ibert/quant_modules.py",
    "transformers/models/mt5/modeling_mt5.py",
    "transformers/models/qwen2_5_omni/modeling_qwen2_5_omni.py",
    "transformers/models/segformer/modeling_segformer.py",
)
"""Files of mindone as they are opened in an editor: with findings and without, from 200 to 4,000 lines."""


@dataclass(frozen=True)
class Bench:
    """What the measures need: the released packages, the environments, how many rounds."""

    corpus: Path
    environments: Environments
    rounds: int

    @cached_property
    def mindone(self) -> Path:
        """The larger package."""
        return self.corpus / "mindone-0.5.0"

    @cached_property
    def mindcv(self) -> Path:
        """The smaller package."""
        return self.corpus / "mindcv-0.3.0"

    @cached_property
    def unported(self) -> Path:
        """The larger package with what MindSpore changed turned back: nearly every line has something to mend."""
        return self.corpus / "unport-mindone-0.5.0"

    @cached_property
    def command(self) -> list[str | Path]:
        """The command under test."""
        return [self.environments.project / "mindspore-lint"]

    @cached_property
    def python(self) -> Path:
        """The interpreter that runs the command."""
        return self.environments.project / "python"

    def hundred_files(self) -> list[str]:
        """Return 100 files of mindone, spread evenly."""
        files = _files(self.mindone)
        return files[:: len(files) // 100][:100]


def _files(tree: Path) -> list[str]:
    return sorted(str(path) for path in tree.rglob("*.py"))


def _ratios(rounds: int, ours: Callable[[], float], theirs: Callable[[], float]) -> Iterator[float]:
    ours(), theirs()  # to warm up
    for _ in range(rounds):
        yield ours() / theirs()


def _against_parsing(bench: Bench, tree: Path, *options: str) -> Iterator[float]:
    files = "\n".join(_files(tree)).encode()
    return _ratios(
        bench.rounds,
        lambda: run([*bench.command, *options, tree]).seconds,
        lambda: run([bench.python, HERE / "ast_loop.py"], stdin=files).seconds,
    )


def _against_ruff(bench: Bench, tree: Path, *options: str) -> Iterator[float]:
    ruff = bench.environments.tool("ruff") / "ruff"
    return _ratios(
        bench.rounds,
        lambda: run([*bench.command, *options, tree]).seconds,
        lambda: run([ruff, "check", "--isolated", "--select=F", "--no-cache", "--quiet", tree]).seconds,
    )


def _faster_than(bench: Bench, package: str, arguments: list[str | Path], files: list[str]) -> Iterator[float]:
    """Yield how many times longer the other tool takes, at most a little more than what is aimed at."""
    tool = bench.environments.tool(package)
    ours: list[str | Path] = [*bench.command, *files]
    run(ours)  # to warm up
    for _ in range(bench.rounds):
        seconds = run(ours).seconds
        yield run([tool / arguments[0], *arguments[1:], *files], limit=_LONG_ENOUGH * seconds).seconds / seconds


def _torchfix(bench: Bench) -> Iterator[float]:
    return _faster_than(bench, "torchfix", ["torchfix"], [str(bench.mindone)])


def _mlinter(bench: Bench) -> Iterator[float]:
    arguments: list[str | Path] = ["mlinter", "--no-cache", "--no-progress"]
    return _faster_than(bench, "transformers-mlinter", arguments, _files(bench.mindone))


def _share(bench: Bench, host: str) -> Iterator[float]:
    for _ in range(bench.rounds):
        yield float(run([bench.python, HERE / "plugin_share.py", host, *bench.hundred_files()]).output)


def _editor(bench: Bench) -> Iterator[float]:
    """Yield the median, over the files, of what the plugin adds to flake8 (milliseconds)."""
    files = [bench.mindone / "mindone" / name for name in EDITED]
    texts = {file: file.read_bytes() for file in files}

    def check(programs: Path, file: Path) -> float:
        command = [programs / "flake8", "--isolated", f"--stdin-display-name={file}", "-"]
        return run(command, stdin=texts[file]).seconds

    plugged, alone = bench.environments.project, bench.environments.host
    check(plugged, files[0]), check(alone, files[0])
    for _ in range(bench.rounds):
        yield 1000 * median(check(plugged, file) - check(alone, file) for file in files)


def _start(bench: Bench) -> Iterator[float]:
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder, "clean.py")
        clean.write_text("import mindspore.nn as nn\n\n\nclass Net(nn.Cell):\n    def construct(self, x):\n"
                         "        return x\n")  # fmt: skip
        yield from _ratios(
            4 * bench.rounds,
            lambda: run([*bench.command, clean], statuses=(0,)).seconds,
            lambda: run([bench.python, "-c", "pass"]).seconds,
        )


def _memory(bench: Bench) -> Iterator[float]:
    for _ in range(bench.rounds):
        yield peak_memory([*bench.command, bench.mindone])


def _growth(bench: Bench) -> Iterator[float]:
    """Yield the most CPU time that any of 2, 4 and 8 copies took, as a multiple of as many times one copy."""
    with tempfile.TemporaryDirectory(dir=bench.environments.folder) as folder:
        trees = {}
        for copies in (1, 2, 4, 8):
            trees[copies] = Path(folder, str(copies))
            for copy in range(copies):
                shutil.copytree(bench.mindone, trees[copies] / str(copy), copy_function=_link)

        def seconds(copies: int) -> float:
            return run([*bench.command, trees[copies]]).cpu_seconds

        seconds(1)
        for _ in range(bench.rounds):
            one = seconds(1)
            yield max(seconds(copies) / (copies * one) for copies in (2, 4, 8))


def _fix(bench: Bench) -> Iterator[float]:
    """Yield how many times the CPU time of a run `--fix` takes that writes what it mends."""
    if not bench.unported.is_dir():
        raise BenchmarkError(f"{bench.unported} is missing")
    with tempfile.TemporaryDirectory(dir=bench.environments.folder) as folder:
        tree = Path(folder, "tree")
        for measured in range(bench.rounds + 1):
            shutil.copytree(bench.unported, tree)
            without = run([*bench.command, tree]).cpu_seconds
            ratio = run([*bench.command, "--fix", tree]).cpu_seconds / without
            shutil.rmtree(tree)
            if measured:  # the first to warm up
                yield ratio


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


@dataclass(frozen=True)
class Measure:
    """A measure: `name` for the command line, `title` for the table."""

    name: str
    title: str
    target: Target
    figures: Callable[[Bench], Iterator[float]]


MEASURES = (
    Measure("main-parse", "main job's rules, mindone, against a loop of `ast.parse`", Target(0.2, 0.15, "x"),
            lambda bench: _against_parsing(bench, bench.mindone, MAIN_JOB)),
    Measure("main-parse-mindcv", "the same, mindcv", Target(0.45, 0.2, "x"),
            lambda bench: _against_parsing(bench, bench.mindcv, MAIN_JOB)),
    Measure("main-ruff", "main job's rules, mindone, against `ruff check --select F`", Target(4, 1.5, "x"),
            lambda bench: _against_ruff(bench, bench.mindone, MAIN_JOB)),
    Measure("all-parse", "default rules, mindone, against a loop of `ast.parse`", Target(0.9, 0.6, "x"),
            lambda bench: _against_parsing(bench, bench.mindone)),
    Measure("all-parse-mindcv", "the same, mindcv", Target(0.9, 0.45, "x"),
            lambda bench: _against_parsing(bench, bench.mindcv)),
    Measure("all-ruff", "default rules, mindone, against `ruff check --select F`", Target(10, 6, "x"),
            lambda bench: _against_ruff(bench, bench.mindone)),
    Measure("flake8", "flake8, 100 files: the plugin's share of the CPU time", Target(5, 2, "%"),
            lambda bench: _share(bench, "flake8")),
    Measure("pylint", "pylint, 100 files: the plugin's share of the CPU time", Target(3, 1, "%"),
            lambda bench: _share(bench, "pylint")),
    Measure("editor", "what the plugin adds to `flake8 -`, ten files", Target(80, 50, "ms"), _editor),
    Measure("start", "one clean file, against `python -c pass`", Target(5, 3, "x"), _start),
    Measure("torchfix", "times faster than TorchFix, mindone", Target(20, 50, "x", at_least=True), _torchfix),
    Measure("mlinter", "times faster than transformers-mlinter, mindone", Target(14, 30, "x", at_least=True), _mlinter),
    Measure("memory", "peak memory, mindone, all processes", Target(250, 150, "MB"), _memory),
    Measure("growth", "CPU time of 2, 4, 8 copies, against as many times one", Target(1.05, 1.0, "x"), _growth),
    Measure("fix", "CPU time of `--fix` on un-ported mindone, against a run without it", Target(2, 1.3, "x"), _fix),
)  # fmt: skip

__all__ = ["MEASURES", "Bench", "BenchmarkError", "Measure"]
