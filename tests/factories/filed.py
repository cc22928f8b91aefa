"""Filed cases inserted straight into the database, for the lists that show many."""

from datetime import date, datetime, timedelta

from tests.factories.cast import AT, citizen

from iskan.apps.accounts.models import Department, User
from iskan.apps.cases.models import Application, Case
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.catalogue.queries import service
from iskan.apps.households.models import Person
from iskan.apps.households.operations import remember_person
from iskan.core.people import MaritalStatus, PersonRecord, Sex
from iskan.foundation.references import new_reference


def person(cpr: str, name_ar: str, name_en: str = "", at: datetime = AT) -> Person:
    """Make a person as the population register described them."""
    record = PersonRecord(
        cpr=cpr,
        name_ar=name_ar,
        name_en=name_en,
        birth_date=date(1990, 1, 1),
        sex=Sex.MALE,
        nationality="BH",
        marital_status=MaritalStatus.MARRIED,
        address=None,
    )
    return remember_person(record=record, at=at)


def inserted_case(
    number: int,
    department: Department,
    *,
    stage: str = "awaiting_review",
    name: str = "يوسف أحمد",
    assignee: User | None = None,
    at: datetime = AT,
    **fields: object,
) -> Case:
    """Make one filed case; ``number`` tells its applicant from the others'."""
    cpr = f"{900101000 + number}"
    case = Case.objects.create(
        reference=new_reference(),
        service_code="new_housing_application",
        service_version_id=ensure_version(service=service("new_housing_application"), at=at),
        programme="unit",
        applicant=citizen(cpr, name, "Yusuf Ahmed"),
        person=person(cpr, name, "Yusuf Ahmed"),
        department=department,
        assignee=assignee,
        stage=stage,
        stage_since=at,
        created_at=at,
        filed_at=at + timedelta(minutes=number),
        due_on=at.date() + timedelta(days=number),
        **fields,
    )
    Application.objects.create(case=case, edited_at=at)
    return case
