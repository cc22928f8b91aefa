"""The chains this system knows of itself: drand's quicknet, and the demonstration's stand-in."""

import hashlib
from typing import Final

from iskan.core.text import Text
from iskan.integrations.beacon.port import Chain

QUICKNET: Final = Chain(
    hash="52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    public_key=(
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
        "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ),
    genesis=1_692_803_367,
    period=3,
    name=Text(ar="المصدر العلني drand (المعرّف quicknet)", en="The public drand beacon (quicknet chain)"),
)
# Whoever reads this can make any round of the stand-in: nothing real is drawn with it.
STAND_IN_SECRET: Final = hashlib.sha256(b"iskan stand-in beacon: this secret is everybody's").digest()
STAND_IN: Final = Chain(
    hash=hashlib.sha256(b"iskan stand-in beacon").hexdigest(),
    public_key=(
        "a2766b106f54d6ae22a3cb7a14e7fb6d402eb0d897668ef41bc18730cf0e1a2d7031313e832de0b2ad001ab0f97bf117"
        "0edd891e3ffe9ed7b61d4829258850db83888e17eb369b2a257bd283e3616b76482b9b1d2b56b19ee6086a9eb9c600ba"
    ),
    genesis=1_577_836_800,
    period=3,
    name=Text(ar="مصدر تجريبي بديل (للنسخة التجريبية فقط)", en="A stand-in beacon (for demonstration only)"),
    is_stand_in=True,
)
