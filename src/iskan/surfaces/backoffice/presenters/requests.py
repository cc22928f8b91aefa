"""What an applicant was asked, how it ended, and what an official may do about it meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from iskan.apps.accounts.queries import names_of
from iskan.apps.cases.enums import ContestFinding, Identified, RequestEnding
from iskan.apps.cases.operations.request_letters import letter_of
from iskan.apps.cases.operations.requests import LETTER
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.requests import is_overdue
from iskan.apps.notifications.enums import Route
from iskan.core.text import Text
from iskan.surfaces.ui.formatting import t

LETTER_NAME = Text(ar="رسالة مطبوعة", en="Printed letter")
_TONES = {
    RequestEnding.RECALLED: "neutral",
    RequestEnding.UNANSWERED: "danger",
    RequestEnding.OVERTAKEN: "neutral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRequest:
    """What the citizen was asked for, by when, how it ended, and their answer with who entered it."""

    text: str
    documents: tuple[str, ...]
    asked_by: str
    asked_at: datetime
    due_on: date | None
    reminded_at: datetime | None
    is_overdue: bool
    is_open: bool
    ending: str
    tone: str
    has_answer: bool
    answer: str
    answered_at: datetime | None
    taken_by: str
    identified: str
    id: int
    contested: str
    contested_at: datetime | None
    finding: str
    finding_words: str
    settled_by: str
    settled_at: datetime | None

    @property
    def is_contested(self) -> bool:
        """Say whether the applicant contests the answer entered, and nobody has settled that yet."""
        return self.contested_at is not None and self.settled_at is None

    @property
    def needs_a_look(self) -> bool:
        """Say whether it is open, or its answer is contested."""
        return self.is_open or self.is_contested


def request_views(dossier: Dossier, names: Mapping[int, Text]) -> tuple[DeskRequest, ...]:
    """Return the requests of a case, newest first."""
    return tuple(_request(dossier, request, names) for request in dossier.requests)


def people_of(dossier: Dossier) -> set[int]:
    """Return whom the requests of a case name by number."""
    found = {request.asked_by_id for request in dossier.requests}
    others = (one for request in dossier.requests for one in (request.taken_by_id, request.contest_settled_by_id))
    return found | {one for one in others if one}


def _request(dossier: Dossier, request: Any, names: Mapping[int, Text]) -> DeskRequest:
    kinds = {kind.code: t(kind.name) for kind in dossier.service.evidence}
    ending = RequestEnding(request.ending or RequestEnding.ANSWERED)
    return DeskRequest(
        text=request.text,
        documents=tuple(kinds[code] for code in request.evidence_codes if code in kinds),
        asked_by=t(names[request.asked_by_id]),
        asked_at=request.asked_at,
        due_on=request.due_on,
        reminded_at=request.reminded_at,
        is_overdue=is_overdue(request, dossier.today),
        is_open=request.answered_at is None,
        ending=str(ending.label),
        tone=_TONES.get(ending, "success"),
        has_answer=request.answered_at is not None and ending in {RequestEnding.ANSWERED, RequestEnding.TAKEN},
        answer=request.answer,
        answered_at=request.answered_at,
        taken_by=t(names[request.taken_by_id]) if request.taken_by_id else "",
        identified=_identified(request) if request.taken_by_id else "",
        id=request.pk,
        contested=request.contested,
        contested_at=request.contested_at,
        finding=str(ContestFinding(request.contest_finding).label) if request.contest_finding else "",
        finding_words=request.contest_words,
        settled_by=t(names[request.contest_settled_by_id]) if request.contest_settled_by_id else "",
        settled_at=request.contest_settled_at,
    )


def _identified(request: Any) -> str:
    return f"{Identified(request.identified_by).label}: {request.identification}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """The page of a request that is open: take the answer, give more time, send it again."""

    reference: str
    version: int
    applicant: str
    phone: str
    email: str
    text: str
    asked_at: datetime
    due_on: date | None
    is_overdue: bool
    first_day: date
    documents: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]


def request_page(dossier: Dossier, request: Any) -> RequestPage:
    """Return the page of the open request of a case."""
    case, applicant = dossier.case, dossier.case.applicant
    codes = frozenset(request.evidence_codes)
    routes = {Route.SMS: applicant.phone, Route.EMAIL: applicant.email}
    return RequestPage(
        reference=case.reference,
        version=case.version,
        applicant=t(Text(ar=applicant.name_ar, en=applicant.name_en or applicant.name_ar)),
        phone=applicant.phone,
        email=applicant.email,
        text=request.text,
        asked_at=request.asked_at,
        due_on=request.due_on,
        is_overdue=is_overdue(request, dossier.today),
        first_day=max(dossier.today, request.due_on or dossier.today) + timedelta(days=1),
        documents=tuple((kind.code, t(kind.name)) for kind in dossier.service.evidence if kind.code in codes),
        ways=(*((route.value, str(route.label)) for route, known in routes.items() if known), (LETTER, t(LETTER_NAME))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLetter:
    """A request as a letter, in the applicant's language."""

    reference: str
    language: str
    subject: str
    body: str
    documents: tuple[str, ...]
    due_on: date | None


