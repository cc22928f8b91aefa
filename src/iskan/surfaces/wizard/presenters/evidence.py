"""The documents asked for, what is attached to each, and what an official said of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.cases.enums import EvidenceVerdict
from iskan.apps.cases.queries.evidence import EvidenceState, EvidenceTerms, GivenBefore
from iskan.apps.documents.enums import LeftOut
from iskan.apps.documents.erased import NAME, erased_text
from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.wizard.presenters.application import for_whom, labels_of
from iskan.surfaces.wizard.surface import OpenDraft, WizardSurface
from iskan.surfaces.wizard.uploads import DAY_PREFIX, PREFIX, UploadResult

KILOBYTE = 1024
_TONES = {EvidenceVerdict.ACCEPTED: "success", EvidenceVerdict.REJECTED: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """One attached file."""

    item_id: int
    name: str
    url: str
    detail: str
    status: str
    tone: str
    reason: str
    given_in: str
    remove_url: str
    picture: str
    left_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenView:
    """A document given before that may be used again instead of sending a new one."""

    reference: str
    issued_on: date | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDayView:
    """The field that asks on which day a document was issued."""

    field: str
    value: date | Mapping[str, str] | None
    help: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One kind of document asked for."""

    code: str
    field: str
    name: str
    help: str
    basis: str
    files: tuple[AttachedFile, ...]
    sides: tuple[str, ...]
    optional: bool
    issue_day: IssueDayView | None
    given: GivenView | None
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage:
    """The documents page of a draft."""

    reference: str
    service: str
    for_whom: str
    labels: tuple[str, ...]
    number: int
    evidence: tuple[EvidenceView, ...]
    errors: tuple[tuple[str, str], ...]
    upload_url: str
    back_url: str
    next_url: str
    discard_url: str


def documents_page(draft: OpenDraft, terms: EvidenceTerms, sent: UploadResult | None = None) -> DocumentsPage:
    """Return the documents page; faults are told beside the kind they belong to."""
    wizard, surface, reference = draft.wizard, draft.surface, draft.reference
    evidence = evidence_views(surface, reference, wizard.evidence, terms, sent or UploadResult())
    labels = labels_of(wizard)
    return DocumentsPage(
        reference=reference,
        service=t(wizard.service.name),
        for_whom="" if draft.attended else for_whom(wizard, draft.scope.user_id),
        labels=labels,
        number=len(labels) - 1,
        evidence=evidence,
        errors=errors_of(evidence),
        upload_url=surface.url("documents", reference),
        back_url=surface.url("step", reference, wizard.steps[-1].step.code),
        next_url=surface.url("check", reference),
        discard_url=surface.url("discard", reference),
    )


def errors_of(evidence: Iterable[EvidenceView]) -> tuple[tuple[str, str], ...]:
    """Return every fault with the field it belongs to, for the summary above the page."""
    told: list[tuple[str, str]] = []
    for one in evidence:
        if one.error:
            told.append((one.field, one.error))
        if one.issue_day and one.issue_day.error:
            told.append((one.issue_day.field, one.issue_day.error))
    return tuple(told)


def evidence_views(
    surface: WizardSurface, reference: str, states: Iterable[EvidenceState], terms: EvidenceTerms, sent: UploadResult
) -> tuple[EvidenceView, ...]:
    """Return the kinds of evidence, each with its files, its day of issue and what was given before."""
    return tuple(_evidence_view(surface, reference, state, terms, sent) for state in states)


def _evidence_view(
    surface: WizardSurface, reference: str, state: EvidenceState, terms: EvidenceTerms, sent: UploadResult
) -> EvidenceView:
    evidence, code = state.evidence, state.evidence.code
    oldest, given = terms.oldest.get(code), terms.given.get(code)
    standing = {item.document_id for item in state.items}
    fits = given is not None and not standing & {item.document_id for item in given.items}
    return EvidenceView(
        code=code,
        field=f"{PREFIX}{code}",
        name=t(evidence.name),
        help=t(evidence.help),
        basis=t(evidence.legal_basis.cited()),
        files=tuple(_file(surface, reference, item, terms.removable) for item in state.items),
        sides=tuple(map(t, evidence.kind.sides)),
        optional=evidence.optional,
        issue_day=_issue_day(state, oldest, sent) if oldest else None,
        given=_given(surface, reference, given) if given and fits else None,
        error=t(sent.faults[code]) if code in sent.faults else "",
    )


def _issue_day(state: EvidenceState, oldest: date, sent: UploadResult) -> IssueDayView:
    code = state.evidence.code
    stated = [item.day_of_issue for item in state.items if item.day_of_issue]
    fault = sent.day_faults.get(code)
    return IssueDayView(
        field=f"{DAY_PREFIX}{code}",
        value=sent.typed_days.get(code) or min(stated, default=None),
        help=_("As it is written on the document: %(day)s or later") % {"day": formatting.date(oldest)},
        error=t(fault) if fault else "",
    )


def _given(surface: WizardSurface, reference: str, given: GivenBefore) -> GivenView:
    return GivenView(
        reference=given.reference,
        issued_on=given.issued_on,
        url=surface.url("reuse-document", reference, given.code),
    )


def _file(surface: WizardSurface, reference: str, item: Any, removable: Collection[int]) -> AttachedFile:
    document, verdict = item.document, EvidenceVerdict(item.verdict)
    erased = erased_text(document)
    return AttachedFile(
        item_id=item.pk,
        name=t(NAME) if erased else document.original_name,
        url="" if erased else url("document", document.pk),
        detail=t(erased) if erased else "" if item.reused_from else size_words(document.size),
        picture=url("document-thumbnail", document.pk) if surface.shows_pictures and not erased else "",
        left_out=_("Other files attached inside it are not shown: send each of them by itself.")
        if LeftOut.ATTACHMENTS in document.left_out
        else "",
        given_in=item.reused_from.case.reference if item.reused_from else "",
        status=str(verdict.label) if verdict is not EvidenceVerdict.PENDING else "",
        tone=_TONES.get(verdict, "neutral"),
        reason=item.reason,
        remove_url=surface.url("remove-document", reference, item.pk) if item.pk in removable else "",
    )


def size_words(size: int) -> str:
    """Write a file's size in words."""
    kilobytes = max(size // KILOBYTE, 1)
    if kilobytes < KILOBYTE:
        return _("%(size)s kB") % {"size": formatting.number(kilobytes)}
    return _("%(size)s MB") % {"size": formatting.number(round(kilobytes / KILOBYTE, 1))}
