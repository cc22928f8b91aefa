"""A stand-in for the payment provider: ``python -m iskan.integrations.payment_gateway.simulator [--port N]``."""

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, jsonify, redirect, render_template, request

from iskan.core.money import Money
from iskan.integrations import moods as _moods
from iskan.integrations.moods import Mood, Moods
from iskan.integrations.payment_gateway.book import Book, CannotRefund, NoSuchPage, Page, as_document
from iskan.integrations.payment_gateway.notifying import Notifier
from iskan.integrations.payment_gateway.port import PageStatus
from iskan.integrations.payment_gateway.words import CARDS, WORDS, Behaviour
from iskan.integrations.serving import serve

LATE_SECONDS: Final = 3.0
DEVELOPMENT_KEY: Final = "iskan-development"
METHODS: Final = ("debit", "card", "wallet")
_STATUS: Final = {Mood.REFUSING: 422, Mood.FAILING: 503}


def make_app(*, base_url: str, key: str = DEVELOPMENT_KEY, secret: str = DEVELOPMENT_KEY, moods: str = "") -> Flask:
    """Return the provider with an empty book."""
    app = Flask(__name__)
    book, notifier, feelings = Book(), Notifier(secret), Moods(("payments",), moods)
    _moods.add_control(app, feelings)
    _add_interface(app, book, feelings, base_url.rstrip("/"), key)
    _add_pages(app, book, notifier)
    _add_control(app, book, notifier)
    app.after_request(_protect)
    return app


def _guard(feelings: Moods, key: str) -> Callable[[Any], Any]:
    """Return what lets the merchant alone in, met in the mood of the day."""

    def for_merchant(view: Any) -> Any:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            if request.headers.get("Authorization") != f"Bearer {key}":
                return jsonify(error="not the merchant"), 401
            feeling = feelings.take("payments")
            _moods.apply(feeling)
            if status := _STATUS.get(feeling.mood):
                return jsonify(error=feeling.mood), status
            return view(**values)

        return guarded

    return for_merchant


def _add_interface(app: Flask, book: Book, feelings: Moods, base_url: str, key: str) -> None:
    """Add what the merchant's system calls."""
    for_merchant = _guard(feelings, key)

    @app.post("/payments")
    @for_merchant
    def open_page() -> tuple[Response, int]:
        order = request.get_json(silent=True) or {}
        wanted = {"reference", "fils", "currency", "description", "language", "return_url", "notify_url", "expires_at"}
        if set(order) != wanted or not isinstance(order["fils"], int) or order["fils"] <= 0:
            return jsonify(error="an order has a reference, whole fils, words, addresses and an end"), 400
        page = book.open(order)
        return jsonify(id=page.id, url=f"{base_url}/pay/{page.id}?lang={order['language']}"), 201

    @app.get("/payments/<number>")
    @for_merchant
    def status(number: str) -> Response:
        return jsonify(as_document(_page(book, number)))

    @app.post("/payments/<number>/refunds")
    @for_merchant
    def refund(number: str) -> tuple[Response, int]:
        said = request.get_json(silent=True) or {}
        try:
            given = book.refund(_page(book, number), said["reference"], said["capture"], said["fils"])
        except (KeyError, CannotRefund):
            return jsonify(error="there is not so much to give back"), 422
        return jsonify(given), 201

    @app.get("/settlements/<day>")
    @for_merchant
    def settlement(day: str) -> Response:
        return jsonify(book.settlement(date.fromisoformat(day)))


