"""What a session knows of its beginning: when it was, and how surely eKey knew its owner; and how long it lasts.

It lasts until it has been idle, and an official's until so many hours after it began.
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from iskan.foundation import clock
from iskan.foundation.replica import copy_read

BEGAN, SEEN, ASSURANCE = "began_at", "seen_at", "assurance"
SEEN_EVERY = 60


@receiver(user_logged_in, dispatch_uid="iskan.accounts.began")
def begin(request: HttpRequest, user: Any, **_: Any) -> None:
    """Keep when a session began and at which level of eKey, with the sign-in itself."""
    request.session[BEGAN] = request.session[SEEN] = _now()
    request.session[ASSURANCE] = user.assurance


def assurance_of_session(session: Any) -> str:
    """Return how surely eKey knew the owner when the session began; another session's sign-in says nothing of it."""
    return str(session.get(ASSURANCE, ""))


def why_over(session: Any, *, is_official: bool) -> str:
    """Return why a session is over, or nothing; when somebody was last seen is kept to the minute, not at each page."""
    now = _now()
    seen: int = session.get(SEEN, now)
    if now - seen > (settings.OFFICIALS_IDLE_SECONDS if is_official else settings.CITIZENS_IDLE_SECONDS):
        return "idle"
    if is_official and now - session.get(BEGAN, now) > settings.OFFICIALS_SESSION_HOURS * 3600:
        return "ended"
    # Nothing can be kept beside a copy.
    if copy_read() is None and (SEEN not in session or now - seen >= SEEN_EVERY):
        session[SEEN] = now
        session.setdefault(BEGAN, now)
    return ""


def instants(data: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
    """Return when a session began and was last seen."""
    began, seen = (data.get(name) for name in (BEGAN, SEEN))
    return _instant(began), _instant(seen)


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _now() -> int:
    return int(clock.now().timestamp())
