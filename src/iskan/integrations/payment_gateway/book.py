"""What the stand-in of a payment provider remembers: pages, what was taken on each, what went back."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final
from uuid import uuid4

from iskan.integrations.payment_gateway.port import PageStatus, RefundStatus, SettledKind
from iskan.integrations.payment_gateway.wire import CURRENCY

Clock = Callable[[], datetime]
BAHRAIN: Final = timezone(timedelta(hours=3))
COMMISSION_FILS: Final = 100
"""What the stand-in keeps of each capture; the real figure is in the ministry's contract."""


@dataclass(slots=True)
class Page:
    """A hosted page, and all that happened on it."""

    order: dict[str, Any]
    id: str = field(default_factory=lambda: str(uuid4()))
    status: PageStatus = PageStatus.OPEN
    captures: list[dict[str, Any]] = field(default_factory=list)
    refunds: list[dict[str, Any]] = field(default_factory=list)


class NoSuchPage(LookupError):
    """No page was opened under that number."""


class CannotRefund(ValueError):
    """There was no such capture, or less of it is left than asked for."""


class Book:
    """Every page of one process; a reference seen before brings back its page."""

    def __init__(self, clock: Clock = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._pages: dict[str, Page] = {}
        self._by_reference: dict[str, str] = {}
        self._falsified: dict[str, Any] = {}

    def open(self, order: dict[str, Any]) -> Page:
        """Open a page, or return the one opened under the same reference."""
        with self._lock:
            known = self._by_reference.get(order["reference"])
            if known is None:
                page = Page(order)
                self._pages[page.id] = page
                self._by_reference[order["reference"]] = known = page.id
            return self._pages[known]

    def page(self, number: str) -> Page:
        """Return a page as it stands now, by its number or its reference; one nobody paid in time has expired."""
        with self._lock:
            page = self._pages.get(self._by_reference.get(number, number))
            if page is None:
                raise NoSuchPage(number)
            if page.status is PageStatus.OPEN and self._clock() > datetime.fromisoformat(page.order["expires_at"]):
                page.status = PageStatus.EXPIRED
            return page

    def end(self, page: Page, status: PageStatus) -> None:
        """Leave a page unpaid, unless it was paid meanwhile."""
        with self._lock:
            if page.status is not PageStatus.CAPTURED:
                page.status = status

    def capture(self, page: Page, method: str) -> None:
        """Take the money, whatever was taken before and however late it is."""
        with self._lock:
            taken = {
                "id": str(uuid4()), "fils": page.order["fils"], "currency": CURRENCY, "method": method,
                "at": self._clock().isoformat(),
            }  # fmt: skip
            page.captures.append(taken)
            page.status = PageStatus.CAPTURED

    def refund(self, page: Page, reference: str, capture: str, fils: int) -> dict[str, Any]:
        """Give back, once under each reference, what is left of a capture."""
        with self._lock:
            if known := next((one for one in page.refunds if one["reference"] == reference), None):
                return known
            taken = next((one["fils"] for one in page.captures if one["id"] == capture), 0)
            gone = sum(one["fils"] for one in page.refunds if one["capture"] == capture)
            if not 0 < fils <= taken - gone:
                raise CannotRefund(reference)
            given = {
                "reference": reference, "capture": capture, "fils": fils, "status": RefundStatus.DONE,
                "at": self._clock().isoformat(),
            }  # fmt: skip
            page.refunds.append(given)
            return given

    def falsify(self, wanted: dict[str, Any]) -> None:
        """Have the settlements leave out, change or add lines: ``drop``, ``alter`` by number, ``add``."""
        with self._lock:
            self._falsified = wanted

    def settlement(self, day: date) -> list[dict[str, Any]]:
        """Return what was taken and given back on a day of Bahrain."""
        with self._lock:
            lines = [line for page in self._pages.values() for line in _lines(page, day)]
            drop, alter = self._falsified.get("drop", ()), self._falsified.get("alter", {})
            kept = [{**line, "fils": alter.get(line["number"], line["fils"])} for line in lines]
            return [*(line for line in kept if line["number"] not in drop), *self._falsified.get("add", ())]


def as_document(page: Page) -> dict[str, Any]:
    """Return how a page stands, as the provider tells it."""
    return {
        "id": page.id,
        "reference": page.order["reference"],
        "status": page.status,
        "captures": page.captures,
        "refunds": page.refunds,
    }


def _lines(page: Page, day: date) -> list[dict[str, Any]]:
    told = [
        *((SettledKind.CAPTURE, one["id"], one, COMMISSION_FILS) for one in page.captures),
        *((SettledKind.REFUND, one["reference"], one, 0) for one in page.refunds),
    ]
    return [
        {
            "kind": kind, "number": number, "reference": page.order["reference"], "fils": one["fils"],
            "commission": commission,
        }
        for kind, number, one, commission in told
        if datetime.fromisoformat(one["at"]).astimezone(BAHRAIN).date() == day
    ]  # fmt: skip
