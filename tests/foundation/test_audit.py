"""What the trail keeps of a change and of a reading."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from tests.factories.cast import AT

from iskan.foundation import audit
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import NOBODY, SYSTEM, Role, Scope

CITIZEN = Scope(user_id=5, cpr="850312407")
OFFICIAL = Scope(user_id=7, roles=frozenset({Role.SUPERVISOR, Role.REVIEWER}))
CASE = {"subject_kind": audit.CASE, "subject": "ABCDE-FGHIJ"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("scope", "role", "actor"),
    [
        (CITIZEN, "citizen", 5),
        (OFFICIAL, "reviewer,supervisor", 7),
        (SYSTEM, "system", None),
        (NOBODY, "anonymous", None),
    ],
)
def test_record_says_who_and_as_what(scope: Scope, role: str, actor: int | None) -> None:
    audit.record(scope=scope, action="case.moved", at=AT, to="review", **CASE)
    entry = AuditEntry.objects.get()
    assert (entry.actor_role, entry.actor_id, entry.at, entry.detail) == (role, actor, AT, {"to": "review"})


def test_record_fits_an_official_of_every_role() -> None:
    audit.record(scope=Scope(user_id=1, roles=frozenset(Role)), action="case.moved", at=AT, **CASE)
    assert AuditEntry.objects.get().actor_role.count(",") == len(Role) - 1


def test_record_read_keeps_every_reading_of_an_official() -> None:
    session = SessionStore()
    assert [audit.record_read(scope=OFFICIAL, at=AT, session=session, **CASE) for _ in range(3)] == [True] * 3
    assert session.is_empty()


def test_record_read_keeps_a_citizens_once_a_session_and_file() -> None:
    session = SessionStore()
    assert [audit.record_read(scope=CITIZEN, at=AT, session=session, **CASE) for _ in range(3)] == [True, False, False]
    assert audit.record_read(scope=CITIZEN, at=AT, session=session, subject_kind=audit.CASE, subject="KLMNO-PQRST")
    assert audit.record_read(scope=CITIZEN, at=AT, session=SessionStore(), **CASE)


def test_readings_are_the_officials_newest_first() -> None:
    audit.record_read(scope=CITIZEN, at=AT, session=SessionStore(), **CASE)
    audit.record_read(scope=OFFICIAL, at=AT, **CASE)
    audit.record(scope=OFFICIAL, action="case.moved", at=AT, **CASE)
    audit.record_read(scope=OFFICIAL, at=AT + timedelta(hours=1), why="call", **CASE)
    readings = audit.readings_of(subject_kind=audit.CASE, subjects=["ABCDE-FGHIJ"])
    assert [(r.at, r.detail) for r in readings] == [(AT + timedelta(hours=1), {"why": "call"}), (AT, {})]
    assert len(audit.readings_of(subject_kind=audit.CASE, subjects=["ABCDE-FGHIJ"], officials_only=False)) == 3
    assert audit.readings_of(subject_kind=audit.CASE, subjects=[]) == []


def test_trail_is_everything_of_a_subject_oldest_first() -> None:
    audit.record(scope=SYSTEM, action="case.filed", at=AT, **CASE)
    audit.record(scope=SYSTEM, action="case.filed", at=AT, subject_kind=audit.PERSON, subject="ABCDE-FGHIJ")
    audit.record_read(scope=OFFICIAL, at=AT, **CASE)
    assert [e.action for e in audit.trail_of(**CASE)] == ["case.filed", "file.read"]


def test_many_lines_of_one_action_keep_each_its_subject_and_detail(django_assert_num_queries: Any) -> None:
    lines = [(f"C-{number}", {"offer": number}) for number in range(3)]
    with django_assert_num_queries(1):
        audit.record_many(scope=SYSTEM, action="offer.drawn", subject_kind=audit.CASE, lines=lines, at=AT)
    kept = AuditEntry.objects.order_by("id").values_list("subject", "detail", "actor_role", "actor_id")
    assert list(kept) == [(subject, detail, "system", None) for subject, detail in lines]


@pytest.mark.parametrize(
    ("detail", "kept"),
    [
        ({"register": "880400101"}, {"register": "<number>"}),
        ({"purpose": "new_housing_application.880400101"}, {"purpose": "new_housing_application.<number>"}),
        ({"named": {"cpr": "٨٨٠٤٠٠١٠١"}}, {"named": {"cpr": "<number>"}}),
        ({"shown": ["ABCDE-FGHIJ", "880400101"]}, {"shown": ["ABCDE-FGHIJ", "<number>"]}),
        ({"digest": "a880400101b", "count": 880400101}, {"digest": "a880400101b", "count": 880400101}),
        ({"round": "8804001019"}, {"round": "8804001019"}),
    ],
)
def test_no_line_keeps_a_personal_number(detail: dict[str, Any], kept: dict[str, Any]) -> None:
    audit.record(scope=OFFICIAL, action="file.read", at=AT, **CASE, **detail)
    audit.record_many(
        scope=OFFICIAL, action="file.read", subject_kind=audit.CASE, lines=[("ABCDE-FGHIJ", detail)], at=AT
    )
    assert [entry.detail for entry in AuditEntry.objects.all()] == [kept, kept]
