"""Runs the examples of docstrings and prints, as JSON, what kind of value each call in them gave, by what was called.

Sent to a framework as a program, with NAMESPACES (JSON) put in front. `mindspore.ops.abs` is a call of that function,
`()mindspore.nn.Dense` one of an instance of that class, `Tensor.sum` one of a Tensor's method. Kinds are written as in
lint_plugin.mindspore.results. Needs Python 3.9.
"""

import ast
import contextlib
import doctest
import importlib
import inspect
import io
import json
import signal
import warnings

import mindspore as ms
import numpy as np
from mindspore import Parameter, Tensor, nn, ops

warnings.simplefilter("ignore")
SECONDS = 10
MOST_NESTED = 3
named = {}  # id -> names of functions and classes
documented = {}
found = {}
for namespace in json.loads(NAMESPACES):  # noqa: F821
    try:
        module = importlib.import_module(namespace)
    except ImportError:  # of another version
        continue
    for name in dir(module):
        value = getattr(module, name)
        if (
            not name.startswith("_")
            and callable(value)
            and str(getattr(value, "__module__", "")).startswith("mindspore")
        ):
            named.setdefault(id(value), (value, []))[1].append(f"{namespace}.{name}")
            documented.setdefault(getattr(value, "__doc__", None), None)
for name in dir(Tensor) if "mindspore" in json.loads(NAMESPACES) else ():  # noqa: F821
    documented.setdefault(getattr(inspect.getattr_static(Tensor, name), "__doc__", None), None)


def kind(value, nested=0):
    """Write what kind of value something is."""
    if isinstance(value, Parameter):
        return "Parameter"
    if isinstance(value, Tensor) or type(value).__name__ == "StubTensor":
        return "Tensor"
    if isinstance(value, np.ndarray):
        return "ndarray"
    if type(value) in (tuple, list) and nested < MOST_NESTED:
        return f"{type(value).__name__}[{', '.join(kind(one, nested + 1) for one in value)}]"
    return {"NoneType": "None", "float64": "float"}.get(type(value).__name__, type(value).__name__)


def note(names, value):
    for name in names:
        found.setdefault(name, {})[kind(value)] = None


def call(function, *arguments, **keywords):
    value = function(*arguments, **keywords)
    if id(function) in named and not isinstance(function, type):
        note(named[id(function)][1], value)
    elif isinstance(function, (nn.Cell, ops.Primitive)) and id(type(function)) in named:
        note([f"(){name}" for name in named[id(type(function))][1]], value)
    return value


def call_method(owner, name, *arguments, **keywords):
    if kind(owner) != "Tensor":
        return call(getattr(owner, name), *arguments, **keywords)
    value = getattr(owner, name)(*arguments, **keywords)
    note([f"Tensor.{name}"], value)
    return value


class Noting(ast.NodeTransformer):
    """Makes each call one of `call` or `call_method`."""

    def visit_Call(self, node):
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Name) and function.id == "super":
            return node
        if isinstance(function, ast.Attribute) and not isinstance(function.value, ast.Call):
            given = [function.value, ast.Constant(function.attr), *node.args]
            return ast.Call(ast.Name("call_method", ast.Load()), given, node.keywords)
        return ast.Call(ast.Name("call", ast.Load()), [function, *node.args], node.keywords)


class TookLong(BaseException):
    """An example takes longer than it may."""


def stop(*_):
    raise TookLong


signal.signal(signal.SIGALRM, stop)
for text in documented:
    scope = {"call": call, "call_method": call_method, "ms": ms, "mindspore": ms, "np": np, "nn": nn, "ops": ops,
             "Tensor": Tensor}  # fmt: skip
    signal.alarm(SECONDS)
    try:
        for example in doctest.DocTestParser().get_examples(text or ""):
            tree = ast.fix_missing_locations(Noting().visit(ast.parse(example.source)))
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                exec(compile(tree, "example", "exec"), scope)  # of an installed framework
    except (TookLong, SyntaxError, ValueError):
        continue
    finally:
        signal.alarm(0)
print(json.dumps({name: list(kinds) for name, kinds in found.items()}))
