"""What of cases is erased once it is due: drafts, register answers, files of cases not granted, files no case holds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from iskan.apps.cases.models import (
    Case,
    CaseFact,
    ErasureHold,
    EvidenceItem,
    ExceptionEntry,
    RegisterAnswer,
    RegisterRun,
)
from iskan.apps.cases.operations.drafting import expire_draft
from iskan.apps.cases.operations.holding import is_held
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.documents import holders
from iskan.apps.documents.models import Document
from iskan.apps.documents.operations.storing import erase_file
from iskan.core.lifecycle import CaseOutcome
from iskan.core.retention import Eraser
from iskan.policy.retention import DRAFTS, LOOSE_UPLOADS, REFUSED_UPLOADS, REGISTER_ANSWERS


def _free_cases() -> QuerySet[Case]:
    """Return the cases nothing holds: neither a hold, nor an open case about them, such as a review."""
    held = ErasureHold.objects.filter(case=OuterRef("pk"), lifted_at__isnull=True)
    about = Case.objects.filter(about=OuterRef("pk"), closed_at__isnull=True)
    return Case.objects.filter(~Exists(held), ~Exists(about))


def _drafts(before: datetime) -> Sequence[str]:
    drafts = _free_cases().filter(filed_at__isnull=True, closed_at__isnull=True, application__edited_at__lt=before)
    return list(drafts.order_by("pk").values_list("reference", flat=True))


def _closed(before: datetime) -> QuerySet[Case]:
    return _free_cases().filter(filed_at__isnull=False, closed_at__lt=before)


def _answered(before: datetime) -> Sequence[str]:
    facts = CaseFact.objects.filter(case=OuterRef("pk")).exclude(register="")
    answers = RegisterAnswer.objects.filter(case=OuterRef("pk"))
    return list(
        _closed(before).filter(Exists(facts) | Exists(answers)).order_by("pk").values_list("reference", flat=True)
    )


def _erase_answers(reference: str, _at: datetime) -> bool:
    # A hold may have been placed since the case was found due; both lock the case.
    if is_held(Case.objects.select_for_update(no_key=True).get(reference=reference)):
        return False
    RegisterRun.objects.filter(case__reference=reference).update(unread=[])
    answers = RegisterAnswer.objects.filter(case__reference=reference).delete()[0]
    return CaseFact.objects.filter(case__reference=reference).exclude(register="").delete()[0] + answers > 0


def _refused(before: datetime) -> Sequence[str]:
    """Name the files held by cases not granted and by no other, nor by an exception that rests on one."""
    ended = _closed(before).filter(evidence__isnull=False).distinct()
    due = [case.pk for case in ended if service_of(case).lifecycle.stage(case.stage).outcome is not CaseOutcome.GRANTED]
    elsewhere = EvidenceItem.objects.filter(document=OuterRef("pk")).exclude(case__in=due)
    files = _free_files().filter(~Exists(elsewhere), evidence_items__case__in=due).distinct()
    return [str(pk) for pk in files.order_by("pk").values_list("pk", flat=True)]


def _erase_refused(document_id: str, at: datetime) -> bool:
    holding = EvidenceItem.objects.filter(document_id=document_id).values("case")
    cases = Case.objects.select_for_update(no_key=True).filter(pk__in=holding).order_by("pk")
    return not any(map(is_held, cases)) and erase_file(document_id=UUID(document_id), rule=REFUSED_UPLOADS, at=at)


def _loose(before: datetime) -> Sequence[str]:
    held = EvidenceItem.objects.filter(document=OuterRef("pk"))
    files = _free_files().filter(~Exists(held), uploaded_at__lt=before)
    return [str(pk) for pk in files.order_by("pk").values_list("pk", flat=True)]


def _free_files() -> QuerySet[Document]:
    excepted = ExceptionEntry.objects.filter(document=OuterRef("pk"))
    return Document.objects.filter(~Exists(excepted), *(~holder for holder in holders.held()), ~Q(file=""))


def _erase_loose(document_id: str, at: datetime) -> bool:
    return erase_file(document_id=UUID(document_id), rule=LOOSE_UPLOADS, at=at)


ERASERS: Final = (
    Eraser(rule=DRAFTS, due=_drafts, erase=lambda reference, at: expire_draft(reference=reference, at=at)),
    Eraser(rule=REGISTER_ANSWERS, due=_answered, erase=_erase_answers),
    Eraser(rule=REFUSED_UPLOADS, due=_refused, erase=_erase_refused),
    Eraser(rule=LOOSE_UPLOADS, due=_loose, erase=_erase_loose),
)
