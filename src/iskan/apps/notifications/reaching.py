"""People whom messages do not reach: noted when one fails, and settled when a later one arrives."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from iskan.apps.notifications.enums import DeliveryStatus, Reaching, Route
from iskan.apps.notifications.models import Delivery, Unreached

# A mail server takes a message and says no more of it; of text messages the gateway tells which arrived.
ARRIVES: dict[Route, DeliveryStatus] = {Route.EMAIL: DeliveryStatus.SENT, Route.SMS: DeliveryStatus.DELIVERED}
_GOOD = " OR ".join(f"(good.route = '{route}' AND good.status = '{status}')" for route, status in ARRIVES.items())
_FAILURES = f"""
SELECT d.route, count(*), max(d.changed_at) FROM notifications_delivery d
JOIN notifications_message m ON m.id = d.message_id
WHERE m.user_id = %(user)s AND d.status = '{DeliveryStatus.FAILED}' AND d.changed_at > coalesce((
    SELECT max(good.changed_at) FROM notifications_delivery good
    JOIN notifications_message told ON told.id = good.message_id
    WHERE told.user_id = %(user)s AND good.route = d.route AND ({_GOOD})
), '-infinity')
GROUP BY d.route ORDER BY d.route
"""  # noqa: S608 -- codes of our own
UNREACHED = "(SELECT id, user_id, route, opened_at, owner_id FROM notifications_unreached WHERE settled_at IS NULL)"
"""SQL other apps may compose into their statements: whom messages do not reach now."""


@dataclass(frozen=True, slots=True)
class Failures:
    """How many messages to a person failed by a way since one arrived by it, and when the last did."""

    route: Route
    count: int
    last_at: datetime


def failures_of(user_id: int) -> tuple[Failures, ...]:
    """Return by which ways messages do not reach a person now."""
    with connection.cursor() as cursor:
        cursor.execute(_FAILURES, {"user": user_id})
        return tuple(Failures(Route(route), count, last_at) for route, count, last_at in cursor.fetchall())


def note_delivery(delivery: Delivery, at: datetime) -> None:
    """Open the work of reaching a citizen once a message fails, and settle it once one arrives the same way."""
    user = delivery.message.user
    if delivery.status == DeliveryStatus.FAILED and user.cpr and user.died_on is None:
        unreached = Unreached(user_id=user.pk, route=delivery.route, opened_at=at)
        Unreached.objects.bulk_create([unreached], ignore_conflicts=True)
    elif delivery.status == ARRIVES[Route(delivery.route)]:
        waiting = Unreached.objects.filter(user_id=user.pk, route=delivery.route, settled_at=None)
        waiting.update(outcome=Reaching.ARRIVED, settled_at=at)
