"""Who asks by program: a machine of another body with its key, a citizen signed in on this site, or anyone."""

from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from iskan.apps.accounts.operations import admit_client
from iskan.apps.accounts.queries import Client
from iskan.apps.partners.operations.keys import admit_partner
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import Scope, ScopedRequest


class ClientKey(HttpBearer):
    """The key of a machine of another body, as a bearer token; asked more often than it may, it is put off."""

    def authenticate(self, request: HttpRequest, token: str) -> Client | None:
        """Return the machine, unless its key is unknown or revoked; guesses are counted by address."""
        client = admit_client(key=token, at=clock.now())
        if client is None:
            ratelimit.check(ratelimit.CLIENT_KEY, ratelimit.viewer_of(request))
        return client


class PartnerKeyAuth(HttpBearer):
    """The key of a partner body's own system, as a bearer token."""

    def authenticate(self, request: HttpRequest, token: str) -> Scope | None:
        """Return the body's scope, unless the key is unknown or revoked; guesses are counted by address."""
        scope = admit_partner(key=token, at=clock.now())
        if scope is None:
            ratelimit.check(ratelimit.CLIENT_KEY, ratelimit.viewer_of(request))
        return scope


class CitizenSession(SessionAuth):
    """The session of a citizen; an official files at the desk, where they say how they know the citizen."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Scope | None:
        """Return the citizen's scope, or nothing."""
        del key
        scope = cast("ScopedRequest", request).scope
        return scope if scope.cpr is not None else None


CALLERS = [ClientKey(), CitizenSession()]


def anyone_so_often(request: HttpRequest) -> bool:
    """Admit whoever shows no key, as often as a person or an address may ask; a wrong key is not passed over."""
    if "Authorization" in request.headers:
        return False
    ratelimit.check(ratelimit.ELIGIBILITY, ratelimit.viewer_of(request))
    return True


ASKERS = [ClientKey(), anyone_so_often]
