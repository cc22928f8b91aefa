"""Two citizens' worlds side by side: everything an address can name, once the head's and once the stranger's.

The head's case is with the requests department, the stranger's with the finance department.
"""

import gzip
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pikepdf
from django.core.files.base import ContentFile
from tests.factories.cast import Cast, citizen
from tests.factories.filed import person
from tests.factories.journeys import NEW_APPLICATION, document
from tests.factories.stock import make_project

from iskan.apps.accounts.models import Delegation, User
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.cases.documents import EntitlementCard
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind
from iskan.apps.cases.models import Application, Case, EvidenceItem, ExceptionEntry, RegisterRun
from iskan.apps.catalogue.models import PublishedFigure
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.catalogue.queries import service
from iskan.apps.documents.kinds import as_json
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.press.codes import new_code
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.housing_stock.enums import GateKind
from iskan.apps.housing_stock.models import Gate
from iskan.apps.notifications.models import Message
from iskan.apps.partners.models import Referral
from iskan.apps.payments.models import Charge
from iskan.apps.payments.operations.ledger import keep_account
from iskan.apps.waiting_lists.models import Cancellation, PolicyTrial, WaitingListEntry
from iskan.core.charges import ChargeKind
from iskan.core.household_life import LifeEventKind
from iskan.core.text import Text
from iskan.foundation.references import new_reference
from iskan.policy.acts import REVOKE_DOCUMENT
from iskan.policy.departments import DEPARTMENTS
from iskan.policy.ledger import fees_of

EVIDENCE, REGISTER, FIGURE = "salary_statement", "justice", "age_min"
ANSWERS = {"employment": "government"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What one citizen has here, and the official, the figure and the gate an address may name besides."""

    owner: User
    official: User
    figure: PublishedFigure
    gate: Gate
    act: ProposedAct
    case: Case
    charge: Charge
    draft: Case
    attached: EvidenceItem
    drafted: EvidenceItem
    issued: IssuedDocument
    message: Message
    delegation: Delegation
    exception: ExceptionEntry
    trial: PolicyTrial
    cancellation: Cancellation
    event: HouseholdEvent
    referral: Referral

    @property
    def first_step(self) -> str:
        return service(NEW_APPLICATION).steps[0].code


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The cast, and what the head and the stranger have."""

    cast: Cast
    heads: Belongings
    strangers: Belongings


def make_world(cast: Cast, at: datetime) -> World:
    """Make both citizens' belongings as they stand at an instant."""
    gate = make_project(open_gates=(GateKind.WATER,)).gates.get(kind=GateKind.WATER)
    shared = {"gate": gate, "figure": _figure(cast.second_reviewer, at)}
    return World(
        cast=cast,
        heads=_belongings(cast.head, cast.second_reviewer, "nbb", at, **shared),
        strangers=_belongings(cast.stranger, cast.outsider, "bisb", at, **shared),
    )


def _belongings(owner: User, boss: User, body: str, at: datetime, **shared: Any) -> Belongings:
    case = _case(owner, at, stage="awaiting_review", department=boss.department, filed_at=at)
    draft = _case(owner, at, stage="draft")
    issued = _issued(case, at)
    return Belongings(
        owner=owner,
        official=boss,
        case=case,
        charge=_charge(case, at),
        draft=draft,
        attached=_evidence(case, at),
        drafted=_evidence(draft, at),
        issued=issued,
        act=_act(issued, boss, at),
        message=_message(case, at),
        delegation=_delegation(owner, at),
        exception=_exception(case, boss, at),
        trial=_trial(boss, at),
        cancellation=_cancellation(case, boss, at),
        event=_event(case, at),
        referral=_referral(owner, boss, body, at),
        **shared,
    )


def _case(owner: User, at: datetime, *, stage: str, code: str = NEW_APPLICATION, **filed: object) -> Case:
    case = Case.objects.create(
        reference=new_reference(),
        service_code=code,
        service_version_id=ensure_version(service=service(code), at=at),
        programme="unit" if code == NEW_APPLICATION else "",
        applicant=owner,
        person=person(owner.cpr or "", owner.name_ar, owner.name_en),
        stage=stage,
        stage_since=at,
        created_at=at,
        due_on=(at + timedelta(days=7)).date() if filed else None,
        **filed,
    )
    Application.objects.create(case=case, answers=ANSWERS, edited_at=at)
    RegisterRun.objects.create(case=case, register=REGISTER, asked_at=at)
    return case


def _charge(case: Case, at: datetime) -> Charge:
    assert case.department is not None
    return Charge.objects.create(
        reference=new_reference(), case_reference=case.reference, kind=ChargeKind.FEE, name_ar="رسم", name_en="Fee",
        payer=case.applicant, account=keep_account(fees_of(DEPARTMENTS[case.department.code])), fils=5000,
        is_refundable=False, raised_at=at,
    )  # fmt: skip


def _evidence(case: Case, at: datetime) -> EvidenceItem:
    attached = document(case.applicant, at)
    attached.file.save("document", ContentFile(_blank_page()), save=True)
    return EvidenceItem.objects.create(case=case, code=EVIDENCE, document=attached, added_at=at)


def _blank_page() -> bytes:
    page = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(60, 80))
        pdf.save(page)
    return page.getvalue()


