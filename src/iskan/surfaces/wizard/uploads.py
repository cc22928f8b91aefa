"""Files sent from a page: each is attached to its case by itself, so that a bad one does not lose the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from iskan.apps.cases.operations.evidence import (
    IssueDayUnfit,
    NotAskedFor,
    TooManyDocuments,
    add_evidence,
    state_issue_day,
)
from iskan.apps.documents.intake.refusals import BadUpload
from iskan.apps.documents.operations.storing import discard_document, receive_upload
from iskan.core.answers import BadAnswer, Posted, read_day
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import Scope

PREFIX = "files-"
DAY_PREFIX = "issued-"
_NAMED = Text(ar="«{name}»: {fault}", en="“{name}”: {fault}")


@dataclass(slots=True)
class UploadResult:
    """What came of the files and days a page sent: how many files were taken, and by kind what was wrong."""

    taken: int = 0
    faults: dict[str, Text] = field(default_factory=dict)
    day_faults: dict[str, Text] = field(default_factory=dict)
    typed_days: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def first_fault(self) -> Text | None:
        """The first of the faults, for a script that sends files one by one."""
        return next(iter((*self.faults.values(), *self.day_faults.values())), None)


def attach_files(request: HttpRequest, scope: Scope, reference: str, applicant_id: int) -> UploadResult:
    """Lay every file of a page to the case, with the days of issue stated beside them."""
    sent = UploadResult()
    days = _days(request, sent)
    for name in request.FILES:
        code = name.removeprefix(PREFIX)
        for uploaded in request.FILES.getlist(name):
            fault = _lay(scope, reference, applicant_id, code, uploaded)
            sent.taken += fault is None
            if fault is not None:
                sent.faults[code] = _NAMED.format(name=uploaded.name or "", fault=fault)
    _state_days(scope, reference, days, sent)
    return sent


def _days(request: HttpRequest, sent: UploadResult) -> Mapping[str, date]:
    """Return the days of issue a page states, by kind of evidence."""
    posted: Posted = {name: request.POST.getlist(name) for name in request.POST}
    days: dict[str, date] = {}
    for code in _dated_kinds(posted):
        try:
            day = read_day(posted, f"{DAY_PREFIX}{code}")
        except BadAnswer as fault:
            sent.day_faults[code], sent.typed_days[code] = fault.text, _typed(posted, code)
            continue
        if day is not None:
            days[code] = day
    return days


def _typed(posted: Posted, code: str) -> Mapping[str, str]:
    """Return a date as it was typed, for the page to show again beside what is wrong with it."""
    return {part: (posted.get(f"{DAY_PREFIX}{code}-{part}") or ("",))[-1] for part in ("day", "month", "year")}


def _dated_kinds(names: Iterable[str]) -> list[str]:
    suffix = "-day"
    dated = (name for name in names if name.startswith(DAY_PREFIX) and name.endswith(suffix))
    return [name.removeprefix(DAY_PREFIX).removesuffix(suffix) for name in dated]


def _state_days(scope: Scope, reference: str, days: Mapping[str, date], sent: UploadResult) -> None:
    for code, day in days.items():
        try:
            state_issue_day(scope=scope, reference=reference, code=code, issued_on=day, at=clock.now())
        except (IssueDayUnfit, NotAskedFor) as refusal:
            sent.day_faults[code] = refusal.text
            sent.typed_days[code] = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _lay(scope: Scope, reference: str, applicant_id: int, code: str, uploaded: "UploadedFile[Any]") -> Text | None:
    try:
        document = receive_upload(scope=scope, owner_id=applicant_id, uploaded=uploaded, at=clock.now())
    except BadUpload as refusal:
        return refusal.text
    try:
        add_evidence(scope=scope, reference=reference, code=code, document=document, at=clock.now())
    except (NotAskedFor, TooManyDocuments) as refusal:
        discard_document(scope=scope, document_id=document.pk, at=clock.now())
        return refusal.text
    return None
