"""Sessions kept in the database beside whose they are, so that one read brings a visitor's session and account."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from iskan.apps.accounts.models import Session, User
from iskan.foundation import clock
from iskan.foundation.reading import Beside, Found, beside

_FIELDS = [field.attname for field in User._meta.concrete_fields]  # noqa: SLF001 -- the documented way to a model's fields
_beside_accounts: list[Beside[Any]] = []


def read_with_account(part: Beside[Any]) -> None:
    """Register what pages show of a signed-in account, of the row ``c``: it is read with the session."""
    _beside_accounts.append(part)


@cache
def _statement() -> str:
    columns, joins = beside(_beside_accounts)
    return (
        f"SELECT s.session_data, {', '.join(f'c.{column}' for column in _FIELDS)}{columns}"  # noqa: S608 -- SQL of our own
        f" FROM accounts_session s LEFT JOIN accounts_user c ON c.id = s.user_id{joins}"
        " WHERE s.session_key = %(key)s AND s.expire_date > %(now)s"
    )


class SessionStore(db.SessionStore):
    """Django's store, which knows whose the session is once it has been read."""

    account: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        """Return what the session holds; one that is over, or never was, is given up."""
        with connection.cursor() as cursor:
            cursor.execute(_statement(), {"key": self.session_key, "now": clock.now()})
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        held, account, found = row[0], row[1 : len(_FIELDS) + 1], row[len(_FIELDS) + 1 :]
        if account[0] is not None:
            self.account = User.from_db(None, _FIELDS, account)
            self.account.beside = Found(_beside_accounts, found)
        return self.decode(held)

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return the session as JSON; what lies in our own database needs no signature."""
        return json.dumps(session_dict, separators=(",", ":"))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(session_data)
        return content

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined] # the stubs leave it out
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=data.get(auth.SESSION_KEY),
        )


class SignedIn(AuthenticationMiddleware):
    """Sets ``request.user`` from the session's own read; whatever is doubtful about it goes Django's way."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_of(request))  # type: ignore[assignment] # stands for the user


def user_of(request: Any) -> User | AnonymousUser:
    """Return whose request it is, read once."""
    if not hasattr(request, "_cached_user"):
        request._cached_user = _vouched_for(request.session) or auth.get_user(request)  # noqa: SLF001 -- where Django keeps it
    user: User | AnonymousUser = request._cached_user  # noqa: SLF001 -- where Django keeps it
    return user


def look_again(request: Any) -> None:
    """Forget what was read beside the account with the session: it has changed since."""
    user = user_of(request)
    if isinstance(user, User):
        user.beside = None


def _vouched_for(session: Any) -> User | None:
    """Return the account read with the session, if all that Django would ask of it holds."""
    key = session.get(auth.SESSION_KEY)
    account: User | None = session.account
    if account is None or not account.is_active or str(account.pk) != key:
        return None
    if session.get(auth.BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    signed = constant_time_compare(session.get(auth.HASH_SESSION_KEY, ""), account.get_session_auth_hash())
    return account if signed else None
