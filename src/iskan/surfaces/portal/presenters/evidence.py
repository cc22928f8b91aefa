"""The documents asked for, what is attached to each, and what an official said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.cases.enums import EvidenceVerdict
from iskan.apps.cases.queries.wizard import EvidenceState, Wizard
from iskan.core.text import Text
from iskan.surfaces.portal.presenters.application import for_whom, labels_of, step_url
from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

KILOBYTE = 1024
_TONES = {EvidenceVerdict.ACCEPTED: "success", EvidenceVerdict.REJECTED: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """One attached file."""

    item_id: int
    name: str
    url: str
    detail: str
    status: str
    tone: str
    reason: str
    can_remove: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One kind of document asked for."""

    code: str
    field: str
    name: str
    help: str
    basis: str
    files: tuple[FileView, ...]
    error: str = ""
    wanted: bool = True


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
    back_url: str


def documents_page(wizard: Wizard, viewer_id: int | None, faults: Mapping[str, Text] | None = None) -> DocumentsPage:
    """Return the documents page; faults are told beside the kind they belong to."""
    evidence = evidence_views(wizard.evidence, faults or {})
    labels = labels_of(wizard)
    return DocumentsPage(
        reference=wizard.case.reference,
        service=t(wizard.service.name),
        for_whom=for_whom(wizard, viewer_id),
        labels=labels,
        number=len(labels) - 1,
        evidence=evidence,
        errors=tuple((one.field, one.error) for one in evidence if one.error),
        back_url=step_url(wizard.case.reference, wizard.steps[-1].step.code),
    )


def evidence_views(
    states: Iterable[EvidenceState], faults: Mapping[str, Text], wanted: frozenset[str] | None = None
) -> tuple[EvidenceView, ...]:
    """Return the kinds of evidence; with ``wanted`` only those can be added to."""
    return tuple(
        EvidenceView(
            code=state.evidence.code,
            field=f"files-{state.evidence.code}",
            name=t(state.evidence.name),
            help=t(state.evidence.help),
            basis=t(state.evidence.legal_basis.cited()),
            files=tuple(map(file_view, state.items)),
            error=t(faults[state.evidence.code]) if state.evidence.code in faults else "",
            wanted=wanted is None or state.evidence.code in wanted,
        )
        for state in states
    )


def file_view(item: Any) -> FileView:
    """Return an attached file."""
    document, verdict = item.document, EvidenceVerdict(item.verdict)
    return FileView(
        item_id=item.pk,
        name=document.original_name,
        url=url("document", document.pk),
        detail=_detail(document),
        status=str(verdict.label) if verdict is not EvidenceVerdict.PENDING else "",
        tone=_TONES.get(verdict, "neutral"),
        reason=item.reason,
        can_remove=verdict is EvidenceVerdict.PENDING,
    )


def _detail(document: Any) -> str:
    kilobytes = max(document.size // KILOBYTE, 1)
    if kilobytes < KILOBYTE:
        return _("%(size)s kB") % {"size": formatting.number(kilobytes)}
    return _("%(size)s MB") % {"size": formatting.number(round(kilobytes / KILOBYTE, 1))}
