"""Documents attached to a case, by the kind of evidence they were asked for as, and an official's word on each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from iskan.apps.cases.enums import EvidenceVerdict
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.evidence import EvidenceState
from iskan.apps.documents.enums import LeftOut
from iskan.apps.documents.erased import NAME, erased_text
from iskan.core.dated import FigureBook
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.wizard.presenters.evidence import size_words

VERDICT_TONES = {
    EvidenceVerdict.PENDING: "warning",
    EvidenceVerdict.ACCEPTED: "success",
    EvidenceVerdict.REJECTED: "danger",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessView:
    """The day a document was issued, as stated or confirmed, beside the first day the service accepts."""

    oldest: date
    stated_on: date | None
    issued_on: date | None
    is_fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedDocument:
    """One document and the verdict on it."""

    item_id: int
    document_id: UUID
    name: str
    pages: range
    size: str
    is_made: bool
    left_out: tuple[str, ...]
    added_at: datetime
    verdict: str
    verdict_label: str
    tone: str
    reason: str
    reviewed_by_id: int | None
    reviewed_at: datetime | None
    kind: str
    help: str
    basis: str
    freshness: FreshnessView | None
    given_in: str
    erased: str

    @property
    def is_pending(self) -> bool:
        return self.verdict == EvidenceVerdict.PENDING

    @property
    def is_doubtful(self) -> bool:
        """Whether it is older than the service accepts, or of no known day, and stands all the same."""
        is_old = self.freshness is not None and not self.freshness.is_fresh
        return is_old and self.verdict != EvidenceVerdict.REJECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReview:
    """A kind of evidence the case calls for, and what was attached to it."""

    code: str
    name: str
    help: str
    basis: str
    optional: bool
    documents: tuple[ReviewedDocument, ...]

    @property
    def is_missing(self) -> bool:
        return all(document.verdict == EvidenceVerdict.REJECTED for document in self.documents)

    @property
    def is_lacking(self) -> bool:
        """Whether it must be given and nothing attached stands for it."""
        return self.is_missing and not self.optional

    @property
    def doubts(self) -> tuple[ReviewedDocument, ...]:
        """The documents nobody has judged yet, and those too old that were not rejected for it."""
        return tuple(one for one in self.documents if one.is_pending or one.is_doubtful)


def evidence_views(dossier: Dossier, figures: FigureBook) -> tuple[EvidenceReview, ...]:
    """Return the kinds of evidence with their documents, by the figures in force on the day of filing."""
    filed_on = localdate(dossier.case.filed_at) if dossier.case.filed_at else dossier.today
    return tuple(_evidence(state, state.evidence.oldest(filed_on, figures)) for state in dossier.evidence)


def pending_count(evidence: tuple[EvidenceReview, ...]) -> int:
    """Return how many documents nobody has judged yet."""
    return sum(document.is_pending for kind in evidence for document in kind.documents)


def _evidence(state: EvidenceState, oldest: date | None) -> EvidenceReview:
    kind = state.evidence
    return EvidenceReview(
        code=kind.code,
        name=t(kind.name),
        help=t(kind.help),
        basis=t(kind.legal_basis.cited()),
        optional=state.evidence.optional,
        documents=tuple(_document(item, state, oldest) for item in state.items),
    )


def _document(item: Any, state: EvidenceState, oldest: date | None) -> ReviewedDocument:
    verdict, erased = EvidenceVerdict(item.verdict), erased_text(item.document)
    return ReviewedDocument(
        item_id=item.pk,
        document_id=item.document_id,
        name=t(NAME) if erased else item.document.original_name,
        erased=t(erased) if erased else "",
        pages=range(1, item.document.pages + 1),
        size=size_words(item.document.size),
        is_made=bool(item.document.sent_file),
        left_out=tuple(str(LeftOut(code).label) for code in item.document.left_out),
        added_at=item.added_at,
        verdict=verdict.value,
        verdict_label=str(verdict.label),
        tone=VERDICT_TONES[verdict],
        reason=item.reason,
        reviewed_by_id=item.reviewed_by_id,
        reviewed_at=item.reviewed_at,
        kind=t(state.evidence.name),
        help=t(state.evidence.help),
        basis=t(state.evidence.legal_basis.cited()),
        freshness=_freshness(item, oldest) if oldest else None,
        given_in=item.reused_from.case.reference if item.reused_from else "",
    )


def _freshness(item: Any, oldest: date) -> FreshnessView:
    day = item.day_of_issue
    return FreshnessView(
        oldest=oldest,
        stated_on=item.stated_issued_on,
        issued_on=item.issued_on,
        is_fresh=day is not None and day >= oldest,
    )
