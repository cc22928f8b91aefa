"""Whether a beacon's round bears its chain's signature."""

from iskan.core.draw.drawing import Beacon
from iskan.integrations.beacon.port import BadSignature, Chain


def require_signature(chain: Chain, beacon: Beacon) -> None:
    """Let pass a round that the chain's key signed.

    Raises:
        BadSignature: it did not, or the round is another chain's.
    """
    from iskan.integrations.beacon.bls import is_signed  # noqa: PLC0415 -- a large library, wanted once a draw

    if beacon.chain != chain.hash or not is_signed(chain.public_key, beacon.round, beacon.signature):
        raise BadSignature
