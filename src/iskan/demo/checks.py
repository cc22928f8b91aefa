"""What a production's database must not hold: a demonstration, whose people sign in with published passwords."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from iskan.demo.models import DemoLoad


@register(Tags.database)
def no_demonstration_in_production(*, databases: Sequence[str] | None = None, **_given: Any) -> list[CheckMessage]:
    """Refuse to serve a database into which a demonstration was loaded."""
    if not settings.PRODUCTION:
        return []
    return [
        Error(
            "The database holds the demonstration's accounts, whose passwords are published.",
            hint="Start production on a database of its own: a demonstration is not taken back out.",
            id="demo.E001",
        )
        for name in databases or ()
        if _is_demonstration(name)
    ]


def _is_demonstration(database: str) -> bool:
    table = DemoLoad._meta.db_table  # noqa: SLF001 -- the documented way to a model's table
    has_table = table in connections[database].introspection.table_names()
    return has_table and DemoLoad.objects.using(database).exists()
