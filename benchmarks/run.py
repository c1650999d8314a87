"""Measure how fast mindspore-lint is: prints a table, writes JSON. See README.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from environments import Environments
from figures import Row, table, write
from measures import MEASURES, Bench
from processes import BenchmarkError

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the measures that the command line names. Returns 0 if all of them met what they are to reach, else 1."""
    options = _parser().parse_args()
    options.environments.mkdir(parents=True, exist_ok=True)
    bench = Bench(options.corpus.resolve(), Environments(options.environments.resolve()), options.rounds)
    for tree in (bench.mindone, bench.mindcv):
        if not tree.is_dir():
            print(f"{tree} is missing: unpack the release there", file=sys.stderr)
            return 2
    rows = []
    for measure in MEASURES:
        if options.only and measure.name not in options.only:
            continue
        row = Row(measure.title, measure.target)
        try:
            row.figures = list(measure.figures(bench))
        except subprocess.CalledProcessError as error:
            row.note = f"not measured: {error.cmd[-1]} can't be installed here"
        except BenchmarkError as error:
            row.note = f"not measured: {error}"
        print(table([row]).splitlines()[-1], file=sys.stderr, flush=True)
        rows.append(row)
    print(table(rows))
    write(rows, options.json)
    return 0 if all(row.figures and row.target.met(row.median) != "no" for row in rows) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--corpus", type=Path, required=True, metavar="DIR", help="the folder with mindone-0.5.0 and mindcv-0.3.0")
    add("--rounds", type=int, default=5, metavar="N", help="rounds of each measure (default: 5)")
    add("--only", action="append", choices=[m.name for m in MEASURES], help="this measure alone; may be repeated")
    add("--json", type=Path, default=HERE / "result.json", metavar="FILE", help="where to write the figures")
    add("--environments", type=Path, default=HERE / ".environments", metavar="DIR",
        help="where the virtual environments of the measures are made and kept")  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
