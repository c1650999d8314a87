"""What a measure gives: a figure for each round, and how they are printed and written."""

from __future__ import annotations

import json
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Target:
    """What a measure is to reach, and what it aims at; in the figures' unit, smaller is better unless `at_least`."""

    reach: float
    aim: float | None
    unit: str
    at_least: bool = False

    def met(self, figure: float) -> str:
        """Return `aim`, `reach` or `no`."""

        def within(bound: float) -> bool:
            return figure >= bound if self.at_least else figure <= bound

        if self.aim is not None and within(self.aim):
            return "aim"
        return "reach" if within(self.reach) else "no"


@dataclass
class Row:
    """A measure's figures, or why there are none."""

    name: str
    target: Target
    figures: list[float] = field(default_factory=list)
    note: str = ""

    @property
    def median(self) -> float:
        """The figure to quote."""
        return statistics.median(self.figures)


def _number(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if unit in ("ms", "MB") or value >= 100 else f"{value:.2f} {unit}"


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| Measure | Median | Least to most | Reach | Aim | Met |", "|---|---|---|---|---|---|"]
    for row in rows:
        target, unit = row.target, row.target.unit
        aim = "" if target.aim is None else _number(target.aim, unit)
        if row.figures:
            spread = f"{_number(min(row.figures), unit)} to {_number(max(row.figures), unit)}"
            found = f"{_number(row.median, unit)} | {spread}"
            met = target.met(row.median)
        else:
            found, met = f"{row.note} |", ""
        lines.append(f"| {row.name} | {found} | {_number(target.reach, unit)} | {aim} | {met} |")
    return "\n".join(lines)


def write(rows: Sequence[Row], path: Path) -> None:
    """Write the rows, and what they were measured on, as JSON."""
    measures = [
        {
            "measure": row.name,
            "unit": row.target.unit,
            "figures": row.figures,
            "median": row.median if row.figures else None,
            "reach": row.target.reach,
            "aim": row.target.aim,
            "met": row.target.met(row.median) if row.figures else None,
            "note": row.note,
        }
        for row in rows
    ]
    machine = {"python": platform.python_version(), "system": platform.platform(), "processor": platform.machine()}
    path.write_text(json.dumps({"machine": machine, "measures": measures}, indent=1) + "\n", encoding="utf-8")
