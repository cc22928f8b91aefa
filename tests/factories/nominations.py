"""A waiting list and a stock small enough to follow, and a distribution of them at any stage."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import count

from tests.factories.cast import AT, Cast
from tests.factories.filed import laid_case
from tests.factories.stock import make_project

from iskan.apps.accounts.models import User
from iskan.apps.allocation.models import Distribution, ProjectWish
from iskan.apps.allocation.operations.distribution import (
    approve_distribution,
    prepare_distribution,
    recommend_distribution,
)
from iskan.apps.allocation.operations.waiting_list import enter_waiting_list
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind, ExceptionStatus
from iskan.apps.cases.models import Case, CaseFact, ExceptionEntry
from iskan.apps.documents.models import Document
from iskan.apps.housing_stock.enums import UnitState

_numbers = count(100)


def waits(
    cast: Cast,
    since: date,
    *,
    governorate: str = "BH-13",
    programme: str = "unit",
    wishes: Sequence[str] = (),
    only: bool = False,
    disability: str = "",
    applicant: User | None = None,
) -> Case:
    """Lay a granted case on its waiting list with the seniority of a day."""
    number = next(_numbers)
    filed_at = datetime.combine(since, time(9), UTC)
    case = laid_case(number, cast.requests, stage="approved", name="فاطمة علي")
    case.programme, case.governorate, case.filed_at, case.closed_at = programme, governorate, filed_at, AT
    case.applicant = applicant or case.applicant
    case.save()
    if wishes:
        ProjectWish.objects.create(case=case, projects=list(wishes), only=only, said_at=AT)
    if disability:
        CaseFact.objects.create(
            case=case, code="disability.registered", value=[disability], register="health",
            source_ar="السجل الصحي", source_en="Health register", at=AT,
        )  # fmt: skip
    enter_waiting_list(case_id=case.pk, at=AT)
    return case


def excepted(cast: Cast, case: Case) -> ExceptionEntry:
    """Enter an approved exception that moves a case out of its order."""
    document = Document.objects.create(
        owner=case.applicant, uploaded_by=cast.supervisor, original_name="report.pdf", content_type="application/pdf",
        size=10, digest="0" * 64, scan="clean", file="uploads/00/0", uploaded_at=AT,
    )  # fmt: skip
    return ExceptionEntry.objects.create(
        case=case, kind=ExceptionKind.ORDER, ground=ExceptionGround.HEALTH, explanation="تقرير اللجنة الطبية",
        document=document, status=ExceptionStatus.APPROVED, decided_by=cast.supervisor, decided_at=AT,
        second_by=cast.approver, second_at=AT,
    )  # fmt: skip


def small_market(cast: Cast) -> list[Case]:
    """Lay six households on the list and three homes, one of them accessible, ready in two projects."""
    make_project("buri", units={"house-4br": 1, "house-4br-accessible": 1}, state=UnitState.READY)
    make_project("sitra", units={"house-4br": 1}, state=UnitState.READY, governorate="BH-15")
    return [
        waits(cast, date(2004, 1, 1)),
        waits(cast, date(2005, 1, 1), wishes=("sitra",)),
        waits(cast, date(2006, 1, 1), disability="إعاقة حركية"),
        waits(cast, date(2007, 1, 1), governorate="BH-15"),
        waits(cast, date(2008, 1, 1)),
        waits(cast, date(2009, 1, 1), programme="plot"),
    ]


def prepared(cast: Cast, projects: Sequence[str] = ("buri", "sitra"), *, reserve: int = 100) -> Distribution:
    return prepare_distribution(scope=cast.scope("reviewer"), projects=projects, reserve_percent=reserve, at=AT)


def recommended(cast: Cast) -> Distribution:
    found = prepared(cast)
    return recommend_distribution(
        scope=cast.scope("reviewer"), reference=found.reference, reason="وفق الأقدمية والمعايير", at=AT
    )


def approved(cast: Cast) -> Distribution:
    found = recommended(cast)
    return approve_distribution(scope=cast.scope("approver"), reference=found.reference, at=AT)
