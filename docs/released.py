"""What is found in released packages: `python -m docs.released` downloads them, checks them, and writes released.json.

The table on the home page comes from that file. Each package is checked as it is installed, with default settings and
no configuration; nothing of it is run.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from lint_plugin.language import LANGUAGES, Text

DATA = Path(__file__).resolve().parent / "released.json"
PACKAGES = (
    "mindaudio==0.3.0",
    "mindcv==0.3.0",
    "mindformers==1.3.2",
    "mindnlp==0.5.1",
    "mindocr==0.5.0",
    "mindone==0.5.0",
    "mindyolo==0.5.0",
)
COLUMNS = (
    Text(en="Release", zh="软件包"),
    Text(en="Files", zh="文件"),
    Text(en="Findings", zh="告警"),
    Text(en="Fail at run time", zh="运行时报错"),
    Text(en="Fixable", zh="可自动修复"),
)


def rows() -> list[list[str]]:
    """Return a row of the table for each package, as of the last run of this script."""
    return [
        [f"{one['package']} {one['version']}", *(f"{one[name]:,}" for name in ("files", "findings", "fail", "mended"))]
        for one in _data()
    ]


def samples(language: str) -> list[str]:
    """Return one finding of each package that has some, as Markdown."""
    shown = []
    for one in (package["sample"] for package in _data() if package["sample"]):
        message = re.sub(r"([_*<\[\]])", r"\\\1", one[language])
        shown.append(f"`{one['path']}:{one['line']}`: [{one['code']}](rules/{one['symbol']}.md) {message}")
    return shown


def _data() -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))["packages"]
    return data


def download(requirement: str, folder: Path) -> None:
    """Unpack a package (`name==version`) into an empty folder."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", f"--dest={folder}"]
    subprocess.run([*pip, requirement], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)


def examine(folder: Path) -> dict[str, Any]:
    """Return what is found in a package's folder."""
    findings = _check(folder, "en", ".")
    return {
        "files": len(_run(folder, "--show-files", ".").splitlines()),
        "findings": len(findings),
        "fail": sum(finding["code"].startswith("MSP1") for finding in findings),
        "mended": sum(finding["fix"] is not None for finding in findings),
        "sample": _sample(findings, folder),
    }


def _run(folder: Path, *arguments: str) -> str:
    """Return what the command prints in a package's folder."""
    run = [sys.executable, "-m", "lint_plugin", "--isolated", *arguments]
    return subprocess.run(run, cwd=folder, capture_output=True, encoding="utf-8", check=False).stdout


def _check(folder: Path, language: str, path: str) -> list[dict[str, Any]]:
    """Return the findings below a path of a package."""
    findings: list[dict[str, Any]] = json.loads(_run(folder, "--output-format=json", f"--language={language}", path))
    return findings


def _sample(findings: list[dict[str, Any]], folder: Path) -> dict[str, Any] | None:
    """Return the first finding that is sure, of the first rule that has one: its place, and what it says."""
    sure = [finding for finding in findings if finding["confidence"] == "high"]
    if not sure:
        return None
    first = min(sure, key=lambda finding: (finding["code"], finding["path"], finding["line"]))
    sample = {key: first[key] for key in ("path", "line", "code", "symbol")}
    for language in LANGUAGES:
        again = _check(folder, language, first["path"])
        (same,) = (one for one in again if all(one[key] == first[key] for key in ("line", "column", "code")))
        sample[language] = same["message"].removesuffix(f" ({same['url']})")
    return sample


def main() -> None:
    """Write the data."""
    found = []
    for requirement in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            download(requirement, Path(folder))
            name, _, version = requirement.partition("==")
            found.append({"package": name, "version": version, **examine(Path(folder))})
        print(requirement, found[-1]["findings"])
    source = "Written by docs/released.py: what mindspore-lint finds in released packages, with default settings."
    text = json.dumps({"source": source, "packages": found}, indent=1, ensure_ascii=False)
    DATA.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
