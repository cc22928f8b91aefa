"""How often something may be tried: counted in PostgreSQL for all web processes, apart from any change made."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import get_resolver
from django.utils.crypto import salted_hmac

from iskan.foundation.proxies import client_address

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

COUNT = """
    INSERT INTO foundation_ratecount AS held (key, window_starts_at, count) SELECT %(rate_key)s, now(), 1 {of}
    ON CONFLICT (key) DO UPDATE SET (window_starts_at, count) = (
        SELECT CASE WHEN is_over THEN now() ELSE held.window_starts_at END,
               CASE WHEN is_over THEN 1 ELSE held.count + 1 END
        FROM (SELECT held.window_starts_at <= now() - %(rate_seconds)s * interval '1 second') AS state (is_over)
    )
    RETURNING count, ceil(extract(epoch FROM window_starts_at - now()) + %(rate_seconds)s)::int
"""
COUNT_ALONE = COUNT.format(of="")
READ_AND_COUNT = "WITH asked AS ({select}), counted AS ({count}) SELECT * FROM asked, counted"
FORGIVE = "UPDATE foundation_ratecount SET count = count - 1 WHERE key = %s AND count > 0"
PURGE = "DELETE FROM foundation_ratecount WHERE window_starts_at < now() - %s * interval '1 second'"
LONGEST_WINDOW = 24 * 3600
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most ``limit`` times in ``seconds``; ``name`` tells one thing counted from another."""

    name: str
    limit: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Tries:
    """How many tries were counted in the window, and in how many seconds it ends."""

    count: int
    left: int

    def wait(self, limit: int) -> int:
        """Return 0, or where there were more than so many, after how many seconds to come back."""
        return max(self.left, 1) if self.count > limit else 0


class TooOften(Exception):
    """Something was tried more often than it may be."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"again in {retry_after} seconds")
        self.retry_after = retry_after


# Failures alone, of a whole address: an office of hundreds behind one comes in at the same hour.
SIGN_IN = Rate(name="sign-in", limit=100, seconds=300)
# Wrong passwords for one name from one address: nobody shuts out a colleague from elsewhere, and each wait is longer.
WRONG_PASSWORDS = (
    Rate(name="wrong-password", limit=5, seconds=300),
    Rate(name="wrong-password-hour", limit=15, seconds=3600),
    Rate(name="wrong-password-day", limit=40, seconds=LONGEST_WINDOW),
)
# And from anywhere, by browsers the owner of the name never came in by: many addresses guess no faster than one.
WRONG_ANYWHERE = Rate(name="wrong-password-anywhere", limit=60, seconds=3600)
# Ways to eKey begun: a whole mobile network may stand behind one address, and each keeps a session.
EKEY_START = Rate(name="ekey-start", limit=600, seconds=300)
CLIENT_KEY = Rate(name="client-key", limit=20, seconds=300)
SEARCH = Rate(name="search", limit=120, seconds=60)
# Each asks every criterion of a service: of a whole address, as schools and libraries stand behind one.
ELIGIBILITY = Rate(name="eligibility", limit=120, seconds=60)
LOOK_UP = Rate(name="look-up", limit=30, seconds=60)
KEPT = Rate(name="kept-answers", limit=60, seconds=600)
DELEGATE = Rate(name="delegate", limit=10, seconds=24 * 3600)
UPLOAD = Rate(name="upload", limit=60, seconds=600)
PAY = Rate(name="pay", limit=60, seconds=600)
COPY = Rate(name="copy", limit=5, seconds=24 * 3600)


def count(rate: Rate, who: str) -> int:
    """Count one more try and return 0, or after how many seconds to come back.

    The count must outlive a rollback, so it is not taken inside another transaction.
    """
    return Tries(*_row(COUNT_ALONE, rate.name, rate.seconds, who, {})).wait(rate.limit)


def count_with(
    select: str, values: Mapping[str, Any], *, name: str, seconds: int, who: str
) -> tuple[Sequence[Any], Tries] | None:
    """Read the one row a statement brings and count a try with it; where it brings none, nothing is counted.

    For a limit that stands in the row: one statement does both. ``select`` is SQL of our own.
    """
    row = _row(READ_AND_COUNT.format(select=select, count=COUNT.format(of="FROM asked")), name, seconds, who, values)
    return (row[:-2], Tries(*row[-2:])) if row else None


def _row(statement: str, name: str, seconds: int, who: str, values: Mapping[str, Any]) -> Any:
    with _in_no_other_transaction(), connection.cursor() as cursor:
        cursor.execute(statement, {**values, "rate_key": _key(name, who), "rate_seconds": seconds})
        return cursor.fetchone()


def _in_no_other_transaction() -> AbstractContextManager[None]:
    """Let one statement be a transaction of its own; inside another, Django refuses.

    The row is then held for as long as the database takes, and not until Python comes to send COMMIT: those who share
    a key wait for one another there.
    """
    return transaction.atomic(durable=True) if connection.in_atomic_block else nullcontext()


def forgive(rate: Rate, who: str) -> None:
    """Take back one try that turned out not to count."""
    with connection.cursor() as cursor:
        cursor.execute(FORGIVE, [_key(rate.name, who)])


def check(rate: Rate, who: str) -> None:
    """Count one more try, or raise `TooOften`."""
    if retry_after := count(rate, who):
        raise TooOften(retry_after)


def limited(rate: Rate, *, writes_only: bool = False, failures_only: bool = False) -> Callable[[View[P]], View[P]]:
    """Limit how often one person, or one address where nobody is signed in, may ask for a page.

    Where failures alone count, an answer that leads on takes its try back.
    """

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if writes_only and request.method in SAFE_METHODS:
                return view(request, *args, **kwargs)
            who = viewer_of(request)
            if retry_after := count(rate, who):
                return too_many_requests(request, retry_after)
            response = view(request, *args, **kwargs)
            if failures_only and response.status_code == HTTPStatus.FOUND:
                forgive(rate, who)
            return response

        return guarded

    return wrap


def too_many_requests(request: HttpRequest, retry_after: int) -> HttpResponseBase:
    """Return the page named by the root addresses' ``handler429``, with ``Retry-After``."""
    page: Callable[..., HttpResponseBase] = get_resolver().resolve_error_handler(429)
    response = page(request, retry_after=retry_after)
    response["Retry-After"] = str(retry_after)
    return response


def viewer_of(request: HttpRequest) -> str:
    """Return a mark of who asks: the person signed in, else the address."""
    user = getattr(request, "user", None)
    return f"user:{user.pk}" if user is not None and user.is_authenticated else f"address:{address_of(request)}"


def address_of(request: HttpRequest) -> str:
    """Return the caller's address, as proxies of our own told it."""
    return client_address(request.META)


def address_mark(request: HttpRequest) -> str:
    """Return what tells one caller's address from another's without being it."""
    return salted_hmac("iskan.ratelimit", address_of(request), algorithm="sha256").hexdigest()[:40]


def purge() -> int:
    """Drop the counts whose window is long over and return how many they were."""
    with connection.cursor() as cursor:
        cursor.execute(PURGE, [LONGEST_WINDOW])
        return int(cursor.rowcount)


def _key(name: str, who: str) -> str:
    """Return the key counted under: neither addresses nor names are stored as they are."""
    return f"{name}:{salted_hmac('iskan.ratelimit', who, algorithm='sha256').hexdigest()[:40]}"
