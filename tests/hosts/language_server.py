"""A client of python-lsp-server that speaks JSON-RPC with it over its standard input and output, as editors do."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

TIMEOUT = 60.0


class LanguageServer:
    """python-lsp-server, run in a project's folder with some of its plugins switched on.

    `capabilities` are what the editor says that it can do; `asked` are the requests that the server has sent to it.
    """

    def __init__(self, root: Path, plugins: dict[str, Any], capabilities: dict[str, Any] | None = None) -> None:
        self.root = root
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pylsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._receive, daemon=True).start()
        self.asked: list[dict[str, Any]] = []
        parameters = {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities or {}}
        self._request("initialize", parameters)
        self._notify("initialized", {})
        self._notify("workspace/didChangeConfiguration", {"settings": {"pylsp": {"plugins": plugins}}})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._request("shutdown", None)
            self._notify("exit", None)
            self._process.wait(TIMEOUT)
        finally:
            self._process.kill()

    def open(self, path: str, text: str) -> list[dict[str, Any]]:
        """Open a file with a text that needn't be on disk; return the diagnostics that the server publishes."""
        document = {"uri": self._uri(path), "languageId": "python", "version": 1, "text": text}
        self._notify("textDocument/didOpen", {"textDocument": document})
        return self._published(path)

    def change(self, path: str, version: int, text: str) -> list[dict[str, Any]]:
        """Replace the text in the editor, unsaved; return the diagnostics that the server publishes."""
        document = {"uri": self._uri(path), "version": version}
        self._notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return self._published(path)

    def code_actions(
        self, path: str, start: tuple[int, int], end: tuple[int, int], only: list[str] | None = None
    ) -> list[dict[str, Any]]:
        """Return what the server offers for a stretch, given by lines and characters from 0; `only` are kinds."""
        stretch = {"start": _position(start), "end": _position(end)}
        context = {"diagnostics": [], **({} if only is None else {"only": only})}
        document = {"uri": self._uri(path)}
        parameters = {"textDocument": document, "range": stretch, "context": context}
        found: list[dict[str, Any]] = self._request("textDocument/codeAction", parameters)
        return found

    def execute(self, command: str, arguments: list[Any]) -> Any:
        """Have the server run a command that it offered."""
        return self._request("workspace/executeCommand", {"command": command, "arguments": arguments})

    def _uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def _published(self, path: str) -> list[dict[str, Any]]:
        while True:
            message = self._received.get(timeout=TIMEOUT)
            if message.get("method") == "textDocument/publishDiagnostics":
                if message["params"]["uri"] == self._uri(path):
                    found: list[dict[str, Any]] = message["params"]["diagnostics"]
                    return found

    def _request(self, method: str, params: object) -> Any:
        self._send({"id": method, "method": method, "params": params})
        while True:
            message = self._received.get(timeout=TIMEOUT)
            if "method" in message and "id" in message:
                self.asked.append(message)
                self._send({"id": message["id"], "result": {"success": True}})
            elif message.get("id") == method:
                assert "error" not in message, message["error"]
                return message["result"]

    def _notify(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():  # further headers, up to the empty line
                pass
            self._received.put(json.loads(stream.read(length)))


def _position(place: tuple[int, int]) -> dict[str, int]:
    return {"line": place[0], "character": place[1]}
