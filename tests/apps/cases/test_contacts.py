"""Calls and visits: who may write one down, what cannot have been so, and what becomes of a promise."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.enums import SpokenBy
from iskan.apps.cases.models import Case, ContactEntry
from iskan.apps.cases.operations.contacts import (
    PromisedBefore,
    PromiseHalfSaid,
    PromiseKeptAlready,
    Spoken,
    SpokenLater,
    keep_promise,
    write_contact,
)
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.cases.queries.waiting import PROMISES_DUE
from iskan.core.refusal import NotForThisRole, OwnHousehold
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope
from iskan.foundation.waiting import waiting_lines

pytestmark = pytest.mark.django_db

CALL = Spoken(
    way=SpokenBy.CALLED_US,
    spoken_at=AT - timedelta(hours=1),
    spoke_with="فاطمة، زوجة مقدم الطلب",
    said="سألت عن المستند",
)
PROMISE = replace(CALL, promised="الرد بعد مراجعة القسم", promised_on=TODAY + timedelta(days=3))


def write(cast: Cast, case: Case, spoken: Spoken, role: str = "reviewer") -> ContactEntry:
    return write_contact(scope=cast.scope(role), reference=case.reference, spoken=spoken, at=AT)


def due(cast: Cast, role: str, days: int) -> list[str]:
    scope = cast.scope(role)
    found = waiting_lines(scope, (PROMISES_DUE,), AT + timedelta(days=days), 10)
    return [line.reference for waits in found.values() for line in waits.lines]


def test_it_is_kept_with_a_line_of_the_trail_that_repeats_nothing(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    entry = write(cast, case, CALL)
    assert dossier_for(cast.scope("auditor"), case.reference, TODAY).contacts == (entry,)
    line = AuditEntry.objects.get(action="case.contact_written")
    assert (line.subject, line.detail) == (case.reference, {"entry": entry.pk})


def test_its_citizen_reads_none_on_the_case(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    write(cast, case, CALL)
    scope = cast.scope("head")
    Case.objects.filter(pk=case.pk).update(applicant=scope.user_id)
    assert dossier_for(scope, case.reference, TODAY).contacts == ()


@pytest.mark.parametrize(
    ("spoken", "refusal"),
    [
        (replace(CALL, spoken_at=AT + timedelta(minutes=1)), SpokenLater),
        (replace(PROMISE, promised_on=TODAY - timedelta(days=1)), PromisedBefore),
        (replace(PROMISE, promised_on=None), PromiseHalfSaid),
        (replace(PROMISE, promised=""), PromiseHalfSaid),
    ],
)
def test_what_cannot_have_been_so_is_refused(cast: Cast, spoken: Spoken, refusal: Any) -> None:
    case = inserted_case(1, cast.requests)
    with pytest.raises(refusal):
        write(cast, case, spoken)
    assert not ContactEntry.objects.exists()


def test_who_reads_alone_or_is_of_the_household_writes_nothing_and_keeps_nothing(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    entry = write(cast, case, PROMISE)
    cast.reviewer.official_cpr = case.applicant.cpr
    cast.reviewer.save()
    for role, refusal in (("auditor", NotForThisRole), ("reviewer", OwnHousehold)):
        with pytest.raises(refusal):
            write(cast, case, CALL, role)
        with pytest.raises(refusal):
            keep_promise(scope=cast.scope(role), reference=case.reference, entry_id=entry.pk, at=AT)
    assert ContactEntry.objects.count() == 1


def test_a_promise_waits_on_its_day_for_whoever_holds_the_case_then(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    write(cast, case, PROMISE)
    assert due(cast, "reviewer", 2) == []
    assert due(cast, "reviewer", 3) == [case.reference]
    Case.objects.filter(pk=case.pk).update(assignee=cast.second_reviewer)
    assert due(cast, "reviewer", 3) == []
    assert due(cast, "second_reviewer", 4) == [case.reference]
    assert due(cast, "auditor", 4) == []


def test_a_promise_is_kept_once(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    entry, scope = write(cast, case, PROMISE), cast.scope("second_reviewer")
    keep_promise(scope=scope, reference=case.reference, entry_id=entry.pk, at=AT)
    assert due(cast, "reviewer", 5) == []
    with pytest.raises(PromiseKeptAlready):
        keep_promise(scope=scope, reference=case.reference, entry_id=entry.pk, at=AT)
    assert AuditEntry.objects.filter(action="case.promise_kept").count() == 1


def test_what_promises_nothing_or_is_of_another_case_is_not_found(cast: Cast) -> None:
    case, other = inserted_case(1, cast.requests), inserted_case(2, cast.requests)
    entries = (write(cast, case, CALL), write(cast, other, PROMISE))
    for entry in entries:
        with pytest.raises(OutOfScope):
            keep_promise(scope=cast.scope("reviewer"), reference=case.reference, entry_id=entry.pk, at=AT)
