"""Writes lint_plugin/mindspore/data/signatures/ from what record_torch.py and record_signatures.py recorded.

    TORCH_PYTHON record_torch.py FOLDER/torch.json
    MINDSPORE_PYTHON record_signatures.py FOLDER/torch.json FOLDER/ms-2.10.0.json      # once for each version
    merge_signatures.py FOLDER

What a version says that FOLDER has no record of is kept as the data has it: 1.10.0 can't be installed any more, its
source was read. `counterparts.json` says which callables of torch a callable of MindSpore takes the place of.
"""

from __future__ import annotations

import collections
import itertools
import json
import re
import sys
from pathlib import Path
from typing import Any

from lint_plugin.mindspore import signatures, versions
from lint_plugin.mindspore.signatures import NAMESPACES, READ, Form, Signature, Trust, signature

DATA = Path(__file__).parents[2] / "lint_plugin" / "mindspore" / "data" / "signatures"
HERE = Path(__file__).parent
Column = dict[str, str]
"""What one version says: texts of forms by qualified name."""


def columns(folder: Path) -> dict[str, Column]:
    """Return the texts of each version of READ, newly recorded or kept."""
    found: dict[str, Column] = {}
    for since in READ:
        key = "{}.{}".format(*since)
        records = [path for path in folder.glob(f"ms-{key}.*.json") if re.match(rf"ms-{re.escape(key)}\.\d", path.name)]
        found[key] = json.loads(records[0].read_text())["callables"] if records else kept(key)
        for name, text in list(found[key].items()):  # where a Parameter's methods were read, Tensor's weren't again
            if name.startswith("mindspore.Tensor."):
                found[key].setdefault(name.replace("Tensor", "Parameter", 1), text)
    return found


def kept(key: str) -> Column:
    """Return what the data says of a version now."""
    since, column = versions.parse(key), {}
    for path in DATA.glob("mindspore*.json"):
        for name, entry in json.loads(path.read_text())["callables"].items():
            parts = [part.partition(" ")[::2] for part in entry.split(";")]
            texts = [text for at, text in parts if versions.parse(at) <= since]
            if texts and texts[-1] != "-":
                column[f"{path.stem}.{name}"] = texts[-1]
    return column


def entry(name: str, found: dict[str, Column]) -> str:
    """Return the line of a callable: each text with the first version that has it."""
    parts: list[tuple[str, str]] = []
    for key, column in found.items():
        text = column.get(name, "-")
        if not parts and text == "-":
            continue
        if not parts or parts[-1][1] != text:
            parts.append((key, text))
    return ";".join(f"{key} {text}" for key, text in parts)


def torch_rows(name: str, torch: dict[str, list[str]], counterparts: dict[str, dict[str, object]]) -> list[str]:
    """Return how the callables of torch may be called whose place a callable of MindSpore takes."""
    names, spaces = counterparts["names"], counterparts["spaces"]
    if name in names:
        return torch[str(names[name])]
    namespace, _, last = name.rpartition(".")
    rows: list[str] = []
    for space in spaces.get(namespace, ()):
        rows += [row for row in torch.get(f"{space}.{last}", ()) if row not in rows]
    return rows


def differs(name: str, rows: list[str], found: dict[str, Column]) -> bool:
    """Return whether MindSpore refuses, in some version, a call that torch takes."""
    signatures = list(map(Signature.of, rows))
    for column in found.values():
        form = Form.of(column.get(name, "-"))
        if form.trust in (Trust.ABSENT, Trust.UNKNOWN):
            continue
        if any(not form.accepts(word) for one in signatures for word in one.keywords):
            return True
        if form.trust is Trust.WHOLE and any(not covers(one, other) for one in signatures for other in form.signatures):
            return True
    return False


def signatures_read_anew() -> None:
    """Forget what was read of the data before it was written."""
    signatures.signature.cache_clear()
    signatures._namespace.cache_clear()
    signatures._modules.cache_clear()


def covers(torch: Signature, mindspore: Signature) -> bool:
    """Return whether MindSpore's signature takes positional arguments and the lack of arguments as torch's does."""
    same_order = torch.positional == mindspore.positional[: len(torch.positional)]
    return counts_alike(torch, mindspore) and mindspore.required <= torch.required and same_order


