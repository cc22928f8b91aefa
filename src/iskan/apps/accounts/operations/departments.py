"""Departments as rows, to which cases and officials belong: those declared, and what two officials make of them."""

from datetime import datetime

from django.db import transaction

from iskan.apps.accounts.models import Department
from iskan.apps.accounts.queries import department_id
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM
from iskan.policy.departments import DEPARTMENTS


@transaction.atomic
def sync_departments(*, at: datetime) -> int:
    """Bring every declared department into the database under its present name; return how many changed."""
    kept = dict(Department.objects.values_list("code", "name_ar").order_by("code"))
    named = set(Department.objects.filter(named_at__isnull=False).values_list("code", flat=True))
    declared = {code: department.name.ar for code, department in DEPARTMENTS.items() if code not in named}
    changed = [code for code, name in declared.items() if kept.get(code) != name]
    for code in changed:
        _keep(code, at)
    return len(changed)


def ensure_department(*, code: str, at: datetime) -> Department:
    """Return a declared department's row, brought in now where no set-up has.

    Raises:
        KeyError: no department of that code is declared.
    """
    return Department.objects.filter(code=code).first() or _keep(code, at)


def ensure_department_id(*, code: str, at: datetime) -> int:
    """Return the id of a declared department, brought in now where no set-up has; read once in a process.

    Raises:
        KeyError: no department of that code is declared.
    """
    try:
        return department_id(code)
    except Department.DoesNotExist:
        return _keep(code, at).pk


@transaction.atomic
def _keep(code: str, at: datetime) -> Department:
    name = DEPARTMENTS[code].name
    department, _made = Department.objects.update_or_create(
        code=code, defaults={"name_ar": name.ar, "name_en": name.en}
    )
    audit.record(scope=SYSTEM, action="department.set", subject_kind="department", subject=code, at=at)
    return department