def _issued(case: Case, at: datetime) -> IssuedDocument:
    words = Text(ar="كلمات", en="Words")
    card = EntitlementCard(
        holder_name=Text(ar=case.applicant.name_ar, en=case.applicant.name_en), cpr=case.applicant.cpr or "",
        service=words, programme=words, governorate=words, seniority_on=at.date(), decided_on=at.date(),
        household_count=3,
    )  # fmt: skip
    issued = IssuedDocument(
        token=new_code(), code="entitlement_card", template="entitlement_card", name_ar="بطاقة استحقاق",
        name_en="Entitlement card", is_feminine=True, valid_from=at.date(), case_reference=case.reference,
        holder=case.applicant,
        contents=as_json(card), issued_at=at,
    )  # fmt: skip
    issued.file.save("card", ContentFile(_blank_page()), save=True)
    return issued


def _message(case: Case, at: datetime) -> Message:
    words = {"subject_ar": "موضوع", "subject_en": "Subject", "body_ar": "نص", "body_en": "Body"}
    return Message.objects.create(user=case.applicant, event=f"filed:{case.reference}", created_at=at, **words)


def _delegation(owner: User, at: datetime) -> Delegation:
    standing = Delegation.objects.filter(principal=owner).first()
    return standing or Delegation.objects.create(
        principal=owner,
        delegate=citizen("660101001"),
        first_day=at.date(),
        last_day=at.date(),
        given_at=at,
        accepted_at=at,
    )


def _exception(case: Case, boss: User, at: datetime) -> ExceptionEntry:
    return ExceptionEntry.objects.create(
        case=case, kind=ExceptionKind.ORDER, ground=ExceptionGround.values[0], explanation="سبب",
        document=document(boss, at), decided_by=boss, decided_at=at,
    )  # fmt: skip


def _trial(boss: User, at: datetime) -> PolicyTrial:
    return PolicyTrial.objects.create(
        kind="ceiling", programme="unit", parameters={"ceiling_fils": 900_000}, status="done", progress=100,
        started_by=boss, created_at=at, sheet=gzip.compress(b"reference"),
    )  # fmt: skip


def _cancellation(case: Case, boss: User, at: datetime) -> Cancellation:
    entry = WaitingListEntry.objects.create(
        case=case, programme="unit", seniority_on=at.date(), reference=case.reference, entered_at=at, place=1,
        place_in_governorate=1,
    )  # fmt: skip
    return Cancellation.objects.create(
        entry=entry, ground="owns_property", explanation="سبب", proposed_by=boss, proposed_at=at
    )


def _event(case: Case, at: datetime) -> HouseholdEvent:
    return HouseholdEvent.objects.create(
        case=case, kind=LifeEventKind.DIVORCED, cpr=case.applicant.cpr, name_ar=case.applicant.name_ar,
        name_en=case.applicant.name_en, asks_decision=True, found_at=at,
    )  # fmt: skip


def _referral(owner: User, boss: User, body: str, at: datetime) -> Referral:
    filed = {"department": boss.department, "filed_at": at}
    case = _case(owner, at, stage="with_partner", code="restoration_finance", **filed)
    words = {"ar": "الاسم", "en": "Name"}
    sent = [{"code": "name", "label": words, "value": words, "words": words}]
    return Referral.objects.create(case=case, partner="bank", body=body, sent=sent, sent_at=at)


def _act(issued: IssuedDocument, proposer: User, at: datetime) -> ProposedAct:
    return ProposedAct.objects.create(
        act=REVOKE_DOCUMENT.code, subject=str(issued.pk), reason="خطأ في الاسم", proposed_by=proposer, proposed_at=at
    )


def _figure(proposer: User, at: datetime) -> PublishedFigure:
    return PublishedFigure.objects.create(
        figure=FIGURE,
        value=22,
        first_day=at.date() + timedelta(days=90),
        instrument_ar="قرار",
        instrument_en="Decision",
        proposed_by=proposer,
        proposed_at=at,
    )