def _add_pages(app: Flask, book: Book, notifier: Notifier) -> None:
    """Add what the payer sees."""

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @app.get("/pay/<number>")
    def pay(number: str) -> tuple[str, int]:
        page = _page(book, number)
        if page.status is not PageStatus.OPEN:
            return _shown("gone.html", page), 410
        return _shown("pay.html", page, cards=CARDS, methods=METHODS), 200

    @app.post("/pay/<number>")
    def paid(number: str) -> tuple[str, int] | Any:
        page = _page(book, number)
        if page.status is not PageStatus.OPEN:
            return _shown("gone.html", page), 410
        if "cancel" in request.form:
            book.end(page, PageStatus.CANCELLED)
            notifier.tell(page.order["notify_url"], as_document(page))
        else:
            behaviour = Behaviour(request.form.get("card", Behaviour.PAID))
            _pay(book, notifier, page, behaviour)
            if behaviour is Behaviour.CLOSED:
                return _shown("closed.html", page), 200
        return redirect(page.order["return_url"], 303)


def _pay(book: Book, notifier: Notifier, page: Page, behaviour: Behaviour) -> None:
    """Do what a card does, and tell the merchant as it does."""
    if behaviour is Behaviour.REFUSED:
        book.end(page, PageStatus.REFUSED)
    else:
        method = request.form.get("method", METHODS[0])
        for _time in range(2 if behaviour is Behaviour.TWICE else 1):
            book.capture(page, method if method in METHODS else METHODS[0])
    if behaviour is not Behaviour.UNTOLD:
        after = LATE_SECONDS if behaviour is Behaviour.LATE else 0.0
        notifier.tell(page.order["notify_url"], as_document(page), after=after)


def _add_control(app: Flask, book: Book, notifier: Notifier) -> None:
    """Add what a demonstration or a test sets by hand."""

    @app.get("/control/payments/<number>")
    def told(number: str) -> Response:
        return jsonify(as_document(_page(book, number)))

    @app.post("/control/payments/<number>/captures")
    def take(number: str) -> tuple[Response, int]:
        page = _page(book, number)
        book.capture(page, METHODS[0])
        notifier.tell(page.order["notify_url"], as_document(page))
        return jsonify(as_document(page)), 201

    @app.put("/control/settlement")
    def falsify() -> Response:
        book.falsify(request.get_json())
        return jsonify(status="ok")

    @app.put("/control/notices")
    def mute() -> Response:
        notifier.is_mute = bool(request.get_json()["mute"])
        return jsonify(mute=notifier.is_mute)


def _page(book: Book, number: str) -> Page:
    try:
        return book.page(number)
    except NoSuchPage:
        abort(404)


def _shown(template: str, page: Page, **values: Any) -> str:
    parts = urlsplit(page.order["return_url"])
    is_plain = parts.scheme in {"http", "https"} and not set(parts.netloc) & set(" ;,'\"")
    g.leads_back_to = f"{parts.scheme}://{parts.netloc}" if is_plain else ""
    asked = request.args.get("lang", page.order["language"])
    language = "en" if asked == "en" else "ar"
    other = "ar" if language == "en" else "en"
    return render_template(
        template,
        words={name: text.in_(language) for name, text in WORDS.items()},
        language=language,
        other=other,
        other_url=f"{request.path}?lang={other}",
        amount=str(Money(page.order["fils"])),
        description=page.order["description"][language],
        reference=page.order["reference"],
        return_url=page.order["return_url"],
        **values,
    )


def _protect(response: Response) -> Response:
    # A browser applies form-action to where a form's answer leads too, hence the site that opened the page.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {g.get('leads_back_to', '')}"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _app(port: int) -> Flask:
    return make_app(
        base_url=os.environ.get("ISKAN_PAYMENTS_URL") or f"http://127.0.0.1:{port}",
        key=os.environ.get("ISKAN_PAYMENTS_KEY") or DEVELOPMENT_KEY,
        secret=os.environ.get("ISKAN_PAYMENTS_NOTICE_SECRET") or DEVELOPMENT_KEY,
        moods=os.environ.get("ISKAN_PAYMENTS_MOODS", ""),
    )


if __name__ == "__main__":
    serve(
        _app,
        title="Payment provider (a stand-in)",
        url_variable="ISKAN_PAYMENTS_URL",
        default_url="http://127.0.0.1:8107",
        arguments=sys.argv[1:],
    )
