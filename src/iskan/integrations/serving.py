"""A stand-in as a process of its own: one port, one line when it is ready, and an orderly end."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class _QuietHandler(WSGIRequestHandler):
    """Keeps connections open between requests, and writes no line about them: lines would tell who was asked about."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 -- the library's name
        del type, message, args


def serve(
    make_app: Callable[[int], Flask], *, title: str, url_variable: str, default_url: str, arguments: Sequence[str]
) -> NoReturn:
    """Serve on ``--port``, or on the port of the address the system was told, until SIGTERM or SIGINT."""
    address = urlsplit(os.environ.get(url_variable, default_url))
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--port", type=int, default=address.port)
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    server = make_server(
        options.host, options.port, make_app(options.port), threaded=True, request_handler=_QuietHandler
    )
    sys.stdout.write(f"{title}: http://{options.host}:{server.port}\n")
    sys.stdout.flush()
    try:
        server.serve_forever()
    finally:
        server.server_close()
    sys.exit(0)


def _leave(_number: int, _frame: object) -> NoReturn:
    sys.exit(0)
