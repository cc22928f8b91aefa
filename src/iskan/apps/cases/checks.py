"""Before serving: can the versions under which cases are still open be carried out by this code."""

from collections.abc import Sequence
from typing import Any

from cattrs import BaseValidationError, transform_error
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from iskan.apps.cases.models import Case
from iskan.apps.catalogue.proof import service_faults
from iskan.apps.catalogue.queries import service_of


@register(Tags.database)
def every_open_case_can_go_on(*, databases: Sequence[str] | None = None, **_given: Any) -> list[CheckMessage]:
    """Tell which kept versions with open cases name something this code no longer knows."""
    if not databases or Case._meta.db_table not in connection.introspection.table_names():  # noqa: SLF001 -- the documented way to a model's table
        return []
    versions = Case.objects.filter(filed_at__isnull=False, closed_at__isnull=True).values_list("service_version_id")
    return [
        Error(f"Open cases rest on version {pk}: {fault}", hint="Keep what it names.", id="cases.E001")
        for (pk,) in versions.distinct().order_by("service_version_id")
        for fault in _faults(pk)
    ]


def _faults(version_id: int) -> tuple[str, ...]:
    try:
        return service_faults(service_of(version_id))
    except BaseValidationError as fault:
        return (f"it can no longer be read: {', '.join(transform_error(fault))}",)
