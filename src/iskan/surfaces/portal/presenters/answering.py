"""What the ministry asks the citizen for, and the form to answer it."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings

from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.evidence import EvidenceTerms
from iskan.core.answers import CONTROL_CHARACTERS, REQUIRED, TOO_LONG, Posted
from iskan.core.text import Text, has_control_characters
from iskan.surfaces.portal.drafts import PORTAL
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.wizard.presenters.evidence import EvidenceView, errors_of, evidence_views
from iskan.surfaces.wizard.uploads import UploadResult

LONGEST = 4000
LAST_DAY = Text(ar="آخر يوم للرد على الوزارة: {reference}", en="Last day to answer the ministry: {reference}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """The request, the documents it names, and the words typed so far."""

    reference: str
    service: str
    text: str
    asked_at: datetime
    due_on: date | None
    is_late: bool
    evidence: tuple[EvidenceView, ...]
    answer: str
    answer_error: str
    errors: tuple[tuple[str, str], ...]


def answer_page(dossier: Dossier, words: Posted, terms: EvidenceTerms, sent: UploadResult | None = None) -> AnswerPage:
    """Return the answer form; ``sent`` is given once it has been sent."""
    asked = dossier.open_request
    assert asked is not None  # noqa: S101 -- the view has checked; this tells the type checker
    codes = frozenset(asked.evidence_codes)
    states = tuple(state for state in dossier.evidence if state.evidence.code in codes)
    evidence = evidence_views(PORTAL, dossier.case.reference, states, terms, sent or UploadResult())
    answer = (words.get("answer") or ("",))[-1]
    attached = any(item.added_at >= asked.asked_at for state in states for item in state.items)
    fault = None if sent is None else _fault(answer, attached=attached)
    told = errors_of(evidence)
    return AnswerPage(
        reference=dossier.case.reference,
        service=t(dossier.service.name),
        text=asked.text,
        asked_at=asked.asked_at,
        due_on=asked.due_on,
        is_late=asked.due_on is not None and asked.due_on < dossier.today,
        evidence=evidence,
        answer=answer,
        answer_error=t(fault) if fault else "",
        errors=(*told, ("answer", t(fault))) if fault else told,
    )


def _fault(answer: str, *, attached: bool) -> Text | None:
    return words_fault(answer, LONGEST) or (None if answer.strip() or attached else REQUIRED)


def words_fault(words: str, longest: int) -> Text | None:
    """Return what keeps somebody's words from being kept as they typed them, if anything does."""
    if has_control_characters(words):
        return CONTROL_CHARACTERS
    return TOO_LONG.format(limit=f"{longest:,}") if len(words) > longest else None


def request_calendar(dossier: Dossier, at: datetime) -> bytes | None:
    """Return the last day to answer as a calendar file; nothing where none is waited for, or no day was named."""
    from icalendar import Calendar, Event  # noqa: PLC0415 -- a library few requests need

    asked = dossier.open_request
    if asked is None or asked.due_on is None:
        return None
    event = Event.new(
        uid=f"request-{asked.pk}@{urlsplit(settings.SITE_URL).hostname}", sequence=int(at.timestamp()), stamp=at,
        start=asked.due_on, summary=t(LAST_DAY.format(reference=dossier.case.reference)),
    )  # fmt: skip
    written: bytes = Calendar.new(subcomponents=[event], prodid="-//iskan//requests//AR").to_ical()
    return written
