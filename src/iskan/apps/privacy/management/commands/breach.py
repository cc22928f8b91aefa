"""`iskan breach`: until when the supervisory authority is told of a breach that became known at an instant."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

NOT_CONFIGURED = (
    "The time for the notice is not configured. Have the lawyers name it, and set ISKAN_BREACH_NOTICE_HOURS; "
    "until then, tell the authority without waiting."
)


class Command(BaseCommand):
    help = "Until when the authority is told of a breach of personal data."
    needs_database = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--known-since", required=True, help="when it became known, as 2026-11-28T21:30")

    def handle(self, *_args: Any, **options: Any) -> None:
        hours = settings.ISKAN_BREACH_NOTICE_HOURS
        if hours is None:
            self.stdout.write(NOT_CONFIGURED)
            return
        until = _instant(options["known_since"]) + timedelta(hours=hours)
        self.stdout.write(f"{until:%Y-%m-%d %H:%M}, {hours} hours after it became known (ISKAN_BREACH_NOTICE_HOURS)")


def _instant(said: str) -> datetime:
    try:
        at = datetime.fromisoformat(said)
    except ValueError as fault:
        message = f"{said} is no instant: write 2026-11-28T21:30."
        raise CommandError(message) from fault
    return timezone.localtime(at if at.tzinfo else timezone.make_aware(at))
