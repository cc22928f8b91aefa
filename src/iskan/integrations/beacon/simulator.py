"""A stand-in for the public beacon: signs any round that is due with a secret everybody knows.

Run it with ``python -m iskan.integrations.beacon.simulator [--port N]``. It also keeps one real round of quicknet.
"""

import os
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from flask import Flask, Response, jsonify
from py_ecc.optimized_bls12_381.optimized_curve import curve_order

from iskan.integrations import moods as _moods
from iskan.integrations.beacon.bls import sign
from iskan.integrations.beacon.known import QUICKNET, STAND_IN, STAND_IN_SECRET
from iskan.integrations.beacon.port import Chain
from iskan.integrations.moods import Mood, Moods
from iskan.integrations.serving import serve

SECRET: Final = int.from_bytes(STAND_IN_SECRET, "big") % curve_order
KEPT: Final = {
    (QUICKNET.hash, 657_413): (
        "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b"
    )
}
CHAINS: Final = {chain.hash: chain for chain in (QUICKNET, STAND_IN)}
_STATUS: Final = {Mood.REFUSING: 403, Mood.FAILING: 503}


@lru_cache(maxsize=1000)
def stand_in_signature(number: int) -> bytes:
    """Return the stand-in's signature over a round."""
    return sign(SECRET, number)


def make_app(*, moods: str = "", now: Callable[[], float] = time.time) -> Flask:
    """Return the beacon as a drand node shows it."""
    app = Flask(__name__)
    feelings = Moods(("beacon",), moods)
    _moods.add_control(app, feelings)

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @app.get("/<chain_hash>/info")
    def terms(chain_hash: str) -> tuple[Response, int]:
        chain = CHAINS.get(chain_hash)
        return (jsonify(_terms(chain)), 200) if chain else _missing()

    @app.get("/<chain_hash>/public/<int:number>")
    def public(chain_hash: str, number: int) -> tuple[Response, int]:
        feeling = feelings.take("beacon")
        _moods.apply(feeling)
        if status := _STATUS.get(feeling.mood):
            return jsonify(error=feeling.mood), status
        return _round(chain_hash, number, now())

    return app


def _terms(chain: Chain) -> dict[str, object]:
    return {
        "hash": chain.hash,
        "public_key": chain.public_key,
        "genesis_time": chain.genesis,
        "period": chain.period,
        "schemeID": "bls-unchained-g1-rfc9380",
    }


def _round(chain_hash: str, number: int, at: float) -> tuple[Response, int]:
    kept = KEPT.get((chain_hash, number))
    if kept is None and chain_hash == STAND_IN.hash and STAND_IN.time_of(number).timestamp() <= at:
        kept = stand_in_signature(number).hex()
    return (jsonify(round=number, signature=kept), 200) if kept else _missing()


def _missing() -> tuple[Response, int]:
    return jsonify(error="there is no such round yet"), 404


if __name__ == "__main__":
    serve(
        lambda _port: make_app(moods=os.environ.get("ISKAN_BEACON_MOODS", "")),
        title="Public beacon (a stand-in)",
        url_variable="ISKAN_BEACON_URLS",
        default_url="http://127.0.0.1:8105",
        arguments=sys.argv[1:],
    )
