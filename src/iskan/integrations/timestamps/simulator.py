"""A stand-in for a time-stamping authority: stamps whatever it is asked, with a key everybody has.

Run it with ``python -m iskan.integrations.timestamps.simulator [--port N]``.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import Final

from asn1crypto import tsp
from flask import Flask, Response, jsonify, request
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from iskan.integrations import moods as _moods
from iskan.integrations.moods import Mood, Moods
from iskan.integrations.serving import serve

FOLDER: Final = Path(__file__).with_name("stand_in")
ANSWER: Final = "application/timestamp-reply"
_STATUS: Final = {Mood.REFUSING: 403, Mood.FAILING: 503}


def stand_in_stamper(folder: Path = FOLDER) -> DummyTimeStamper:
    """Return what stamps with the key and the certificate of a folder."""
    certificate = load_cert_from_pemder(str(folder / "certificate.pem"))  # type: ignore[no-untyped-call] # untyped
    key = load_private_key_from_pemder(str(folder / "key.pem"), passphrase=None)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call] # pyHanko leaves it untyped
    store.register(certificate)
    return DummyTimeStamper(tsa_cert=certificate, tsa_key=key, certs_to_embed=store)


def make_app(*, moods: str = "") -> Flask:
    """Return the authority."""
    app = Flask(__name__)
    feelings, stamper = Moods(("timestamps",), moods), stand_in_stamper()
    _moods.add_control(app, feelings)

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @app.post("/")
    def stamp() -> Response:
        feeling = feelings.take("timestamps")
        _moods.apply(feeling)
        if status := _STATUS.get(feeling.mood):
            return Response(feeling.mood, status)
        try:
            asked = tsp.TimeStampReq.load(request.get_data(), strict=True)
            told = asyncio.run(stamper.async_request_tsa_response(asked))
        except (ValueError, TypeError, KeyError):
            return Response("this is no request for a time stamp", 400)
        return Response(told.dump(), content_type=ANSWER)

    return app


if __name__ == "__main__":
    serve(
        lambda _port: make_app(moods=os.environ.get("ISKAN_TIMESTAMP_MOODS", "")),
        title="Time-stamping authority (a stand-in)",
        url_variable="ISKAN_TIMESTAMP_URL",
        default_url="http://127.0.0.1:8106",
        arguments=sys.argv[1:],
    )
