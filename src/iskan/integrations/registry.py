"""Every register of another body by its code: asked over the data exchange, and read into facts."""

import ssl
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from iskan.core.eligibility import FactValue
from iskan.core.people import Family, PersonRecord
from iskan.foundation import clock
from iskan.integrations.discovery import register, registers
from iskan.integrations.inquiry import Inquiry, Purpose, RecordUnreadable, RegisterConsent
from iskan.integrations.register import Answered, Derived, RegisterReading
from iskan.integrations.xroad import XRoadMember

if TYPE_CHECKING:
    import httpx

    from iskan.integrations.exchange import RegisterClient, RegisterStatus

_TRANSPORT: ContextVar["httpx.BaseTransport | None"] = ContextVar("registers_transport", default=None)
_NOW: ContextVar[Callable[[], datetime]] = ContextVar("registers_now", default=clock.now)


def client(code: str) -> "RegisterClient":
    """Return this process's client of a register; its circuit breaker and connections are shared by all threads."""
    known = register(code)
    return _client(known.code, settings.ISKAN_REGISTER_URLS[code], settings.ISKAN_XROAD_CLIENT)


def ask(
    code: str, inquiry: Inquiry, consent: RegisterConsent | None = None, *, with_family: bool = True
) -> tuple[Any, ...]:
    """Ask a register all that it is asked about one person, and return its records; of their family only if told to.

    What of an answer could not be read stands among them, as `Unread`.

    Raises:
        RegisterConsentMissing: the register may not be asked without the person's own declaration; nothing was asked.
        RegisterFault: it is unavailable, refuses, or knows nobody of that number.
    """
    asked = client(code)
    lookups = (lookup for lookup in register(code).lookups if with_family or not lookup.names_family)
    return tuple(record for lookup in lookups for record in asked.ask(lookup, inquiry, consent))


def person_of(code: str, inquiry: Inquiry) -> PersonRecord:
    """Ask the population register for one person alone.

    Raises:
        RecordUnreadable: it answered, and the record cannot be read.
        RegisterFault: it is unavailable, refuses, or knows nobody of that number.
    """
    said = ask(code, inquiry, with_family=False)
    people = [record for record in said if isinstance(record, PersonRecord)]
    if len(people) != 1:
        raise RecordUnreadable(code, "the record cannot be read")
    return people[0]


def changed(code: str, cprs: Collection[str], since: datetime, purpose: Purpose) -> frozenset[str]:
    """Return whose record a register has changed since an instant, of some people; it must tell changes.

    Raises:
        RegisterFault: it is unavailable, or refuses.
    """
    return client(code).changed(cprs, since, purpose)


def facts_from_register(
    code: str, answers: Sequence[Answered], family: Family | None, *, on: date, at: datetime
) -> Derived:
    """Work out the facts one register's answers come to, with their source and the time of the answer.

    Where part of an answer could not be read, what rests on it is unknown: the rest of it proves nothing alone.
    """
    known = register(code)
    whole = known.read_whole(answers)
    reading = RegisterReading() if whole is None else known.derive(whole, family, on)
    facts = {fact: FactValue(value=value, source=known.name, at=at) for fact, value in reading.facts.items()}
    return Derived(facts=facts, shown=reading.shown)


def is_left_in_peace(code: str) -> bool:
    """Say whether a register is taken to be away, and not only to fail at one person's record."""
    return client(code).is_left_in_peace


def standings() -> "tuple[RegisterStatus, ...]":
    """Ask each register whether it is up and open to us."""
    return tuple(client(code).standing() for code in registers())


@contextmanager
def asked_over(transport: "httpx.BaseTransport", *, now: Callable[[], datetime]) -> Iterator[None]:
    """Ask every register over a transport and by a clock of the caller's, for the length of a block."""
    forget_clients()
    before = _TRANSPORT.set(transport), _NOW.set(now)
    try:
        yield
    finally:
        _TRANSPORT.reset(before[0])
        _NOW.reset(before[1])
        forget_clients()


def forget_clients() -> None:
    """Close the connections and forget every circuit, as after a change of the exchange's certificates."""
    if _connections.cache_info().currsize:
        _connections().close()
    _connections.cache_clear()
    _client.cache_clear()


@lru_cache(maxsize=64)
def _client(code: str, base_url: str, member: str) -> "RegisterClient":
    from iskan.integrations.exchange import RegisterClient  # noqa: PLC0415 -- brings httpx, which reading answers needs not

    return RegisterClient(
        register=register(code),
        base_url=base_url,
        client=XRoadMember.parse(member),
        http=_connections(),
        now=_NOW.get(),
    )


@lru_cache(maxsize=1)
def _connections() -> "httpx.Client":
    """Return the pool all registers share; the exchange may ask for our certificate and have its own authority."""
    import httpx  # noqa: PLC0415 -- as above

    from iskan.integrations.budgeted import budgeted_client  # noqa: PLC0415 -- as above

    if transport := _TRANSPORT.get():
        return httpx.Client(transport=transport)
    if not settings.ISKAN_XROAD_CA:
        return budgeted_client("registers")
    context = ssl.create_default_context(cafile=settings.ISKAN_XROAD_CA)
    if settings.ISKAN_XROAD_CERTIFICATE:
        context.load_cert_chain(settings.ISKAN_XROAD_CERTIFICATE)
    return budgeted_client("registers", context)
