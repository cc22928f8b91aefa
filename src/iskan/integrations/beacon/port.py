"""What is asked of a beacon: one round of one chain, by its number."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Protocol

from iskan.core.draw.drawing import Beacon
from iskan.core.refusal import Refusal
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A chain's public terms: its hash, its key (on G2, compressed), its first instant and its period in seconds."""

    hash: str
    public_key: str
    genesis: int
    period: int
    name: Text
    is_stand_in: bool = False

    def round_at(self, instant: datetime) -> int:
        """Return the first round at or after an instant."""
        since = instant - datetime.fromtimestamp(self.genesis, UTC)
        return max(1, -(-since // timedelta(seconds=self.period)) + 1)

    def time_of(self, number: int) -> datetime:
        """Return the instant at which a round is due."""
        return datetime.fromtimestamp(self.genesis + (number - 1) * self.period, UTC)


class BeaconFault(Refusal):
    """The beacon gave no round."""

    text = Text(ar="لم يرد الإصدار المطلوب من المصدر العلني.", en="The beacon did not give the round.")
    status = HTTPStatus.SERVICE_UNAVAILABLE


class BeaconUnavailable(BeaconFault):
    """No endpoint answers, or none with anything that can be read."""

    text = Text(
        ar="لا يستجيب أي من عناوين المصدر العلني. يرجى المحاولة مرة أخرى بعد قليل، أو إلصاق الإصدار وتوقيعه.",
        en="None of the beacon's addresses answers. Try again shortly, or paste the round and its signature.",
    )


class RoundNotOut(BeaconFault):
    """The round does not exist yet."""

    text = Text(ar="لم يُنشر هذا الإصدار بعد.", en="This round is not out yet.")
    status = HTTPStatus.CONFLICT


class UnknownChain(BeaconFault):
    """No chain of that hash is known, and so no key to check its signatures with."""

    text = Text(ar="معرّف المصدر العلني غير معروف لهذا النظام.", en="The beacon's chain is not known to this system.")

    def __init__(self, chain_hash: str) -> None:
        super().__init__()
        self.chain_hash = chain_hash


class BadSignature(BeaconFault):
    """The signature is not the chain's over that round."""

    text = Text(
        ar="توقيع الإصدار ليس توقيع المصدر العلني المعلن.",
        en="The beacon's signature is not the announced chain's over this round.",
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    field = "signature"


class BeaconClient(Protocol):
    def round(self, number: int) -> Beacon:
        """Return a round whose signature holds.

        Raises:
            BeaconUnavailable, RoundNotOut, BadSignature: there is none to be had.
        """
        ...
