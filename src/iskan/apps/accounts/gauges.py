"""How many sessions are open, of citizens and officials together and of visitors who are not signed in."""

from iskan.apps.accounts.models import Session
from iskan.foundation import clock
from iskan.foundation.gauges import gauge


@gauge("iskan_sessions", "Sessions that are not over", "signed_in")
def _sessions() -> list[tuple[tuple[str, ...], float]]:
    held = Session.objects.filter(expire_date__gt=clock.now())
    known = held.filter(user__isnull=False).count()
    return [(("yes",), known), (("no",), held.count() - known)]