def printed_letter(dossier: Dossier, request: Any) -> PrintedLetter:
    """Return the letter of a request."""
    request.case = dossier.case
    subject, body = letter_of(request)
    reader = dossier.case.applicant.language
    names = {kind.code: kind.name.in_(reader) for kind in dossier.service.evidence}
    return PrintedLetter(
        reference=dossier.case.reference,
        language=reader,
        subject=subject.in_(reader),
        body=body.in_(reader),
        documents=tuple(names[code] for code in request.evidence_codes if code in names),
        due_on=request.due_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedView:
    """The page of an answer that its applicant says is not theirs."""

    id: int
    reference: str
    applicant: str
    phone: str
    asked: str
    answer: str
    taken_by: str
    identified: str
    taken_at: datetime | None
    contested: str
    contested_at: datetime | None
    owner: str
    is_mine: bool
    findings: tuple[tuple[str, str], ...]


def contested_view(request: Any, viewer_id: int | None) -> ContestedView:
    """Return the page of a contested answer; the caller has been let into its case."""
    names = names_of(frozenset(one for one in (request.taken_by_id, request.contest_owner_id) if one))
    applicant = request.case.applicant
    return ContestedView(
        id=request.pk,
        reference=request.case.reference,
        applicant=t(Text(ar=applicant.name_ar, en=applicant.name_en or applicant.name_ar)),
        phone=applicant.phone,
        asked=request.text,
        answer=request.answer,
        taken_by=t(names[request.taken_by_id]) if request.taken_by_id else "",
        identified=_identified(request),
        taken_at=request.answered_at,
        contested=request.contested,
        contested_at=request.contested_at,
        owner=t(names[request.contest_owner_id]) if request.contest_owner_id else "",
        is_mine=request.contest_owner_id == viewer_id,
        findings=tuple((one.value, str(one.label)) for one in ContestFinding),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedRow:
    """A line of the list of contested answers."""

    id: int
    reference: str
    name: str
    taken_by: str
    since: datetime | None
    owner: str


def contested_rows(found: Sequence[Any]) -> tuple[ContestedRow, ...]:
    """Return the list, with the officials' names read at once."""
    names = names_of(frozenset(one for row in found for one in (row.taken_by_id, row.contest_owner_id) if one))
    return tuple(
        ContestedRow(
            id=row.pk,
            reference=row.case.reference,
            name=t(Text(ar=row.case.applicant.name_ar, en=row.case.applicant.name_en or row.case.applicant.name_ar)),
            taken_by=t(names[row.taken_by_id]) if row.taken_by_id else "",
            since=row.contested_at,
            owner=t(names[row.contest_owner_id]) if row.contest_owner_id else "",
        )
        for row in found
    )
