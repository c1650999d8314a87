"""The frameworks that examples are run under: which versions, how they are installed, and how they are spoken to.

Each is installed in a virtual environment of its own, outside the repository, the first time that it is asked for.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60
"""How long an example may run."""


@dataclass(frozen=True)
class Framework:
    """A version of a framework, and the Python and the requirements that it needs.

    `distribution` is what pip knows it by, where that isn't the module's name.
    """

    module: str
    version: str
    python: str
    also: tuple[str, ...] = ()
    distribution: str = ""

    @property
    def name(self) -> str:
        """The name of its virtual environment."""
        return f"{self.module}-{self.version}"

    @property
    def requirements(self) -> tuple[str, ...]:
        """What pip is asked for."""
        return (f"{self.distribution or self.module}=={self.version}", *self.also)


MINDSPORE = {
    framework.version: framework
    for framework in (
        Framework("mindspore", "2.10.0", "3.11", ("numpy<2",)),
        Framework("mindspore", "2.7.0", "3.11", ("numpy<2",)),
        Framework("mindspore", "2.6.0.dev20250323", "3.11", ("numpy<2",), "mindspore-dev"),
        Framework("mindspore", "2.5.0.dev20250202", "3.11", ("numpy<2",), "mindspore-dev"),
        Framework("mindspore", "2.0.0", "3.9", ("numpy<1.25", "pillow<10")),
    )
}
TORCH = Framework("torch", "2.13.0", "3.11", ("numpy",))


@dataclass(frozen=True)
class Outcome:
    """What an example did: the error that it raised, on which of its lines, and what it printed."""

    raised: str | None
    line: int | None
    printed: str


class Runner:
    """A process of a framework that runs examples, one after the other."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        command = [str(python(framework)), str(Path(__file__).with_name("runner.py")), framework.module]
        self._log = (cache() / f"{framework.name}.log").open("w")
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, encoding="utf-8"
        )

    def run(self, code: str, seconds: int = SECONDS) -> Outcome:
        """Run an example. Raises RuntimeError where the framework itself doesn't start."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # the missing answer tells
            print(json.dumps({"code": code, "seconds": seconds}), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.framework.name} doesn't run, see {self._log.name}")
        return Outcome(**json.loads(answer))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
        self._log.close()


def cache() -> Path:
    """Return the folder of the virtual environments."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "mindspore-lint" / "oracle"


def python(framework: Framework) -> Path:
    """Return the Python that has the framework, which is installed if need be.

    An environment counts only if the file that ends its installation names the same requirements: one that was
    interrupted, or made for others, is made anew. Raises RuntimeError or CalledProcessError where that fails.
    """
    folder = cache() / framework.name
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = folder / "made-for.txt"
    wanted = "\n".join((framework.python, *framework.requirements))
    with folder.with_name(f"{framework.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two runs one installs, the other waits
        if not made.exists() or made.read_text() != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            subprocess.run([_interpreter(framework.python), "-m", "venv", folder], check=True)
            install = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-compile"]
            subprocess.run([*install, "--disable-pip-version-check", *framework.requirements], check=True)
            made.write_text(wanted)
    return folder / "bin" / "python"


def _interpreter(version: str) -> str:
    """Return a Python of this version: this one, one on the path, or one of pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    installed = sorted(pyenv.glob(f"versions/{version}.*/bin/python"))
    for candidate in (sys.executable, shutil.which(f"python{version}"), *map(str, installed)):
        if candidate is not None and _version(candidate) == version:
            return candidate
    raise RuntimeError(f"the oracle needs Python {version}: none is on the path or among pyenv's versions")


def _version(interpreter: str) -> str:
    """Return `3.11` for an interpreter that runs, an empty text for one that doesn't (a shim of pyenv's)."""
    command = [interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8").stdout.strip()
