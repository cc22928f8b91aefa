"""Django's database sessions, read in one statement with the account they belong to.

With the framework's own reads (session, account, unread messages) a status page takes 1.7 times the processor time;
see `docs/performance.md`.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject
from psycopg import Error as DriverError

from iskan.apps.accounts.models import Session, User
from iskan.foundation import budgets, clock
from iskan.foundation.reading import RelatedRead, RelatedValues, related_sql

_COLUMNS = [field.attname for field in User._meta.get_fields() if field.concrete and not field.many_to_many]  # noqa: SLF001 -- the documented way to a model's fields
_related_reads: list[RelatedRead[Any]] = []


def read_with_account(read: RelatedRead[Any]) -> None:
    """Register what pages show of a signed-in account, of the row ``c``: it is read with the session."""
    _related_reads.append(read)


@cache
def _statement() -> str:
    columns, joins = related_sql(_related_reads)
    return (
        f"SELECT s.session_data, {', '.join(f'c.{column}' for column in _COLUMNS)}{columns}"  # noqa: S608 -- SQL of our own
        f" FROM accounts_session s LEFT JOIN accounts_user c ON c.id = s.user_id{joins}"
        " WHERE s.session_key = %(key)s AND s.expire_date > %(now)s"
    )


class StrangersSessionTooBig(SuspiciousOperation):
    """Somebody who is not signed in would have more kept for them than they may: the request is refused (400)."""


class SessionStore(db.SessionStore):
    """Django's store with a column for the account, as its documentation extends it, and a read that joins it."""

    account: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        instance: Session = super().create_model_instance(data)  # type: ignore[assignment] # of the class above
        instance.user_id = data.get(auth.SESSION_KEY)
        if instance.user_id is None and len(instance.session_data) > budgets.STRANGER_SESSION_BYTES:
            raise StrangersSessionTooBig
        return instance

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 -- the framework's own signature
        """Save it, and let a fault of the database be told as such: the framework takes each for a session that ended.

        Only the framework's own word that no row was there to change means that; it comes of no fault of the driver.
        """
        try:
            super().save(must_create)
        except UpdateError as ended:
            fault = ended.__context__
            if fault is not None and isinstance(fault.__cause__, DriverError):
                raise fault from fault.__cause__
            raise

    def load(self) -> dict[str, Any]:
        """Return what the session holds; one that is over, or never was, is given up."""
        with connection.cursor() as cursor:
            cursor.execute(_statement(), {"key": self.session_key, "now": clock.now()})
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        data, account, related = row[0], row[1 : len(_COLUMNS) + 1], row[len(_COLUMNS) + 1 :]
        if account[0] is not None:
            self.account = User.from_db(connection.alias, _COLUMNS, account)
            self.account.related = RelatedValues(_related_reads, related)
        content: dict[str, Any] = self.decode(data)
        return content


class AccountOfSession(AuthenticationMiddleware):
    """Sets ``request.user`` from the session's own read; whatever is doubtful about it goes Django's way."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_of(request))  # type: ignore[assignment] # stands for the user


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """Return whose session a request comes with."""
    user: User | AnonymousUser = _account_of(request.session) or auth.get_user(request)
    return user


def forget_related(request: HttpRequest) -> None:
    """Forget what was read together with the account: it has changed since."""
    if isinstance(request.user, User):
        request.user.related = None


def _account_of(session: Any) -> User | None:
    """Return the account read with the session, if all that Django would ask of it holds."""
    key = session.get(auth.SESSION_KEY)
    account: User | None = session.account
    if account is None or not account.is_active or str(account.pk) != key:
        return None
    if session.get(auth.BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    signed = constant_time_compare(session.get(auth.HASH_SESSION_KEY, ""), account.get_session_auth_hash())
    return account if signed else None
