"""What the stand-in of a bank remembers: orders taken once, what came of each transfer, what was booked on a day."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

from iskan.core.bank_files.guarded_xml import Element, NotReadable, read_document
from iskan.integrations.treasury.documents import TransferLine, statement_document, status_document

Clock = Callable[[], datetime]
BAHRAIN: Final = timezone(timedelta(hours=3))
PENDING, SETTLED, REFUSED = "ACSP", "ACSC", "RJCT"


class AnotherOrder(ValueError):
    """Another order was taken under the same number, or what was sent is none."""


@dataclass(slots=True)
class TakenOrder:
    """An order, what was answered to it so far, and its transfers as they stand."""

    content: bytes
    lines: list[TransferLine]
    answers: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class Booking:
    """A line of the account's statement."""

    on: date
    line: TransferLine
    is_debit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BankBehaviour:
    """What the stand-in does besides paying: accounts it refuses with a reason, answers held back or given twice."""

    refuses: dict[str, str] = field(default_factory=dict)
    holds: bool = False
    twice: bool = False


class OrderBook:
    """All orders of one process; an order and a transfer seen before are taken once."""

    def __init__(self, clock: Clock = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._orders: dict[str, TakenOrder] = {}
        self._bookings: list[Booking] = []
        self._seen: set[str] = set()
        self.behaviour = BankBehaviour()

    def take(self, message_id: str, content: bytes) -> None:
        """Take an order and answer it, or keep the answer back.

        Raises:
            AnotherOrder.
        """
        with self._lock:
            if known := self._orders.get(message_id):
                if known.content != content:
                    raise AnotherOrder(message_id)
                return
            order = TakenOrder(content, list(_lines(message_id, content)))
            self._orders[message_id] = order
            if self.behaviour.holds:
                order.answers.append(status_document(message_id, 1, self._clock(), _pending(order.lines)))
            else:
                self._execute(message_id, order)

    def let_go(self) -> None:
        """Answer what was kept back."""
        with self._lock:
            for message_id, order in self._orders.items():
                if any(not line.status for line in order.lines):
                    self._execute(message_id, order)

    def give_back(self, end_to_end: str, reason: str) -> None:
        """Have a transfer that was paid come back."""
        with self._lock:
            booked = next(one for one in self._bookings if one.line.end_to_end == end_to_end and one.is_debit)
            line = booked.line
            returned = TransferLine(line.end_to_end, line.fils, line.iban, "", reason)
            self._bookings.append(Booking(self._today(), returned, is_debit=False))

    def answer(self, message_id: str, number: int) -> bytes | None:
        """Return an answer to an order; nothing where there is none of that number."""
        with self._lock:
            answers = self._orders[message_id].answers if message_id in self._orders else []
            return answers[number - 1] if 0 < number <= len(answers) else None

    def statement(self, day: date, iban: str) -> bytes | None:
        """Return what was booked on a day, or nothing where nothing was."""
        with self._lock:
            booked = [(one.line, one.is_debit) for one in self._bookings if one.on == day]
            return statement_document(day, iban, self._clock(), booked) if booked else None

    def paid(self) -> dict[str, int]:
        """Return how many fils reached each account, for a test to count."""
        with self._lock:
            found: dict[str, int] = {}
            for one in self._bookings:
                change = one.line.fils if one.is_debit else -one.line.fils
                found[one.line.iban] = found.get(one.line.iban, 0) + change
            return found

    def _execute(self, message_id: str, order: TakenOrder) -> None:
        for line in order.lines:
            line.reason = self.behaviour.refuses.get(line.iban, "AM05" if line.end_to_end in self._seen else "")
            line.status = REFUSED if line.reason else SETTLED
            self._seen.add(line.end_to_end)
            if line.status == SETTLED:
                self._bookings.append(Booking(self._today(), line, is_debit=True))
        for _time in range(2 if self.behaviour.twice else 1):
            number = len(order.answers) + 1
            order.answers.append(status_document(message_id, number, self._clock(), order.lines))

    def _today(self) -> date:
        return self._clock().astimezone(BAHRAIN).date()


def behaviour_of(said: dict[str, Any]) -> BankBehaviour:
    """Return what a test or a demonstration wants of the stand-in."""
    return BankBehaviour(**said)


def _pending(lines: Iterable[TransferLine]) -> list[TransferLine]:
    return [TransferLine(line.end_to_end, line.fils, line.iban, PENDING, "") for line in lines]


def _lines(message_id: str, content: bytes) -> Iterable[TransferLine]:
    try:
        order = read_document(content).one("CstmrCdtTrfInitn")
        if order.said("GrpHdr", "MsgId") != message_id:
            raise AnotherOrder(message_id)
        return [_line(one) for one in order.all("PmtInf", "CdtTrfTxInf")]
    except NotReadable as fault:
        raise AnotherOrder(message_id) from fault


def _line(part: Element) -> TransferLine:
    dinars, _, digits = part.one("Amt", "InstdAmt").words.partition(".")
    fils = int(dinars) * 1000 + int(digits.ljust(3, "0"))
    return TransferLine(part.one("PmtId", "EndToEndId").words, fils, part.one("CdtrAcct", "Id", "IBAN").words, "", "")
