"""Records how MindSpore's public callables may be called: `record_signatures.py TORCH.json OUT.json`, with a Python
that has MindSpore; TORCH.json is what record_torch.py wrote.

Writes {"mindspore": version, "callables": {dotted name: text}, "same": {module: {namespace: [names]}}}. What `inspect`
says of a callable counts only where a call bears it out: one with a keyword that nothing has must be refused for it.
Where Python sees no parameters (C++ functions, overloads, `*args, **kwargs`) the error lists them, or keywords are
tried one by one, and the text then begins with `~`: its keywords are known, how many positional arguments it takes is
not.
`?` stands for a callable of which nothing is known. `same` tells which other modules have the same objects.
"""

import importlib
import inspect
import json
import keyword
import os
import pathlib
import pkgutil
import re
import select
import signal
import sys
import types

from signature_text import closed_over, written

NAMESPACES = (
    "mindspore", "mindspore.nn", "mindspore.ops", "mindspore.mint", "mindspore.mint.nn", "mindspore.mint.nn.functional",
    "mindspore.mint.optim", "mindspore.mint.special", "mindspore.mint.linalg", "mindspore.numpy",
    "mindspore.common.initializer", "mindspore.experimental.optim", "mindspore.experimental.optim.lr_scheduler",
    "mindspore.nn.probability.distribution", "mindspore.dataset", "mindspore.dataset.vision",
    "mindspore.dataset.transforms",
)  # fmt: skip
MEMBERS = ("mindspore.Tensor", "mindspore.Parameter", "mindspore.nn.Cell", "mindspore.nn.Optimizer")
BOGUS = "zzqq"
SECONDS = 30
CHUNK = 500
"""How many callables a process is asked for; how long one may be silent."""
_OVERLOAD = re.compile(r'^"(?:Tensor\.)?\w+\((.*)\)"', re.MULTILINE)
REFUSED = "unexpected keyword argument|incorrect keyword name|is an invalid keyword argument|invalid keys"


def load(namespace):
    """Return a module, or None where this MindSpore has none."""
    try:
        return importlib.import_module(namespace)
    except Exception:
        return None


def is_public(name, value):
    inside = str(getattr(value, "__module__", None) or type(value).__module__).partition(".")[0] == "mindspore"
    return not name.startswith("_") and callable(value) and not isinstance(value, types.ModuleType) and inside


def listed():
    """Return the public callables by dotted name; a method comes with the object that it is a method of."""
    found = {}
    for namespace in NAMESPACES:
        module = load(namespace)
        for name in dir(module) if module else ():
            value = getattr(module, name, None)
            if is_public(name, value):
                found[f"{namespace}.{name}"] = value
    for number, owner in enumerate(owners()):
        for name in dir(owner):
            try:
                value = getattr(owner, name)
            except Exception:
                continue
            if not name.startswith("_") and callable(value) and not isinstance(value, type):
                found[f"{MEMBERS[number]}.{name}"] = value
    return found


def owners():
    """Return an object of each class of MEMBERS, in their order."""
    import mindspore
    import numpy
    from mindspore import nn

    tensor = mindspore.Tensor(numpy.ones((2, 2), numpy.float32))
    parameter = mindspore.Parameter(tensor, name="p")
    return tensor, parameter, nn.Cell(), nn.SGD([parameter], 0.1)


def dummies(parameters, dummy):
    """Return arguments for the parameters that have no default: positional ones, and by keyword."""
    kinds = inspect.Parameter
    needed = [parameter for parameter in parameters if parameter.default is kinds.empty]
    plain = [one for one in needed if one.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD)]
    positional = [[owners()[1]] if one.name == "params" else dummy for one in plain]
    return positional, {one.name: dummy for one in needed if one.kind is kinds.KEYWORD_ONLY}


def refusal(value, positional, keywords):
    """Return the error of a call, or None where there is none."""
    try:
        value(*positional, **keywords)
    except Exception as error:
        return error
    return None


def refuses(error, word):
    """Return whether a call was refused for this keyword."""
    text = str(error)
    return isinstance(error, (TypeError, KeyError)) and re.search(rf"\b{word}\b", text) is not None


def parameters_of(value):
    """Return inspect's parameters of a callable without `self`, or None."""
    function = value.__init__ if isinstance(value, type) else value
    try:
        found = list(inspect.signature(function).parameters.values())
        bound = isinstance(value, type)
        if written(found[bound:]) == "*args **kwargs":
            inner = closed_over(function)
            if inner is not None:
                found = list(inspect.signature(inner).parameters.values())
    except (TypeError, ValueError):
        return None
    return found[bound:]


def overloads(error):
    """Return the signatures that the error of an overloaded C++ function lists; all parameters pass as optional."""
    rows = []
    for inner in _OVERLOAD.findall(str(error)):
        parts = re.sub(r"<[^>]*>", "", inner).split(",")
        text = " ".join(part.strip() for part in parts if part.strip())
        rows.extend([text] if text not in rows else [])
    return rows


def tried(value, pool):
    """Return the keywords of the pool that a callable takes, in text, or `?` where that can't be told."""
    tensor = owners()[0]
    for positional in ([], [tensor], [tensor, None], [tensor, None, None]):
        if not refuses(refusal(value, positional, {BOGUS: None}), BOGUS):
            continue
        taken = [word for word in pool if not re.search(REFUSED, str(refusal(value, positional, {word: None})))]
        if len(taken) < 20:
            return "~" + " ".join(["*", *(f"{word}=" for word in taken)])
    return "?"


