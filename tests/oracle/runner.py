"""Runs examples where a framework is installed: started by its Python, as `runner.py MODULE`, once per framework.

Reads a JSON object a line from standard input, {"code": ..., "seconds": ...}, and answers each with one on standard
output: {"raised": "TypeError: ..." or null, "line": where in the code or null, "printed": ...}. The framework is
imported once; each example is a module of its own in a forked process, so none sees what another did. Needs the
standard library of Python 3.9 alone: mindspore-lint isn't installed here.
"""

import contextlib
import importlib
import importlib.util
import io
import json
import os
import select
import signal
import sys
import tempfile
import traceback


def main():
    """Answer requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a framework's C++ prints is no answer
    importlib.import_module(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # where frameworks leave their logs
        for request in map(json.loads, sys.stdin):
            print(json.dumps(answer(request["code"], request["seconds"])), file=answers, flush=True)


def answer(code, seconds):
    """Run an example in a process of its own, which is killed after so many seconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            json.dump(run(code), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        if not select.select([pipe], [], [], seconds)[0]:
            os.kill(child, signal.SIGKILL)
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if text:
        return json.loads(text)
    return {"raised": f"the process ended with status {status}", "line": None, "printed": ""}


def run(code):
    """Run an example as a module that stands in a file: frameworks read the source of what they compile."""
    path = os.path.join(os.getcwd(), f"example_{os.getpid()}.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write(code)
    spec = importlib.util.spec_from_file_location("example", path)
    module = sys.modules["example"] = importlib.util.module_from_spec(spec)
    printed = io.StringIO()
    raised = line = None
    try:
        with contextlib.redirect_stdout(printed):
            spec.loader.exec_module(module)
    except BaseException as error:  # an example's SystemExit is its outcome, too
        raised = f"{type(error).__name__}: {error}"
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
        line = lines[-1] if lines else None
    return {"raised": raised, "line": line, "printed": printed.getvalue()}


if __name__ == "__main__":
    main()
