"""A stand-in for the bank that pays: ``python -m iskan.integrations.treasury.simulator [--port N]``."""

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Final

from flask import Flask, Response, jsonify, request

from iskan.integrations import moods as _moods
from iskan.integrations.moods import Mood, Moods
from iskan.integrations.serving import serve
from iskan.integrations.treasury.book import AnotherOrder, OrderBook, behaviour_of

DEVELOPMENT_KEY: Final = "iskan-development"
_STATUS: Final = {Mood.REFUSING: 422, Mood.FAILING: 503}


def make_app(*, key: str = DEVELOPMENT_KEY, iban: str = "", moods: str = "") -> Flask:
    """Return the bank with an empty book."""
    app = Flask(__name__)
    book, feelings = OrderBook(), Moods(("treasury",), moods)
    _moods.add_control(app, feelings)
    _add_interface(app, book, _guard(feelings, key), iban)
    _add_control(app, book)
    return app


def _guard(feelings: Moods, key: str) -> Callable[[Any], Any]:
    """Return what lets the customer alone in, met in the mood of the day."""

    def for_customer(view: Any) -> Any:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            if request.headers.get("Authorization") != f"Bearer {key}":
                return jsonify(error="not the customer"), 401
            feeling = feelings.take("treasury")
            _moods.apply(feeling)
            if status := _STATUS.get(feeling.mood):
                return jsonify(error=feeling.mood), status
            return view(**values)

        return guarded

    return for_customer


def _add_interface(app: Flask, book: OrderBook, for_customer: Callable[[Any], Any], iban: str) -> None:
    """Add what the customer's system calls."""

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @app.put("/orders/<message_id>")
    @for_customer
    def take(message_id: str) -> tuple[Response, int]:
        try:
            book.take(message_id, request.get_data())
        except AnotherOrder:
            return jsonify(error="another order bears this number, or this is none"), 409
        return jsonify(message_id=message_id), 202

    @app.get("/orders/<message_id>/answers/<int:number>")
    @for_customer
    def answer(message_id: str, number: int) -> Response:
        return _document(book.answer(message_id, number))

    @app.get("/statements/<day>")
    @for_customer
    def statement(day: str) -> Response:
        return _document(book.statement(date.fromisoformat(day), iban))


def _add_control(app: Flask, book: OrderBook) -> None:
    """Add what a demonstration or a test sets by hand."""

    @app.put("/control/behaviour")
    def behave() -> Response:
        book.behaviour = behaviour_of(request.get_json())
        return jsonify(status="ok")

    @app.post("/control/answers")
    def let_go() -> Response:
        book.let_go()
        return jsonify(status="ok")

    @app.post("/control/returns")
    def give_back() -> Response:
        said = request.get_json()
        book.give_back(said["end_to_end"], said["reason"])
        return jsonify(status="ok")

    @app.get("/control/paid")
    def paid() -> Response:
        return jsonify(book.paid())


def _document(content: bytes | None) -> Response:
    if content is None:
        return Response(status=204)
    return Response(content, content_type="application/xml")


def _app(_port: int) -> Flask:
    return make_app(
        key=os.environ.get("ISKAN_TREASURY_KEY") or DEVELOPMENT_KEY,
        iban=os.environ.get("ISKAN_TREASURY_IBAN", ""),
        moods=os.environ.get("ISKAN_TREASURY_MOODS", ""),
    )


if __name__ == "__main__":
    serve(
        _app,
        title="Bank that pays (a stand-in)",
        url_variable="ISKAN_TREASURY_URL",
        default_url="http://127.0.0.1:8108",
        arguments=sys.argv[1:],
    )
