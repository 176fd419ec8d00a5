"""A small OpenAI-compatible endpoint on this machine that answers what a test tells it to."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What goes back over the wire."""

    body: bytes = b""
    status: int = 200
    after_s: float = 0.0
    missing: int = 0
    """Bytes that are promised and never sent."""
    headers: tuple[tuple[str, str], ...] = ()
    drip_s: float = 0.0
    """Before each byte."""


type Play = Reply | Callable[[dict[str, Any]], Reply]


@dataclass
class Heard:
    """What has come in."""

    url: str = ""
    paths: list[str] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


def says(content: Any, finish: str = "stop", **usage: int) -> Reply:
    """A chat completion; `content` is text, or what becomes JSON."""
    text = content if isinstance(content, str | None) else json.dumps(content)
    message = {"role": "assistant", "content": text}
    completion = {"choices": [{"index": 0, "message": message, "finish_reason": finish}]}
    return Reply(json.dumps({**completion, "usage": usage or None}).encode())


def nothing(body: dict[str, Any], **usage: int) -> Reply:
    """A good answer in which no turn makes a move."""
    form = body["response_format"]["json_schema"]["schema"]
    return says({turn: [] for turn in form["required"]}, "stop", **usage)


@contextmanager
def endpoint(*plays: Play) -> Iterator[Heard]:
    """An endpoint that answers each request with the next play, and then with the last again."""
    heard = Heard()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(heard, plays))
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    heard.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _pieces(reply: Reply) -> list[bytes]:
    return [bytes([b]) for b in reply.body] if reply.drip_s else [reply.body]


def _handler(heard: Heard, plays: tuple[Play, ...]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            play = plays[min(len(heard.bodies), len(plays) - 1)]
            heard.paths.append(self.path)
            heard.bodies.append(body)
            heard.keys.append(self.headers["Authorization"])
            self._send(play if isinstance(play, Reply) else play(body))

        def _send(self, reply: Reply) -> None:
            time.sleep(reply.after_s)
            try:
                self.send_response(reply.status)
                self.send_header("Content-Length", str(len(reply.body) + reply.missing))
                for header in reply.headers:
                    self.send_header(*header)
                self.end_headers()
                for piece in _pieces(reply):
                    time.sleep(reply.drip_s)
                    self.wfile.write(piece)
            except ConnectionError:
                pass  # who asked did not wait

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    return Handler
