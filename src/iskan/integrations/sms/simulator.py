"""A simulator of the text message gateway: keeps what it is given, reports delivery, and shows it on a page.

Run it with ``python -m iskan.integrations.sms.simulator [--port N]``.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

from flask import Flask, Response, jsonify, render_template, request

from iskan.integrations import moods as _moods
from iskan.integrations.moods import Mood, Moods
from iskan.integrations.serving import serve
from iskan.integrations.sms.port import SmsStatus

DELIVERY_SECONDS: Final = 1.0
UNDELIVERABLE_ENDING: Final = "0000"
_KEPT: Final = 5000
_LONGEST: Final = 1530
_STATUS: Final = {Mood.REFUSING: 422, Mood.FAILING: 503}


class Outbox:
    """The messages taken, the oldest forgotten first; a reference seen before brings back its message."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._messages: dict[str, dict[str, Any]] = {}
        self._by_reference: dict[str, str] = {}

    def take(self, *, reference: str, to: str, text: str) -> dict[str, Any]:
        with self._lock:
            known = self._by_reference.get(reference)
            if known is None:
                known = str(uuid4())
                self._by_reference[reference] = known
                message = {"id": known, "reference": reference, "to": to, "text": text, "at": self._clock()}
                self._messages[known] = message
                self._forget()
        return self.report(known)

    def report(self, key: str) -> dict[str, Any]:
        """Return a message with its delivery as it stands now, or raise `KeyError`."""
        message = self._messages[key]
        return {**message, "delivery": self._delivery(message)}

    def all(self) -> list[dict[str, Any]]:
        return [self.report(key) for key in reversed(tuple(self._messages))]

    def _delivery(self, message: dict[str, Any]) -> SmsStatus:
        if self._clock() - message["at"] < DELIVERY_SECONDS:
            return SmsStatus.ACCEPTED
        lost = message["to"].endswith(UNDELIVERABLE_ENDING)
        return SmsStatus.UNDELIVERABLE if lost else SmsStatus.DELIVERED

    def _forget(self) -> None:
        while len(self._messages) > _KEPT:
            oldest = self._messages.pop(next(iter(self._messages)))
            del self._by_reference[oldest["reference"]]


def make_app(*, moods: str = "") -> Flask:
    """Return the gateway with an empty outbox."""
    app = Flask(__name__)
    feelings, outbox = Moods(("sms",), moods), Outbox()
    _moods.add_control(app, feelings)

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @app.get("/")
    def page() -> str:
        return render_template("outbox.html", messages=outbox.all())

    @app.get("/messages")
    def listed() -> Response:
        return jsonify(outbox.all())

    @app.post("/messages")
    def take() -> tuple[Response, int]:
        feeling = feelings.take("sms")
        _moods.apply(feeling)
        if status := _STATUS.get(feeling.mood):
            return jsonify(error=feeling.mood), status
        return _take(outbox)

    @app.get("/messages/<key>")
    def report(key: str) -> tuple[Response, int]:
        try:
            return jsonify(outbox.report(key)), 200
        except KeyError:
            return jsonify(error="unknown"), 404

    return app


def _take(outbox: Outbox) -> tuple[Response, int]:
    document = request.get_json(silent=True) or {}
    reference = request.headers.get("Idempotency-Key", "")
    to, text = str(document.get("to", "")), str(document.get("text", ""))
    if not (reference and to.startswith("+") and to[1:].isdigit() and 0 < len(text) <= _LONGEST):
        return jsonify(error="a message has a reference, a number in E.164 and words"), 400
    return jsonify(outbox.take(reference=reference, to=to, text=text)), 202


if __name__ == "__main__":
    serve(
        lambda _port: make_app(moods=os.environ.get("ISKAN_SMS_MOODS", "")),
        title="SMS gateway (simulated)",
        url_variable="ISKAN_SMS_URL",
        default_url="http://127.0.0.1:8102",
        arguments=sys.argv[1:],
    )
