"""The kinds of document an offer yields: the nomination certificate and the contract of use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.queries.offers import homes_of_applicant
from iskan.apps.cases.queries.scoped import applicant_of
from iskan.apps.documents.kinds import DocumentKind, StatedLine, register
from iskan.apps.documents.lines import SuppliedValue, document_lines
from iskan.apps.draws.models import DrawTicket
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.apps.housing_stock.queries.units import unit_line
from iskan.core.days import day_text
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy.choices import PROGRAMMES
from iskan.policy.governorates import governorate_name
from iskan.policy.unit_classes import class_name

HOUSING_SERVICE = Text(ar="الخدمة الإسكانية", en="Housing service")


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationCertificate:
    """The certificate's words: who is nominated for which kind of home in which project, and on what income."""

    holder_name: Text
    cpr: str
    programme: Text
    project: Text
    unit_class: Text
    seniority_on: date
    nominated_on: date
    checked_on: date
    distribution: str

    @property
    def compared(self) -> tuple[StatedLine, ...]:
        return (StatedLine(label=HOUSING_SERVICE, value=self.programme),)


@dataclass(frozen=True, slots=True, kw_only=True)
class UsufructContract:
    """The contract's words: who may use which home for the purpose of ownership, and from when."""

    holder_name: Text
    cpr: str
    programme: Text
    project: Text
    governorate: Text
    unit_class: Text
    unit_code: str
    area: str
    household_count: int
    contracted_on: date
    draw: str

    @property
    def compared(self) -> tuple[StatedLine, ...]:
        return (StatedLine(label=HOUSING_SERVICE, value=self.programme),)


def nomination_certificate(*, case_reference: str, code: str, at: datetime) -> NominationCertificate:  # noqa: ARG001 -- the registry's shape
    """Return what the certificate of a case's newest offer says."""
    offer = _offer(case_reference)
    nomination, case = offer.nomination, offer.case
    return NominationCertificate(
        holder_name=Text(ar=case.applicant.name_ar, en=case.applicant.name_en),
        cpr=case.applicant.cpr or "",
        programme=dict(PROGRAMMES)[case.programme],
        project=project_name(nomination.project_code),
        unit_class=class_name(nomination.unit_class),
        seniority_on=localdate(case.filed_at or at),
        nominated_on=localdate(nomination.distribution.approved_at or at),
        checked_on=_day_of(offer, "certified", at),
        distribution=nomination.distribution.reference,
    )


def usufruct_contract(*, case_reference: str, code: str, at: datetime) -> UsufructContract:  # noqa: ARG001 -- the registry's shape
    """Return what the contract of a case's newest offer says; made again it keeps the day it was contracted."""
    offer = _offer(case_reference)
    case, home = offer.case, unit_line(offer.unit_code)
    draw = DrawTicket.objects.filter(case=case).order_by("-draw_id").values_list("draw__reference", flat=True).first()
    return UsufructContract(
        holder_name=Text(ar=case.applicant.name_ar, en=case.applicant.name_en),
        cpr=case.applicant.cpr or "",
        programme=dict(PROGRAMMES)[case.programme],
        project=project_name(home.project_code),
        governorate=governorate_name(case.governorate),
        unit_class=class_name(home.unit_class),
        unit_code=home.code,
        area=str(home.area) if home.area else "",
        household_count=case.household.members.count() if case.household else 1,
        contracted_on=_day_of(offer, "contracted", at),
        draw=draw or "",
    )


def _offer(case_reference: str) -> Offer:
    offers = Offer.objects.select_related(
        "nomination", "nomination__distribution", "case", "case__applicant", "case__household"
    )
    return offers.filter(case__reference=case_reference).order_by("-pk")[0]


def _day_of(offer: Offer, code: str, at: datetime) -> date:
    """Return the day an offer took a step; today where it takes it just now."""
    taken = offer.events.filter(code=code).order_by("-at", "-pk").values_list("at", flat=True).first()
    return localdate(taken or at)


NOMINATION_CERTIFICATE = register(
    DocumentKind(
        template="nomination_certificate",
        contents=NominationCertificate,
        make=nomination_certificate,
        name=Text(ar="شهادة ترشيح", en="Nomination certificate"),
        is_feminine=True,
        ready=Notice(
            subject=Text(ar="شهادة ترشيحك جاهزة", en="Your nomination certificate is ready"),
            body=Text(
                ar="وُقّعت شهادة الترشيح الصادرة بموجب طلبك {reference}، ويمكنك تنزيلها من صفحة العرض.",
                en="The nomination certificate issued for your application {reference} is signed. "
                "You can download it from the page of the offer.",
            ),
        ),
    )
)
USUFRUCT_CONTRACT = register(
    DocumentKind(
        template="usufruct_contract",
        contents=UsufructContract,
        make=usufruct_contract,
        name=Text(
            ar="عقد ترخيص بالانتفاع بمسكن بهدف التمليك", en="Contract of use of a home for the purpose of ownership"
        ),
        ready=Notice(
            subject=Text(ar="عقد الانتفاع جاهز", en="Your contract of use is ready"),
            body=Text(
                ar="وُقّع عقد الانتفاع الصادر بموجب طلبك {reference}، ويمكنك تنزيله من صفحة العرض.",
                en="The contract of use issued for your application {reference} is signed. "
                "You can download it from the page of the offer.",
            ),
        ),
    )
)
OFFER_DOCUMENTS = frozenset({NOMINATION_CERTIFICATE.template, USUFRUCT_CONTRACT.template})
"""The codes of the documents an offer yields, which are those of their kinds."""


_HOME = Text(
    ar="{home} في {project}، بموجب الطلب {reference}، سُلّمت مفاتيحها في {day}",
    en="{home} in {project}, under application {reference}, keys handed over on {day}",
)
_NO_HOME = Text(ar="لا توجد في السجلات وحدة سُلّمت إليه", en="No home handed over is on record")


@document_lines("allocation.homes")
def homes(*, case_reference: str, at: datetime) -> Sequence[SuppliedValue]:  # noqa: ARG001 -- the registry's shape
    """Return a line for each home a person was given, or that none was, as far as this system has it on record."""
    return [
        SuppliedValue(
            value=_HOME.format(
                home=class_name(home.unit_class),
                project=home.project,
                reference=reference,
                day=day_text(localdate(handed_over_at)),
            )
        )
        for reference, home, handed_over_at in homes_of_applicant(applicant_of(case_reference))
    ] or [SuppliedValue(value=_NO_HOME)]
