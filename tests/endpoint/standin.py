"""A small server that speaks OpenAI's chat completions, on loopback, with every kind of trouble."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Asked = dict[str, Any]
"""``people`` and ``passages`` of a request, as the server read them."""


class StandIn(ThreadingHTTPServer):
    """Answers with what ``says`` returns: an object to be sent, or text as it is."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.says: Callable[[Asked], object] = lambda asked: {}
        self.status = 200
        self.raw: bytes | None = None
        """The whole body of a response, instead of a chat completion."""
        self.headers: dict[str, str] = {}
        self.drip = 0.0
        """Seconds between the bytes of a response."""
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    @property
    def root(self) -> str:
        """What a show names as its endpoint."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_GET(self) -> None:
        self.server.requests.append(("GET", dict(self.headers), {}))
        self.send_error(405)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, dict(self.headers), body))
        data = self.server.raw
        if data is None:
            said = self.server.says(json.loads(body["messages"][1]["content"]))
            content = said if isinstance(said, str) else json.dumps(said)
            choice = {"index": 0, "message": {"role": "assistant", "content": content}}
            data = json.dumps({"object": "chat.completion", "choices": [choice]}).encode()
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in self.server.headers:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self._write(data)

    def _write(self, data: bytes) -> None:
        try:
            if not self.server.drip:
                self.wfile.write(data)
                return
            for byte in data:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                threading.Event().wait(self.server.drip)
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """A server that answers while the block lasts."""
    server = StandIn()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def person(asked: Asked, name: str) -> str:
    """The id under which somebody was offered."""
    return next(row["id"] for row in asked["people"] if row["name"] == name)
