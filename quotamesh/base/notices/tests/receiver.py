"""A robot's service on this machine: keeps what it is sent and answers as it is told to."""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Received:
    path: str
    query: dict[str, list[str]]
    body: dict[str, Any]
    kind: str


@dataclass
class Receiver:
    """`answers` are given one after the other, the last one again and again: (status, JSON or bytes, headers)."""

    answers: list[tuple] = field(default_factory=lambda: [(200, {"errcode": 0, "errmsg": "ok"})])
    received: list[Received] = field(default_factory=list)
    origin: str = ""

    def __enter__(self) -> "Receiver":
        self.server = HTTPServer(("127.0.0.1", 0), _handler(self))
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_error) -> None:
        self.server.shutdown()
        self.server.server_close()


def _handler(receiver: Receiver):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            parts = urlsplit(self.path)
            kind = self.headers["Content-Type"]
            receiver.received.append(Received(parts.path, parse_qs(parts.query), json.loads(body), kind))
            last = len(receiver.answers) == 1
            status, content, *more = receiver.answers[0] if last else receiver.answers.pop(0)
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            for name, value in (more[0] if more else {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args):
            pass

    return Handler
