"""What the database itself refuses: to change what was told, decided, declared, noted or excepted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, models, transaction
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case
from tests.factories.journeys import document

from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import (
    Case,
    CaseAssessment,
    CaseEvent,
    CaseNote,
    Decision,
    DeclarationMade,
    ExceptionEntry,
)

Rows = Callable[[Case, Cast], models.Model]
SETTLED: dict[str, Rows] = {
    "event": lambda case, _: CaseEvent.objects.create(case=case, kind="transition", code="submit", at=AT),
    "assessment": lambda case, _: CaseAssessment.objects.create(
        case=case, at=AT, on_day=AT.date(), verdict="eligible", facts={}, findings=[]
    ),
    "declaration": lambda case, _: DeclarationMade.objects.create(
        case=case, code="credit_check", cpr="900101001", made_by=case.applicant, made_at=AT
    ),
    "note": lambda case, cast: CaseNote.objects.create(case=case, author=cast.reviewer, text="ملاحظة", at=AT),
    "decision": lambda case, cast: _decision(case, cast, decided_by=cast.approver, outcome=Outcome.APPROVED),
    "exception": lambda case, cast: _exception(case, cast, status="approved", second_by=cast.approver),
}


def _decision(case: Case, cast: Cast, **more: Any) -> Decision:
    known = {"recommendation": Outcome.APPROVED, "recommended_by": cast.reviewer, "recommended_at": AT}
    return Decision.objects.create(case=case, **known, **more)


def _exception(case: Case, cast: Cast, **more: Any) -> ExceptionEntry:
    known = {"kind": "order", "ground": "court", "explanation": "حكم", "decided_by": cast.supervisor, "decided_at": AT}
    return ExceptionEntry.objects.create(case=case, document=document(cast.supervisor), **known, **more)


def _refused(change: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
        change()


@pytest.mark.parametrize("kind", SETTLED)
def test_what_is_settled_is_neither_changed_nor_deleted(cast: Cast, kind: str) -> None:
    row = SETTLED[kind](inserted_case(1, cast.requests), cast)
    field = next(f.attname for f in row._meta.concrete_fields if not f.primary_key)
    rows = type(row)._base_manager.filter(pk=row.pk)
    _refused(lambda: rows.update(**{field: getattr(row, field)}))
    _refused(lambda: rows._raw_delete("default"))


def test_what_is_proposed_may_still_be_settled_and_never_deleted(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    for row in (_decision(case, cast), _exception(case, cast)):
        row.save()
        rows = type(row)._base_manager.filter(pk=row.pk)
        _refused(lambda rows=rows: rows._raw_delete("default"))  # type: ignore[misc]  # the row is bound as the loop turns
