"""How the audit trail names projects: by number in most lines, by code in some; of a unit, by its project."""

from iskan.apps.housing_stock.models import Project, Unit
from iskan.core.text import Text


def projects_in_trail() -> dict[str, tuple[str, Text]]:
    """Return the code and name of every project, by either of the names a line may give it."""
    rows = Project.objects.values_list("pk", "code", "name_ar", "name_en")
    return {name: (code, Text(ar=ar, en=en)) for pk, code, ar, en in rows for name in (str(pk), code)}


def named_in_trail(code: str) -> tuple[str, ...]:
    """Return what lines about a project, or about the project of a unit, are filed under; nothing for neither."""
    of_unit = Unit.objects.filter(code=code).values_list("project_id", flat=True)
    row = Project.objects.filter(code=code).first() or Project.objects.filter(pk__in=of_unit).first()
    return (str(row.pk), row.code) if row else ()
