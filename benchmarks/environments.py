"""The virtual environments that the measures run in, made once and kept: the project's, its host's, other tools'."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Environments:
    """Virtual environments below a folder; each is made, and filled by pip, when it is first asked for."""

    folder: Path

    @cached_property
    def project(self) -> Path:
        """The folder of programs where the project is installed as its users do, with flake8 and pylint."""
        programs = self._make("project", [])
        _install(programs, [str(PROJECT)])  # the hosts and what they need, once
        _install(programs, ["--no-deps", "--force-reinstall", str(PROJECT)])
        return programs

    @cached_property
    def host(self) -> Path:
        """The folder of programs where flake8 is installed without the project."""
        return self._make("host", ["flake8"])

    def tool(self, package: str) -> Path:
        """Return the folder of programs of another linter. Raises CalledProcessError where it can't be installed."""
        return self._make(package, [package])

    def _make(self, name: str, packages: list[str]) -> Path:
        programs = self.folder / name / ("Scripts" if sys.platform == "win32" else "bin")
        if not programs.exists():
            venv.create(self.folder / name, with_pip=True)
        if packages:
            _install(programs, packages)
        return programs


def _install(programs: Path, arguments: list[str]) -> None:
    command = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, capture_output=True)
