"""Findings as a JUnit report, which Jenkins and most other CI servers show: a suite a file, a case a finding."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from lint_plugin.finding import Finding, Problem
from lint_plugin.output.concise_format import line_of
from lint_plugin.output.outcome import Outcome, portable_path

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PACKAGE = "mindspore-lint"


def render(outcome: Outcome) -> str:
    """Return the report, in ASCII. Findings are failures, what couldn't be checked errors; a clean run has one case."""
    files: dict[str, list[Finding | Problem]] = {}
    items: list[Finding | Problem] = [*outcome.findings, *outcome.problems]
    for item in items:
        files.setdefault(item.path, []).append(item)
    root = ElementTree.Element("testsuites", {"name": _PACKAGE})
    for path, of_file in sorted(files.items()):
        suite = _suite(root, portable_path(path), of_file)
        suite.extend(map(_case, of_file))
    if not files:
        suite = _suite(root, _PACKAGE, [])
        ElementTree.SubElement(suite, "testcase", {"name": "no findings", "classname": _PACKAGE})
        suite.set("tests", "1")
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="us-ascii").decode("ascii")
    return body if body.startswith("<?xml") else f'<?xml version="1.0" encoding="us-ascii"?>\n{body}'


def _suite(root: ElementTree.Element, name: str, items: list[Finding | Problem]) -> ElementTree.Element:
    failures = sum(isinstance(item, Finding) for item in items)
    counts = {"tests": str(len(items)), "failures": str(failures), "errors": str(len(items) - failures)}
    return ElementTree.SubElement(root, "testsuite", {"name": _printable(name), **counts})


def _case(item: Finding | Problem) -> ElementTree.Element:
    what = f"{item.code} {item.symbol}" if isinstance(item, Finding) else "could not be checked"
    path = portable_path(item.path)
    case = ElementTree.Element(
        "testcase", {"name": _printable(f"{what} {item.position}"), "classname": _printable(path)}
    )
    if isinstance(item, Finding):
        mark = ElementTree.SubElement(case, "failure", {"type": item.code, "message": _printable(item.message)})
        mark.text = _printable(line_of(item))
    else:
        mark = ElementTree.SubElement(case, "error", {"type": "Problem", "message": _printable(item.reason)})
        mark.text = _printable(str(item))
    return case


def _printable(text: str) -> str:
    """Return a text without the characters that no XML document may hold."""
    return _NOT_IN_XML.sub("\ufffd", text)
