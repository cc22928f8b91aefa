"""Officials who are away: who may enter it, who may stand in, and what is refused."""

from datetime import timedelta

import pytest
from tests.factories.cast import AT, TODAY, Cast

from iskan.apps.accounts.absences import absence_of, absences_from, away_on, is_substitute
from iskan.apps.accounts.models import Absence, User
from iskan.apps.accounts.operations import AlreadyAway, BadAbsence, NotASubstitute, end_absence, enter_absence
from iskan.core.refusal import NotForThisRole
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope

pytestmark = pytest.mark.django_db
WEEK = TODAY + timedelta(days=6)


def away(cast: Cast, by: str = "reviewer", substitute: str | None = "second_reviewer", **days: int) -> Absence:
    return enter_absence(
        scope=cast.scope(by), official_id=cast.reviewer.pk, at=AT,
        first_day=TODAY + timedelta(days=days.get("first", 0)), last_day=TODAY + timedelta(days=days.get("last", 6)),
        substitute_id=getattr(cast, substitute).pk if substitute else None,
    )  # fmt: skip


@pytest.mark.parametrize("by", ["reviewer", "supervisor"])
def test_an_official_or_their_supervisor_enters_it(cast: Cast, by: str) -> None:
    away(cast, by)
    found = away_on(TODAY)[cast.reviewer.pk]
    assert (found.last_day, found.substitute_id) == (WEEK, cast.second_reviewer.pk)
    assert found.substitute_name is not None
    assert is_substitute(cast.second_reviewer.pk, cast.reviewer.pk, WEEK)
    assert not is_substitute(cast.second_reviewer.pk, cast.reviewer.pk, WEEK + timedelta(days=1))
    assert not is_substitute(cast.approver.pk, cast.reviewer.pk, TODAY)
    entry = AuditEntry.objects.get(action="absence.entered")
    assert (entry.subject, entry.actor_id) == (str(cast.reviewer.pk), getattr(cast, by).pk)


def test_without_a_substitute_nobody_stands_in(cast: Cast) -> None:
    away(cast, substitute=None)
    assert absence_of(cast.reviewer.pk, TODAY) is not None
    assert not is_substitute(None, cast.reviewer.pk, TODAY)


def test_one_that_is_to_come_is_listed_and_counts_from_its_first_day(cast: Cast) -> None:
    away(cast, first=3)
    assert not away_on(TODAY)
    assert [one.official_id for one in absences_from(TODAY)] == [cast.reviewer.pk]
    assert cast.reviewer.pk in away_on(TODAY + timedelta(days=3))


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        ("second_reviewer", NotForThisRole),
        ("approver", NotForThisRole),
        ("outsider", OutOfScope),
        ("auditor", OutOfScope),
    ],
)
def test_nobody_else_enters_or_ends_it(cast: Cast, by: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        away(cast, by)
    absence = away(cast)
    with pytest.raises(refusal):
        end_absence(scope=cast.scope(by), absence_id=absence.pk, at=AT)
    assert away_on(TODAY)


@pytest.mark.parametrize(("first", "last"), [(3, 2), (-9, -1), (0, 400)])
def test_days_nobody_is_away_on_are_refused(cast: Cast, first: int, last: int) -> None:
    with pytest.raises(BadAbsence):
        away(cast, first=first, last=last)


def test_two_absences_never_overlap(cast: Cast) -> None:
    absence = away(cast)
    with pytest.raises(AlreadyAway):
        away(cast, first=6, last=9)
    end_absence(scope=cast.scope("reviewer"), absence_id=absence.pk, at=AT)
    assert not away_on(TODAY)
    assert away(cast, first=6, last=9).pk != absence.pk


def test_ending_twice_is_ending_once(cast: Cast) -> None:
    absence = away(cast)
    for _turn in range(2):
        end_absence(scope=cast.scope("supervisor"), absence_id=absence.pk, at=AT)
    assert AuditEntry.objects.filter(action="absence.ended").count() == 1
    with pytest.raises(OutOfScope):
        end_absence(scope=cast.scope("supervisor"), absence_id=absence.pk + 1, at=AT)


@pytest.mark.parametrize("substitute", ["reviewer", "approver", "outsider", "auditor", "head"])
def test_who_cannot_do_the_work_stands_in_for_nobody(cast: Cast, substitute: str) -> None:
    with pytest.raises(NotASubstitute):
        away(cast, substitute=substitute)


def test_who_is_away_or_has_left_stands_in_for_nobody(cast: Cast) -> None:
    enter_absence(
        scope=cast.scope("supervisor"), official_id=cast.second_reviewer.pk, first_day=WEEK, last_day=WEEK,
        substitute_id=None, at=AT,
    )  # fmt: skip
    with pytest.raises(NotASubstitute):
        away(cast)
    User.objects.filter(pk=cast.supervisor.pk).update(is_active=False)
    with pytest.raises(NotASubstitute):
        away(cast, substitute="supervisor")
