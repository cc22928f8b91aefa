"""One exchange with a register: asked over X-Road, retried within bounds, receipted whatever comes of it."""

import hashlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
from django.db import transaction

from iskan.core.records import Unread
from iskan.foundation import clock
from iskan.integrations import xroad
from iskan.integrations.breaker import Breaker
from iskan.integrations.enums import ExchangeOutcome
from iskan.integrations.inquiry import (
    AnswerDeadline,
    Inquiry,
    Purpose,
    RecordNotFound,
    RegisterConsent,
    RegisterConsentMissing,
    RegisterFault,
    RegisterRefused,
    RegisterUnavailable,
)
from iskan.integrations.operations import record_exchange
from iskan.integrations.register import CHANGED, ChangedRecords, Lookup, Register

__all__ = [
    "AnswerDeadline",
    "ExchangeInsideTransaction",
    "Inquiry",
    "Purpose",
    "RecordNotFound",
    "RegisterClient",
    "RegisterConsent",
    "RegisterConsentMissing",
    "RegisterFault",
    "RegisterRefused",
    "RegisterStatus",
    "RegisterUnavailable",
]

R = TypeVar("R")
NO_TIME_LEFT = "no time left to ask"

_FAULTS: dict[ExchangeOutcome, type[RegisterFault]] = {
    ExchangeOutcome.NOT_FOUND: RecordNotFound,
    ExchangeOutcome.REFUSED: RegisterRefused,
    ExchangeOutcome.UNAVAILABLE: RegisterUnavailable,
}


