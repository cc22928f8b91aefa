"""The morning's mail to officials: how much of each kind waits for them, in numbers alone."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.notifications.letters import inbox_letter
from iskan.apps.notifications.operations import MAIL_INBOX
from iskan.foundation.waiting import waiting_counts, waiting_parts


def queue_inbox_mails(*, at: datetime) -> int:
    """Queue a mail to each official who is sent one, on a day the ministry works; return how many."""
    if not working_calendar().is_working(localdate(at)):
        return 0
    told = User.objects.filter(is_active=True, gets_inbox_mail=True, partner="").exclude(roles=[]).exclude(email="")
    jobs: list[dict[str, Any]] = [{"user_id": pk} for pk in told.order_by("pk").values_list("pk", flat=True)]
    if jobs:
        app.configure_task(MAIL_INBOX).batch_defer(*jobs)
    return len(jobs)


def mail_inbox(*, user_id: int, at: datetime) -> bool:
    """Mail an official what waits for them; where nothing does, or they left meanwhile, send nothing and say so."""
    user = User.objects.filter(pk=user_id, is_active=True, gets_inbox_mail=True, partner="").exclude(roles=[]).first()
    if user is None:
        return False
    ours = tuple(part for part in waiting_parts() if part.ours)
    counts = waiting_counts(scope_of(user, localdate(at)), ours, at)
    kinds = [(part.name, count) for part, count in counts.items() if count]
    if kinds:
        inbox_letter(user, kinds).send()
    return bool(kinds)
