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
    """python-lsp-server, run in a project's folder with some of its plugins switched on."""

    def __init__(self, root: Path, plugins: dict[str, Any]) -> None:
        self.root = root
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pylsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._receive, daemon=True).start()
        self._request("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
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

    def _uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def _published(self, path: str) -> list[dict[str, Any]]:
        while True:
            message = self._received.get(timeout=TIMEOUT)
            if message.get("method") == "textDocument/publishDiagnostics":
                if message["params"]["uri"] == self._uri(path):
                    found: list[dict[str, Any]] = message["params"]["diagnostics"]
                    return found

    def _request(self, method: str, params: object) -> None:
        self._send({"id": method, "method": method, "params": params})
        while self._received.get(timeout=TIMEOUT).get("id") != method:
            pass

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