def modules(folder: Path, known: dict[str, set[str]]) -> dict[str, dict[str, dict[str, str]]]:
    """Return which modules have the objects of NAMESPACES: all of one's names `but` some, or `only` some.

    A name counts where every version that has it there has the same object; it must not differ in any.
    """
    same: dict[str, dict[str, set[str]]] = collections.defaultdict(lambda: collections.defaultdict(set))
    other: dict[str, set[str]] = collections.defaultdict(set)
    for path in sorted(folder.glob("ms-2.*.json")):
        record = json.loads(path.read_text())
        for module, names in record["others"].items():
            other[module].update(names)
        for module, spaces in record["same"].items():
            for space, names in spaces.items():
                same[module][space].update(names)
    written: dict[str, dict[str, dict[str, str]]] = {}
    for module, spaces in sorted(same.items()):
        rows: dict[str, dict[str, str]] = {}
        for space in sorted(spaces, key=lambda one: (-len(spaces[one]), one)):
            names = {name for name in spaces[space] if name not in other[module]} & known.get(space, set())
            names -= {name for rival in spaces if rival != space for name in spaces[rival]}
            excepted = known.get(space, set()) & (other[module] | {n for r in spaces if r != space for n in spaces[r]})
            if not names:
                continue
            if not rows and len(excepted) < len(names):
                rows[space] = {"but": " ".join(sorted(excepted))}
            else:
                rows[space] = {"only": " ".join(sorted(names))}
        if rows:
            written[module] = rows
    return written


def main(folder: Path) -> None:
    torch = json.loads((folder / "torch.json").read_text())["callables"]
    counterparts = json.loads((HERE / "counterparts.json").read_text())
    found = columns(folder)
    names = sorted({name for column in found.values() for name in column})
    static = static_methods(folder)
    spaces: dict[str, dict[str, Any]] = {space: {"callables": {}, "torch": {}, "static": ""} for space in NAMESPACES}
    for name in names:
        namespace, _, last = name.rpartition(".")
        if namespace not in spaces or all(column.get(name, "?") == "?" for column in found.values()):
            continue
        if namespace == "mindspore.Parameter" and entry(name, found) == entry(f"mindspore.Tensor.{last}", found):
            continue
        if not any(name in column for key, column in found.items() if key != "1.10"):
            continue
        spaces[namespace]["callables"][last] = entry(name, found)
        rows = torch_rows(name, torch, counterparts)
        if rows and differs(name, rows, found):
            spaces[namespace]["torch"][last] = "|".join(rows)
    DATA.mkdir(exist_ok=True)
    for space, data in spaces.items():
        data["static"] = " ".join(sorted(name for name in data["callables"] if f"{space}.{name}" in static))
        write(DATA / f"{space}.json", data)
    write(DATA / "modules.json", modules(folder, {space: set(data["callables"]) for space, data in spaces.items()}))
    signatures_read_anew()
    write(DATA / "words.json", words())


def words() -> dict[str, str]:
    """Return the words that call_words.py tells, from the data."""
    keywords: set[str] = set()
    counted: set[str] = set()
    for path in sorted(DATA.glob("mindspore*.json")):
        for name in json.loads(path.read_text())["torch"]:
            known = signature(f"{path.stem}.{name}")
            assert known is not None
            newest = next((form for form in map(known.at, reversed(READ)) if form.signatures), None)
            if newest is None:
                continue
            taken = {word for one in known.torch for word in one.keywords}
            keywords |= {word for word in taken if not newest.accepts(word)}
            pairs = itertools.product(known.torch, newest.signatures if newest.trust is Trust.WHOLE else ())
            if not all(counts_alike(torch, mindspore) for torch, mindspore in pairs):
                counted.add(name)
    keywords -= {"self"}  # in stubs of functions that torch no longer has
    return {"keywords": " ".join(sorted(keywords)), "counted": " ".join(sorted(counted))}


def counts_alike(torch: Signature, mindspore: Signature) -> bool:
    """Return whether MindSpore takes as many positional arguments as torch, and requires no more of them."""
    fewer = len(torch.positional) > len(mindspore.positional) or torch.takes_more_positional
    return (not fewer or mindspore.takes_more_positional) and len(mindspore.required) <= len(torch.required)


def static_methods(folder: Path) -> set[str]:
    """Return the methods that a version asked has as static ones, or as the class's."""
    each = [set(json.loads(path.read_text()).get("static", ())) for path in folder.glob("ms-2.*.json")]
    return set.union(*each)


def write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
