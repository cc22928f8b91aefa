"""Whom messages failed to reach before that was kept as work: one line a person."""

from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef, Q

ARRIVED = Q(route="email", status="sent") | Q(route="sms", status="delivered")


def find(apps: Any, _schema: Any) -> None:
    """Open the work of reaching everybody whose messages fail now."""
    deliveries, unreached = apps.get_model("notifications", "Delivery"), apps.get_model("notifications", "Unreached")
    later = deliveries.objects.filter(
        ARRIVED, message__user=OuterRef("message__user"), route=OuterRef("route"), changed_at__gt=OuterRef("changed_at")
    )
    failed = deliveries.objects.filter(
        ~Exists(later), status="failed", message__user__cpr__isnull=False, message__user__died_on=None
    )
    lines = failed.order_by("message__user", "changed_at").distinct("message__user")
    opened = (
        unreached(user_id=user_id, route=route, opened_at=at)
        for user_id, route, at in lines.values_list("message__user", "route", "changed_at").iterator()
    )
    unreached.objects.bulk_create(opened, batch_size=1_000, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0003_unreached"), ("accounts", "0003_died_on")]
    operations = [migrations.RunPython(find, migrations.RunPython.noop)]
