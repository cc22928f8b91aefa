"""The signature of a beacon's round: BLS12-381, public key on G2, signature on G1 (`bls-unchained-g1-rfc9380`)."""

import hashlib
import sys
from functools import lru_cache
from typing import Any

from py_ecc.bls.g2_primitives import G1_to_pubkey, pubkey_to_G1, signature_to_G2, subgroup_check
from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.fields import optimized_bls12_381_FQ12 as FQ12
from py_ecc.optimized_bls12_381.optimized_curve import G2, is_inf, multiply, neg
from py_ecc.optimized_bls12_381.optimized_pairing import final_exponentiate, pairing

from iskan.integrations.beacon import DEPTH

# The library lets the whole process recurse a hundred thousand deep, and a request's deeply nested JSON would then
# overrun the stack and end it; what is computed here needs no such depth.
sys.setrecursionlimit(DEPTH)

TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
SIGNATURE_BYTES, KEY_BYTES = 48, 96


@lru_cache(maxsize=8)
def is_signed(public_key: str, number: int, signature: bytes) -> bool:
    """Say whether a chain's key signed a round: once computed, a process knows it of its last few rounds.

    It takes about a second, two pairings in plain Python, and is asked again as a draw goes on.
    """
    if len(signature) != SIGNATURE_BYTES:
        return False
    try:
        signed = pubkey_to_G1(signature)  # type: ignore[arg-type]  # the library's name for any point on G1
    except (ValueError, AssertionError):
        return False
    if is_inf(signed) or not subgroup_check(signed):
        return False
    told = pairing(_key(public_key), _message(number), final_exponentiate=False)
    given = pairing(G2, neg(signed), final_exponentiate=False)
    return bool(final_exponentiate(told * given) == FQ12.one())


def sign(secret: int, number: int) -> bytes:
    """Sign a round, as a beacon does: for stand-ins, whose secret is everybody's."""
    return bytes(G1_to_pubkey(multiply(_message(number), secret)))


def _message(number: int) -> Any:
    digest = hashlib.sha256(number.to_bytes(8, "big")).digest()
    return hash_to_G1(digest, TAG, hashlib.sha256)  # type: ignore[arg-type]  # the library's name for a hash's maker


@lru_cache(maxsize=8)
def _key(public_key: str) -> Any:
    key = signature_to_G2(bytes.fromhex(public_key))  # type: ignore[arg-type]  # the library's name for any point on G2
    if len(public_key) != 2 * KEY_BYTES or is_inf(key) or not subgroup_check(key):
        raise ValueError("not a public key of a beacon")
    return key
