"""Records how torch's public callables may be called: `record_torch.py OUT.json`, with a Python that has torch.

Writes {"torch": version, "callables": {dotted name: [signature, ...]}}, signatures as signature_text.py says. Python
functions and classes are asked by `inspect`; those written in C++ are read from the type stubs that torch installs,
with the names that their parser takes for NumPy's sake: `axis~dim`.
"""

import ast
import importlib
import inspect
import json
import pathlib
import re
import sys
import types

from signature_text import closed_over, written

NAMESPACES = (
    "torch", "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.optim",
    "torch.optim.lr_scheduler", "torch.special", "torch.linalg", "torch.fft", "torch.distributions",
)  # fmt: skip
MEMBERS = ("torch.Tensor", "torch.nn.Module", "torch.nn.Parameter", "torch.optim.Optimizer")
STUBS = {
    "torch": ("_C/_VariableFunctions.pyi", ""),
    "torch.Tensor": ("_C/__init__.pyi", "TensorBase"),
    "torch.nn.functional": ("_C/_nn.pyi", ""),
}
NUMPY = {"dim": "axis", "keepdim": "keepdims"}
"""What the argument parser of torch's C++ functions also takes (torch/csrc/utils/python_arg_parser.cpp)."""

_RNN = "input_size hidden_size num_layers= bias= batch_first= dropout= bidirectional= "
UNTOLD = {
    "torch.nn.RNN": [_RNN + "nonlinearity= device= dtype="],
    "torch.nn.LSTM": [_RNN + "proj_size= device= dtype="],
    "torch.nn.GRU": [_RNN + "device= dtype="],
    "torch.nn.Parameter": ["data= requires_grad="],
    "torch.nn.Module.to": ["device= dtype= non_blocking= * memory_format=", "tensor non_blocking= * memory_format="],
    "torch.einsum": ["equation *operands"],
}
"""Documented, and hidden behind `*args, **kwargs`."""


def asked(value):
    """Return the signature of a Python callable, or None for one that has none to show."""
    function = value.__init__ if isinstance(value, type) else value
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return None
    if isinstance(value, type):
        parameters = parameters[1:]
    text = written(parameters)
    if text == "*args **kwargs":
        inner = closed_over(function)
        return None if inner is None else written(inspect.signature(inner).parameters.values())
    return text


def from_stub(node, bound):
    """Return the signature of a function in a stub; `bound` says that its first argument is `self`."""
    arguments = node.args
    plain = [*arguments.posonlyargs, *arguments.args]
    first_default = len(plain) - len(arguments.defaults)
    parts = [arg.arg + ("=" if number >= first_default else "") for number, arg in enumerate(plain)]
    parts = parts[1:] if bound else parts
    if arguments.posonlyargs and len(arguments.posonlyargs) > bound:
        parts.insert(len(arguments.posonlyargs) - bound, "/")
    if arguments.vararg:
        parts.append("*" + arguments.vararg.arg)
    elif arguments.kwonlyargs:
        parts.append("*")
    for number, arg in enumerate(arguments.kwonlyargs):
        parts.append(arg.arg + ("=" if arguments.kw_defaults[number] is not None else ""))
    if any(part.rstrip("=") == "self" for part in parts):
        return None  # a deprecated spelling
    names = {part.strip("*=") for part in parts}
    parts += [f"{also}~{name}" for name, also in NUMPY.items() if name in names and also not in names]
    return " ".join(parts)


def documented(value):
    """Return the signature at the top of a C++ function's docstring (`linalg.norm(A, ord=None, ...) -> Tensor`)."""
    match = re.match(r"\s*[\w.]+\((.*?)\)\s*->", inspect.getdoc(value) or "", re.DOTALL)
    if match is None:
        return None
    try:
        node = ast.parse(f"def documented({match[1]}): pass").body[0]
    except SyntaxError:
        return None
    return from_stub(node, False)


def stubs(root):
    """Return the signatures of functions and methods written in C++, by their dotted names."""
    found = {}
    for namespace, (path, owner) in STUBS.items():
        tree = ast.parse((root / path).read_text("utf-8"))
        body = tree.body
        if owner:
            body = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == owner).body
        for node in body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                rows = found.setdefault(f"{namespace}.{node.name}", [])
                text = from_stub(node, bool(owner))
                rows.extend([text] if text is not None and text not in rows else [])
    return found


def main(out):
    torch = importlib.import_module("torch")
    read = stubs(pathlib.Path(torch.__file__).parent)
    callables = {}
    for namespace in NAMESPACES:
        module = importlib.import_module(namespace)
        for name in dir(module):
            value = getattr(module, name)
            if name.startswith("_") or not callable(value) or isinstance(value, types.ModuleType):
                continue
            dotted = f"{namespace}.{name}"
            text = asked(value)
            rows = UNTOLD.get(dotted) or ([text] if text is not None else read.get(dotted))
            if not rows and not isinstance(value, type):
                text = documented(value)
                rows = [text] if text else read.get(f"torch.{name}")
            if rows:
                callables[dotted] = rows
    for dotted in MEMBERS:
        namespace, _, name = dotted.rpartition(".")
        cls = getattr(importlib.import_module(namespace), name)
        for member in dir(cls):
            value = getattr(cls, member)
            if member.startswith("_") or not callable(value):
                continue
            stub = read.get(f"torch.Tensor.{member}") if name in ("Tensor", "Parameter") else None
            rows = UNTOLD.get(f"{dotted}.{member}", stub)
            if rows is None:
                text = asked(value)
                rows = [" ".join(text.split()[1:])] if text else None
            if rows:
                callables[f"{dotted}.{member}"] = rows
    pathlib.Path(out).write_text(json.dumps({"torch": torch.__version__, "callables": callables}, indent=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
