"""A waiting list and a stock small enough to follow, and a distribution of them at any stage."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from django.db import transaction
from django.utils.timezone import localdate
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.draws import make_draw_office
from tests.factories.figures import approve_figure
from tests.factories.filed import inserted_case
from tests.factories.stock import make_project

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.models import Distribution, NominationCheck, Offer
from iskan.apps.allocation.operations import handovers, offers
from iskan.apps.allocation.operations.distribution import (
    approve_distribution,
    prepare_distribution,
    recommend_distribution,
)
from iskan.apps.allocation.queries.distribution import candidates_for
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind, ExceptionStatus
from iskan.apps.cases.models import Case, CaseFact, ExceptionEntry
from iskan.apps.documents.models import Document
from iskan.apps.draws.operations import draws
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.queries.units import units_for_draw
from iskan.apps.waiting_lists.models import ProjectWish
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.core.eligibility import Overall
from iskan.foundation.scope import SYSTEM
from iskan.policy.judged_again import JudgedAt
from iskan.policy.parameters.nomination import OFFER_DAYS

LATER = AT + timedelta(days=3)
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
    case = inserted_case(number, cast.requests, stage="approved", name="فاطمة علي")
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


def certified(cast: Cast) -> list[Offer]:
    """Approve the small market's distribution and certify every nomination; offers by seniority."""
    found = approved(cast)
    approve_figure(OFFER_DAYS, 14, cast, first_day=date(2026, 1, 1))
    offers.open_offers(distribution_id=found.pk, at=AT)
    opened = list(Offer.objects.order_by("case__filed_at"))
    for offer in opened:
        with transaction.atomic():
            offers.certify(offer=offer, scope=SYSTEM, at=AT)
    return opened


def offered(cast: Cast) -> list[Offer]:
    sent = certified(cast)
    offers.send_offers(scope=cast.scope("reviewer"), offer_ids=[o.pk for o in sent], at=AT)
    return list(Offer.objects.order_by("case__filed_at"))


def accepted(cast: Cast) -> list[Offer]:
    for offer in offered(cast):
        answer(offer, accepted=True)
    return list(Offer.objects.order_by("case__filed_at"))


def answer(offer: Offer, *, accepted: bool, at: datetime = AT) -> Offer:
    scope = scope_of(offer.case.applicant, TODAY)
    return offers.answer_offer(scope=scope, offer_id=offer.pk, accepted=accepted, at=at)


def drawn(cast: Cast, project: str = "buri", *, accepted_in: str = "buri") -> Offer:
    """Hold a real draw of a project and give each accepted household its home; return the most senior's offer."""
    accepted(cast)
    office = make_draw_office(AT, cast.requests)
    frozen = draws.freeze_draw(
        scope=cast.scope("supervisor"), project_code=project, candidates=candidates_for(accepted_in),
        units=units_for_draw(project), draws_at=office.draws_at, at=AT,
    )  # fmt: skip
    office.announce(frozen.reference)
    office.reveal(frozen.reference)
    office.take_beacon(frozen)
    office.run(frozen.reference)
    handovers.take_draw(draw_id=frozen.pk, at=LATER)
    return Offer.objects.filter(nomination__project_code=accepted_in).order_by("case__filed_at")[0]


def owns_nothing(offer: Offer, at: datetime = LATER) -> NominationCheck:
    """Keep that the family was found on a day to own nothing that counts, as the land register's answer would."""
    return NominationCheck.objects.create(
        offer=offer, judged_at=JudgedAt.CONTRACT, on_day=localdate(at), verdict=Overall.ELIGIBLE, facts={}, findings=[],
        at=at,
    )  # fmt: skip


def contracted(cast: Cast) -> Offer:
    offer = drawn(cast)
    owns_nothing(offer)
    return handovers.issue_contract(scope=cast.scope("reviewer"), offer_id=offer.pk, at=LATER)


def appointed(cast: Cast) -> Offer:
    offer = contracted(cast)
    hour = LATER + timedelta(days=3)
    slot = handovers.open_slot(scope=cast.scope("reviewer"), project_code="buri", starts_at=hour, capacity=1, at=LATER)
    scope = scope_of(offer.case.applicant, TODAY)
    return handovers.choose_slot(scope=scope, offer_id=offer.pk, slot_id=slot.pk, at=LATER)
