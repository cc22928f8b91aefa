"""The kinds of document a case yields by its service: the entitlement card, and the certificate of any other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.cases.offices import office_of
from iskan.apps.cases.operations.assessing import facts_of
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue.proof import proves
from iskan.apps.documents.kinds import DocumentKind, StatedLine, find_kind, register
from iskan.apps.documents.lines import is_supplied, supplied_lines
from iskan.core import display
from iskan.core.catalogue import AnswerLine, DocumentLine, FactLine, Service, SuppliedLine
from iskan.core.conditions import holds
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy import facts as declared
from iskan.policy.governorates import governorate_name

HOUSING_SERVICE = Text(ar="الخدمة الإسكانية", en="Housing service")
SERVICE = Text(ar="الخدمة", en="Service")
NOT_KNOWN = Text(ar="غير معلوم", en="Not known")


class NothingToIssue(RuntimeError):
    """The case was never filed, or its programme is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementCard:
    """The card's words: who is entitled to what, since when, and what comes next."""

    holder_name: Text
    cpr: str
    service: Text
    programme: Text
    governorate: Text
    seniority_on: date
    decided_on: date
    household_count: int
    category: Text | None = None
    next_steps: tuple[Text, ...] = ()

    @property
    def compared(self) -> tuple[StatedLine, ...]:
        return (StatedLine(label=HOUSING_SERVICE, value=self.programme),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a service's document states, and the office in whose name; its lines stand in the order declared."""

    holder_name: Text
    cpr: str
    service: Text
    office: Text
    letterhead: Text | None = None
    office_address: Text | None = None
    lines: tuple[StatedLine, ...] = ()
    statement: Text | None = None

    @property
    def compared(self) -> tuple[StatedLine, ...]:
        return (StatedLine(label=SERVICE, value=self.service),)


def entitlement_card(*, case_reference: str, code: str, at: datetime) -> EntitlementCard:
    """Return what a granted case's card says: what it entitles to, since when, and what comes next.

    Raises:
        NothingToIssue: the case was never filed, or its service has no programme of that name.
    """
    case = _case(case_reference)
    service = service_of(case)
    programme = service.programme(case.programme)
    if programme is None or case.filed_at is None:
        message = f"{service.code} has no {code} to issue"
        raise NothingToIssue(message)
    return EntitlementCard(
        holder_name=_holder(case),
        cpr=case.applicant.cpr or "",
        programme=programme.name,
        service=service.name,
        governorate=governorate_name(case.governorate),
        seniority_on=timezone.localdate(case.filed_at),
        decided_on=timezone.localdate(case.closed_at or at),
        household_count=case.household.members.count() if case.household else 1,
        next_steps=(service.lifecycle.stage(case.stage).next_step,),
    )


def certificate(*, case_reference: str, code: str, at: datetime) -> Certificate:
    """Return what a case's document states, from its answers, its facts and what other apps supply."""
    case = _case(case_reference)
    service = service_of(case)
    document = service.document(code)
    office = document.signer or office_of(case, service)
    return Certificate(
        holder_name=_holder(case),
        cpr=case.applicant.cpr or "",
        service=service.name,
        office=office.name,
        letterhead=office.letterhead,
        office_address=office.address,
        lines=tuple(stated for line in document.lines for stated in _stated(case, service, line, at)),
        statement=document.statement,
    )


def _case(reference: str) -> Case:
    return Case.objects.select_related("applicant", "application", "household").get(reference=reference)


def _holder(case: Case) -> Text:
    return Text(ar=case.applicant.name_ar, en=case.applicant.name_en or case.applicant.name_ar)


def _stated(case: Case, service: Service, line: DocumentLine, at: datetime) -> Iterator[StatedLine]:
    match line.source:
        case AnswerLine(question):
            words = _answer(case, service, question)
            if words is not None:
                yield StatedLine(label=line.label, value=words)
        case FactLine(fact):
            yield StatedLine(label=line.label, value=_fact(case, service, fact))
        case SuppliedLine(name):
            for supplied in supplied_lines(name, case_reference=case.reference, at=at):
                yield StatedLine(label=supplied.label or line.label, value=supplied.value)


def _answer(case: Case, service: Service, code: str) -> Text | None:
    """Return the answer to a question in words; nothing where it was not asked or may be left out and was."""
    answers = case.application.answers
    question = next(question for question in service.questions() if question.code == code)
    if not holds(question.shown_when, answers) or answers.get(code) in (None, ""):
        return None
    return display.shown(question, answers[code])


def _fact(case: Case, service: Service, code: str) -> Text:
    known = facts_of(case, service).get(code)
    return display.fact_text(declared.BY_CODE[code], known.value) if known is not None else NOT_KNOWN


@proves
def documents_can_be_made(service: Service) -> Iterator[str]:
    """Yield what of a service's documents nobody makes or supplies."""
    for document in service.documents:
        kind = find_kind(document.template)
        if kind is None or kind.make is None:
            yield f"nobody makes the document {document.code!r}, of the kind {document.template!r}"
        for line in document.lines:
            if isinstance(line.source, SuppliedLine) and not is_supplied(line.source.name):
                yield f"nobody supplies the lines {line.source.name!r} of the document {document.code!r}"
            if isinstance(line.source, FactLine) and line.source.fact not in declared.BY_CODE:
                yield f"the document {document.code!r} states the fact {line.source.fact!r}, which is not declared"


ENTITLEMENT_CARD = register(
    DocumentKind(
        template="entitlement_card",
        contents=EntitlementCard,
        make=entitlement_card,
        ready=Notice(
            subject=Text(ar="بطاقة استحقاقك جاهزة", en="Your entitlement card is ready"),
            body=Text(
                ar="وُقّعت بطاقة الاستحقاق الصادرة بموجب طلبك {reference}، ويمكنك تنزيلها من صفحة الطلب.",
                en="The entitlement card issued for your application {reference} is signed. "
                "You can download it from the page of the application.",
            ),
        ),
    )
)
CERTIFICATE = register(
    DocumentKind(
        template="certificate",
        contents=Certificate,
        make=certificate,
        ready=Notice(
            subject=Text(ar="وثيقتك جاهزة: {name}", en="Your document is ready: {name}"),
            body=Text(
                ar="وُقّعت الوثيقة الصادرة لك بموجب المعاملة {reference}: {name}. ويمكنك تنزيلها من صفحة المعاملة.",
                en="The document issued to you under case {reference} is signed: {name}. "
                "You can download it from the page of the case.",
            ),
        ),
    )
)
