"""What two officials make of the departments: a new one, another name, its end. Called by the act alone."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.db import transaction

from iskan.apps.accounts.models import Department, User
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.acts import may_agree
from iskan.foundation.scope import Scope
from iskan.policy.acts import CHANGE_DEPARTMENT
from iskan.policy.departments import DEPARTMENTS

CODE_OF_NEW: Final = "office-"


class DepartmentUnchanged(Refusal):
    """It has that name and stands so already."""

    text = Text(ar="هذه بيانات الإدارة الحالية نفسها.", en="These are the department's details already.")
    field = "name_ar"


class DepartmentInUse(Refusal):
    """Services send it cases, or officials belong to it."""

    text = Text(
        ar="لا تُغلق إدارة تُحال إليها معاملات خدمة قائمة أو ينتمي إليها موظف حسابه مفتوح.",
        en="A department is not closed while a service sends it cases, or an official with an open account is in it.",
    )
    status = HTTPStatus.CONFLICT
    field = "closed"


class DepartmentNameTaken(Refusal):
    """Another department has the name."""

    text = Text(ar="هذا الاسم لإدارة أخرى.", en="Another department has this name.")
    field = "name_ar"


def examine_department(*, code: str, name: Text, closed: bool) -> Department | None:
    """Return the department as it stands, or nothing where it is new.

    Raises:
        DepartmentUnchanged, DepartmentInUse, DepartmentNameTaken: it cannot become so.
    """
    stands = Department.objects.filter(code=code).first()
    if Department.objects.filter(name_ar=name.ar, closed_at__isnull=True).exclude(code=code).exists():
        raise DepartmentNameTaken
    if stands is None:
        return None
    if (stands.name_ar, stands.name_en, stands.closed_at is not None) == (name.ar, name.en, closed):
        raise DepartmentUnchanged
    in_use = code in DEPARTMENTS or User.objects.filter(department=stands, is_active=True).exclude(roles=[]).exists()
    if closed and stands.closed_at is None and in_use:
        raise DepartmentInUse
    return stands


@transaction.atomic
def change_department(*, scope: Scope, code: str, name: Text, closed: bool, at: datetime) -> Department:
    """Make a department of a name, rename one, close or reopen it.

    Raises:
        NotForThisRole: the viewer is not one of the two. Else as `examine_department`.
    """
    if not may_agree(scope, CHANGE_DEPARTMENT):
        raise NotForThisRole
    department = examine_department(code=code, name=name, closed=closed) or Department(code=code)
    department.name_ar, department.name_en, department.named_at = name.ar, name.en, at
    department.closed_at = (department.closed_at or at) if closed else None
    department.save()
    audit.record(scope=scope, action="department.set", subject_kind="department", subject=code, at=at)
    return department