class ExchangeInsideTransaction(RuntimeError):
    """A register was about to be asked inside a transaction, whose rollback would destroy the receipt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait, how often to ask, and how long to pause before each next attempt."""

    connect_seconds: float = 2.0
    answer_seconds: float = 5.0
    attempts: int = 3
    pause_seconds: float = 0.2

    def within(self, deadline: AnswerDeadline | None) -> "Patience":
        """Return the patience there is time for: one attempt, connecting and answering included."""
        if deadline is None:
            return self
        left = deadline.seconds_left
        connect, answer = min(self.connect_seconds, left / 3), min(self.answer_seconds, left * 2 / 3)
        return replace(self, connect_seconds=connect, answer_seconds=answer, attempts=1)

    def timeout(self) -> httpx.Timeout:
        return httpx.Timeout(self.answer_seconds, connect=self.connect_seconds)

    def pause_after(self, attempt: int) -> float:
        return float(self.pause_seconds * 2 ** (attempt - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterStatus:
    """Whether a register is up, and which of its services we may not use."""

    register: str
    is_up: bool
    missing: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_fit(self) -> bool:
        return self.is_up and not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What one attempt brought."""

    outcome: ExchangeOutcome
    reason: str = ""
    records: tuple[Any, ...] = ()
    status: int | None = None
    digest: str = ""
    request_hash: str = ""
    nobody_there: bool = False


class RegisterClient:
    """Asks one register's services on behalf of one member of the exchange."""

    def __init__(
        self,
        *,
        register: Register,
        base_url: str,
        client: xroad.XRoadMember,
        http: httpx.Client,
        breaker: Breaker | None = None,
        patience: Patience | None = None,
        now: Callable[[], datetime] = clock.now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.register = register
        self._base_url = base_url.rstrip("/")
        self._client = client
        self._http = http
        self._breaker = breaker or Breaker()
        self._patience = patience or Patience()
        self._now = now
        self._sleep = sleep

    def ask(
        self, lookup: Lookup[R], inquiry: Inquiry, consent: RegisterConsent | None = None
    ) -> tuple[R | Unread, ...]:
        """Ask one question, leave its receipt, and return the records of the answer and what of it was unreadable.

        Raises:
            RegisterConsentMissing: the register needs the person's own declaration for this purpose; nothing was asked.
            ExchangeInsideTransaction: the caller holds a transaction open; nothing was asked.
            RegisterUnavailable, RegisterRefused, RecordNotFound: no record; the receipt says which. Nothing is asked,
                and so nothing receipted, once the inquiry's deadline has passed.
        """
        return self._asked(lookup, inquiry, self._consented(inquiry, consent))

    def changed(self, cprs: Collection[str], since: datetime, purpose: Purpose) -> frozenset[str]:
        """Return whose record, or whose family's, has changed since an instant, of some people asked about at once.

        The receipt names nobody: of whom nothing has changed, nothing is read.

        Raises:
            ExchangeInsideTransaction, RegisterUnavailable, RegisterRefused.
        """
        question: dict[str, object] = {"cprs": sorted(cprs), "since": since.isoformat()}
        said = self._asked(CHANGED, Inquiry(subject_cpr="", purpose=purpose), question)
        if any(isinstance(one, Unread) for one in said):
            raise RegisterUnavailable(self.register.code, "the answer cannot be read")
        return frozenset(cpr for one in said if isinstance(one, ChangedRecords) for cpr in one.changed_cprs)

    def _asked(self, lookup: Lookup[R], inquiry: Inquiry, question: dict[str, object]) -> tuple[R | Unread, ...]:
        _refuse_inside_transaction()
        if inquiry.deadline and not inquiry.deadline.seconds_left:
            raise RegisterUnavailable(self.register.code, NO_TIME_LEFT)
        request_id, asked_at = uuid4(), self._now()
        headers = self._headers(inquiry, request_id)
        answer, attempts = self._persist(lookup, headers, inquiry, question)
        record_exchange(
            register=self.register.code,
            service=lookup.service,
            inquiry=inquiry,
            request_id=request_id,
            asked_at=asked_at,
            answered_at=self._now(),
            outcome=answer.outcome,
            http_status=answer.status,
            answer_digest=answer.digest,
            request_hash=answer.request_hash,
            attempts=attempts,
        )
        if fault := _FAULTS.get(answer.outcome):
            raise fault(self.register.code, answer.reason)
        return answer.records

    @property
    def is_left_in_peace(self) -> bool:
        """Say whether the register is taken to be away, after repeated failures at questions about several people."""
        return self._breaker.is_open

    def standing(self) -> RegisterStatus:
        """Ask the exchange which of the register's services we may use; no person is named."""
        url = self._base_url + self.register.member.path(xroad.ALLOWED_METHODS)
        try:
            response = self._http.get(url, headers={xroad.CLIENT: str(self._client)}, timeout=self._patience.timeout())
            response.raise_for_status()
            allowed = {service["service_code"] for service in response.json()["service"]}
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            return RegisterStatus(register=self.register.code, is_up=False, reason=type(error).__name__)
        missing = tuple(code for code in self.register.services if code not in allowed)
        return RegisterStatus(register=self.register.code, is_up=True, missing=missing)

    def _consented(self, inquiry: Inquiry, consent: RegisterConsent | None) -> dict[str, object]:
        """Return what the question says of the person's declaration, where the register asks for one."""
        if not self.register.needs_consent:
            return {}
        if consent is None or not consent.covers(inquiry):
            raise RegisterConsentMissing(self.register.code)
        return consent.as_question()

    def _headers(self, inquiry: Inquiry, request_id: UUID) -> dict[str, str]:
        headers = {
            xroad.CLIENT: str(self._client),
            xroad.MESSAGE_ID: str(request_id),
            "Accept": "application/json",
        }
        if inquiry.asked_by is not None:
            headers[xroad.USER_ID] = f"BH-{inquiry.asked_by}"
        if inquiry.case_reference:
            headers[xroad.ISSUE] = inquiry.case_reference
        return headers

    def _persist(
        self, lookup: Lookup[Any], headers: dict[str, str], inquiry: Inquiry, question: dict[str, object]
    ) -> tuple[_Answer, int]:
        """Try until there is an answer, the attempts are spent, or the circuit is open."""
        answer = _Answer(outcome=ExchangeOutcome.UNAVAILABLE, reason="left in peace after repeated failures")
        body = {"cpr": inquiry.subject_cpr, "purpose": inquiry.purpose.code, **question}
        patience = self._patience.within(inquiry.deadline)
        for attempt in range(1, patience.attempts + 1):
            if not self._breaker.admits(inquiry.subject_cpr):
                return answer, attempt - 1
            answer = self._attempt(lookup, headers, body, patience)
            if answer.outcome is not ExchangeOutcome.UNAVAILABLE:
                self._breaker.succeeded(inquiry.subject_cpr)
                return answer, attempt
            self._breaker.failed(None if answer.nobody_there else inquiry.subject_cpr)
            if attempt < patience.attempts:
                self._sleep(patience.pause_after(attempt))
        return answer, patience.attempts

    def _attempt(
        self, lookup: Lookup[Any], headers: dict[str, str], body: dict[str, object], patience: Patience
    ) -> _Answer:
        url = self._base_url + self.register.member.path(lookup.service)
        try:
            response = self._http.post(
                url, headers=headers, json=body, timeout=patience.timeout(), extensions={"system": self.register.code}
            )
        except httpx.HTTPError as error:
            is_away = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            return _Answer(outcome=ExchangeOutcome.UNAVAILABLE, reason=type(error).__name__, nobody_there=is_away)
        return _judge(response, headers[xroad.MESSAGE_ID], lookup, str(body["cpr"]))


def _judge(response: httpx.Response, request_id: str, lookup: Lookup[Any], cpr: str) -> _Answer:
    error = response.headers.get(xroad.ERROR, "")
    status = response.status_code
    if status == httpx.codes.OK and not error:
        return _read(response, request_id, lookup, cpr)
    if status == httpx.codes.NOT_FOUND and not error:
        return _Answer(outcome=ExchangeOutcome.NOT_FOUND, reason="no record", status=status)
    outcome = ExchangeOutcome.REFUSED if xroad.is_refusal(status, error) else ExchangeOutcome.UNAVAILABLE
    return _Answer(outcome=outcome, reason=error or f"HTTP {status}", status=status)


def _read(response: httpx.Response, request_id: str, lookup: Lookup[Any], cpr: str) -> _Answer:
    """Read what came; a document that arrived is an answer, however little of it can be read."""
    status = response.status_code
    if response.headers.get(xroad.MESSAGE_ID) != request_id:
        return _Answer(outcome=ExchangeOutcome.UNAVAILABLE, reason="the answer is to another question", status=status)
    try:
        document = response.json()
    except ValueError as error:
        return _Answer(outcome=ExchangeOutcome.UNAVAILABLE, reason=type(error).__name__, status=status)
    return _Answer(
        outcome=ExchangeOutcome.ANSWERED,
        records=lookup.read(document, cpr),
        status=status,
        digest=hashlib.sha256(response.content).hexdigest(),
        request_hash=response.headers.get(xroad.REQUEST_HASH, ""),
    )


def _refuse_inside_transaction() -> None:
    """Raise while a transaction is open; a lost database connection shows here too, before anything is asked."""
    try:
        with transaction.atomic(durable=True):
            pass
    except RuntimeError as error:
        raise ExchangeInsideTransaction("ask registers before opening the transaction") from error