def text_of(value, pool):
    """Return what is known of the parameters of a callable."""
    parameters = parameters_of(value)
    kinds = {parameter.kind for parameter in parameters or ()}
    hidden = parameters is None or written(parameters) == "*args **kwargs"
    if hidden:
        for positional in ([], [owners()[0]], [owners()[0], None]):
            rows = overloads(refusal(value, positional, {BOGUS: None}))
            if rows:
                return "~" + "|".join(rows)
        return tried(value, pool)
    if any(parameter.name == BOGUS for parameter in parameters):
        return "?"
    open_ended = inspect.Parameter.VAR_KEYWORD in kinds
    for dummy in (None, owners()[0]):  # a class may look at what it is given in __new__
        positional, keywords = dummies(parameters, dummy)
        error = refusal(value, positional, {**keywords, BOGUS: None})
        if refuses(error, BOGUS):
            break
    else:
        text = written(parameters)
        return text if open_ended and counts(value, parameters, None) else "?"
    if open_ended and "NoneType" in str(error):
        return "?"  # what is refused is the value: any keyword is taken
    if open_ended:
        known = [word for word in re.findall(r"'(\w+)'", str(error)) if word.isidentifier()]
        also = [word for word in known if word not in (BOGUS, getattr(value, "__name__", ""))]
        parameters = [one for one in parameters if one.kind is not inspect.Parameter.VAR_KEYWORD]
        marked = "" if inspect.Parameter.KEYWORD_ONLY in kinds or not also else " *"
        text = written(parameters) + marked + "".join(f" {word}=" for word in also)
        return text if counts(value, parameters, dummy) else "~" + text
    return ("" if counts(value, parameters, dummy) else "~") + written(parameters)


def counts(value, parameters, dummy):
    """Return whether calls with too many and with too few positional arguments are refused for that."""
    positional, keywords = dummies(parameters, dummy)
    kinds = [parameter.kind for parameter in parameters]
    if positional and not re.search("missing|required", str(refusal(value, [], keywords))):
        return False
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return True
    most = sum(kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD) for kind in kinds)
    error = refusal(value, [dummy] * (most + 1), keywords)
    return isinstance(error, TypeError) and re.search("positional argument", str(error)) is not None


def in_a_process(function, *arguments):
    """Yield what a generator yields in a forked process; end early where that dies, or is silent for too long.

    Threads that MindSpore starts don't survive a fork: the parent never calls it.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1), os.dup2(null, 2)
        with os.fdopen(writing, "w") as pipe:
            for answer in function(*arguments):
                print(json.dumps(answer), file=pipe, flush=True)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        lines = b""
        while select.select([pipe], [], [], SECONDS)[0]:
            read = pipe.read(65536)
            *whole, lines = (lines + read).split(b"\n")
            yield from map(json.loads, whole)
            if not read:
                break
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def texts_of(names, pool):
    """Yield pairs of a callable's name and text."""
    found = listed()
    own = {one.name for value in found.values() for one in parameters_of(value) or ()}
    words = {word for word in {*pool, *own} if word.isidentifier() and not keyword.iskeyword(word)}
    for name in names:
        yield name, text_of(found[name], sorted(words - {"self"}))


def ask(names, pool):
    """Return the texts of callables; one that ends its process, or never comes back, is unknown."""
    texts, left = {}, list(names)
    while left:
        texts.update(in_a_process(texts_of, left[:CHUNK], pool))
        stuck = [name for name in left[:CHUNK] if name not in texts]
        texts.update(dict.fromkeys(stuck[:1], "?"))
        left = [name for name in left if name not in texts]
    return texts


def static_methods():
    """Yield the qualified names of methods that are called without an object."""
    for number, owner in enumerate(owners()):
        for name in dir(type(owner)):
            if isinstance(inspect.getattr_static(type(owner), name), (staticmethod, classmethod)):
                yield f"{MEMBERS[number]}.{name}"


def elsewhere():
    """Yield which other public modules have the same objects under the same names, by namespace."""
    import mindspore

    found, places = listed(), {}
    for namespace in reversed(NAMESPACES):
        places.update({id(found[dotted]): dotted for dotted in found if dotted.rpartition(".")[0] == namespace})
    rows, others = {}, {}
    for info in pkgutil.walk_packages(mindspore.__path__, "mindspore.", onerror=lambda _: None):
        if any(part.startswith("_") for part in info.name.split(".")) or info.name in NAMESPACES:
            continue
        module = sys.modules.get(info.name)
        for name, value in list(vars(module).items()) if module else ():
            if not is_public(name, value):
                continue
            space, _, own = places.get(id(value), "").rpartition(".")
            if own == name:
                rows.setdefault(info.name, {}).setdefault(space, []).append(name)
            else:
                others.setdefault(info.name, []).append(name)
    yield rows
    yield others


def main(torch, out):
    mindspore = importlib.import_module("mindspore")
    pool = {
        part.partition("~")[0].strip("*=")
        for rows in json.loads(pathlib.Path(torch).read_text())["callables"].values()
        for row in rows
        for part in row.split()
    }
    texts = ask(sorted(in_a_process(listed)), pool)
    same, others = in_a_process(elsewhere)
    static = list(in_a_process(static_methods))
    rows = {"mindspore": mindspore.__version__, "callables": texts, "static": static, "same": same, "others": others}
    pathlib.Path(out).write_text(json.dumps(rows, indent=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
