"""Looking through a day of the trail once it is over, and telling the auditors of what is unlike officials' work."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from iskan.apps.accounts.queries import contacts_who_may
from iskan.apps.anomalies.models import Anomaly, OfficialDay
from iskan.apps.anomalies.queries.days import DayInTrail, days_in_trail
from iskan.apps.anomalies.queries.signs import Sign, signs_in
from iskan.apps.notifications.operations import tell
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, Duty

KIND = "anomaly"
SUBJECT = Text(ar="سلوك غير معتاد في سجل التدقيق", en="Unusual conduct in the audit trail")
BODY = Text(
    ar=(
        "وُجد في سجل التدقيق ليوم {day} ما لا يشبه عمل بعض الموظفين. افتح صفحة «سلوك غير معتاد»، وابحث كل حالة، "
        "ثم أغلقها مع بيان السبب."
    ),
    en=(
        "In the trail of {day} some officials did what is unlike their work. Open the page of unusual conduct, look "
        "into each, and close it with the reason."
    ),
)


def find_anomalies(*, day: date, at: datetime) -> int:
    """Keep each official's day in counts and what is unlike their work in it; return how many anomalies are new.

    A day looked through again brings nothing twice.
    """
    days = days_in_trail(day)
    with transaction.atomic():
        _keep_days(days, day)
        new = sum(_keep(found, whose, day, at) for whose in days for found in signs_in(whose, day))
        audit.record(scope=SYSTEM, action="anomalies.find", subject_kind=KIND, subject=str(day), at=at, found=new)
        if new:
            _tell(day, at)
    return new


def _keep_days(days: Sequence[DayInTrail], day: date) -> None:
    rows = (
        OfficialDay(
            official_id=whose.official_id, day=day, roles=whose.roles, reads=len(whose.reads),
            searches=len(whose.searches),
        )
        for whose in days
    )  # fmt: skip
    OfficialDay.objects.bulk_create(rows, ignore_conflicts=True)


def _keep(found: Sign, whose: DayInTrail, day: date, at: datetime) -> bool:
    _row, is_new = Anomaly.objects.get_or_create(
        kind=found.kind,
        official_id=whose.official_id,
        day=day,
        defaults={
            "roles": whose.roles, "count": found.count, "most": found.limit, "usual": found.usual,
            "lines": list(found.lines), "found_at": at,
        },
    )  # fmt: skip
    return is_new


def _tell(day: date, at: datetime) -> None:
    for user_id in contacts_who_may(Duty.AUDIT):
        tell(user_id=user_id, event=f"anomalies:{day}", subject=SUBJECT, body=BODY.format(day=str(day)), at=at)
