"""A stand-in for Nominatim on this machine: it speaks its JSON and its errors, and counts what it is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Server(ThreadingHTTPServer):
    """Answers by name; `asked` holds the parameters of every request, `agents` who asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, list[dict[str, Any]]] = {}
        self.reply: tuple[int, Mapping[str, str], bytes] | None = None  # to everything, instead of answers
        self.silent = self.endless = False
        self.closing = Event()
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []
        self.connections = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def get_request(self) -> tuple[socket, Any]:
        self.connections += 1  # in their order: whoever has an answer knows that all before him are counted
        return super().get_request()

    def knows(self, name: str, *results: dict[str, Any]) -> None:
        self.answers[name] = list(results)

    def says(self, status: int, body: str | bytes = b"", **headers: str) -> None:
        written = body.encode() if isinstance(body, str) else body
        self.reply = status, {name.replace("_", "-"): value for name, value in headers.items()}, written


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def result(name: str, latitude: float, longitude: float, **given: Any) -> dict[str, Any]:
    """One result as Nominatim writes it: numbers as text, a box, the address, the names."""
    country = given.pop("country", "iq")
    return {
        "place_id": 1,
        "osm_type": "node",
        "osm_id": 4242,
        "lat": f"{latitude}",
        "lon": f"{longitude}",
        "class": "place",
        "type": "village",
        "addresstype": "village",
        "name": name,
        "display_name": f"{name}, Some District, Some Governorate",
        "address": {"village": name, "country_code": country},
        "boundingbox": [f"{latitude - 0.02}", f"{latitude + 0.02}", f"{longitude - 0.02}", f"{longitude + 0.02}"],
        "namedetails": {"name": name},
    } | given


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.server.asked.append(parameters)
        self.server.agents.append(self.headers["User-Agent"])
        if self.server.silent:
            self.server.closing.wait()
            return
        if self.server.endless:
            self.send_response(200)
            self.end_headers()
            with suppress(ConnectionError):  # whoever asked has gone
                while not self.server.closing.wait(0.05):
                    self.wfile.write(b" ")
            return
        found = self.server.answers.get(parameters.get("q", ""), [])
        status, headers, body = self.server.reply or (200, {}, json.dumps(found).encode())
        self.send_response(status)
        for name, value in (
            {"Content-Type": "application/json", "Content-Length": str(len(body))} | dict(headers)
        ).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
