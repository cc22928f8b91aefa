"""Reaching whom messages do not reach, at the desk: the tray, who takes it, what came of it, and the case's page."""

import pytest
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.reaching import OutcomeMissing, ReachedByAnother, settle_unreached, take_unreached
from iskan.apps.cases.queries.reaching import PEOPLE_UNREACHED, unreached_people
from iskan.apps.notifications.enums import DeliveryStatus, Reaching, Route
from iskan.apps.notifications.models import Delivery, Message, Unreached
from iskan.apps.notifications.operations import tell
from iskan.apps.notifications.reaching import note_delivery
from iskan.core.refusal import OwnHousehold, ReasonMissing
from iskan.core.text import same
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope
from iskan.foundation.waiting import waiting_counts


@pytest.fixture
def case(cast: Cast) -> Case:
    return inserted_case(1, cast.requests, stage="in_review", assignee=cast.reviewer, at=clock.now())


@pytest.fixture
def unreached(case: Case) -> Unreached:
    """Let twelve text messages to an applicant fail."""
    for number in range(12):
        told: Message = tell(
            user_id=case.applicant_id, event=f"n{number}", subject=same("خبر"), body=same("خبر."), at=clock.now()
        )
        delivery = Delivery.objects.select_related("message__user").get(message=told, route=Route.SMS)
        delivery.status, delivery.changed_at = DeliveryStatus.FAILED, clock.now()
        delivery.save()
        note_delivery(delivery, clock.now())
    return Unreached.objects.get()


def _counted(cast: Cast, role: str) -> int:
    return waiting_counts(cast.scope(role), (PEOPLE_UNREACHED,), clock.now()).get(PEOPLE_UNREACHED, 0)


def test_the_case_says_how_often_its_applicant_s_number_failed(cast: Cast, case: Case, unreached: Unreached) -> None:  # noqa: ARG001 -- what failed
    page = cast.client("reviewer").get(f"/en/staff/cases/{case.reference}/").content.decode()
    assert "SMS: 12 messages failed" in page


def test_one_person_is_one_line_for_those_who_see_their_case(cast: Cast, unreached: Unreached) -> None:
    assert [_counted(cast, role) for role in ("reviewer", "second_reviewer", "supervisor")] == [1, 1, 1]
    assert [_counted(cast, role) for role in ("outsider", "auditor", "administrator")] == [0, 0, 0]
    page = cast.client("reviewer").get("/en/staff/unreached/").content.decode()
    assert f"/en/staff/unreached/{unreached.pk}/" in page
    assert "Nobody yet" in page
    assert AuditEntry.objects.filter(action="list.read").exists()
    with pytest.raises(OutOfScope):
        unreached_people(cast.scope("auditor"))


def test_nobody_to_reach_is_said(cast: Cast, case: Case) -> None:  # noqa: ARG001 -- whose messages arrive
    assert "Messages reach everybody" in cast.client("reviewer").get("/en/staff/unreached/").content.decode()


def test_whoever_takes_it_is_its_owner_and_settles_it(cast: Cast, case: Case, unreached: Unreached) -> None:
    client, address = cast.client("reviewer"), f"/en/staff/unreached/{unreached.pk}/"
    page = client.get(address).content.decode()
    assert "12 messages failed" in page
    assert "/en/staff/filings/new/update_contact_details/" in page
    assert client.post(f"{address}take/").status_code == 302
    assert "Taken by" in client.get(address).content.decode()
    assert cast.reviewer.name_en in client.get("/en/staff/unreached/").content.decode()
    assert _counted(cast, "second_reviewer") == 0
    assert "What came of it" not in cast.client("second_reviewer").get(address).content.decode()
    assert client.post(address, {"reason": "اتصلت"}).status_code == 422
    empty = client.post(address, {"outcome": "reached", "reason": " "})
    assert empty.status_code == 422
    assert "Enter the reason" in empty.content.decode()
    assert client.post(address, {"outcome": "corrected", "reason": "اتصلت به على رقم الأسرة"}).status_code == 302
    unreached.refresh_from_db()
    assert (unreached.outcome, unreached.settled_by) == (Reaching.CORRECTED, cast.reviewer)
    assert client.get(address).status_code == 404
    actions = AuditEntry.objects.filter(subject=str(case.applicant_id)).values_list("action", flat=True)
    assert {"reaching.taken", "reaching.settled"} <= set(actions)


def test_what_another_has_taken_is_left_to_them(cast: Cast, unreached: Unreached) -> None:
    where = {"unreached_id": unreached.pk, "at": clock.now()}
    take_unreached(scope=cast.scope("reviewer"), **where)
    take_unreached(scope=cast.scope("reviewer"), **where)
    with pytest.raises(ReachedByAnother):
        settle_unreached(scope=cast.scope("second_reviewer"), outcome="reached", note="نعم", **where)
    with pytest.raises(OutcomeMissing):
        settle_unreached(scope=cast.scope("reviewer"), outcome="arrived", note="نعم", **where)
    with pytest.raises(ReasonMissing):
        settle_unreached(scope=cast.scope("reviewer"), outcome="reached", note="", **where)


def test_nobody_reaches_their_own_household(cast: Cast, case: Case, unreached: Unreached) -> None:
    type(cast.reviewer).objects.filter(pk=cast.reviewer.pk).update(official_cpr=case.applicant.cpr)
    cast.reviewer.refresh_from_db()
    with pytest.raises(OwnHousehold):
        take_unreached(scope=cast.scope("reviewer"), unreached_id=unreached.pk, at=clock.now())


def test_whoever_oversees_sees_each_message_and_who_works_on_it(cast: Cast, unreached: Unreached) -> None:
    page = cast.client("supervisor").get("/en/staff/unreached/").content.decode()
    assert f"/en/staff/unreached/{unreached.pk}/" in page
    assert "/en/staff/unreached/?show=messages" in page
    each = cast.client("supervisor").get("/en/staff/unreached/?show=messages").content.decode()
    assert each.count("Nobody yet") == 12
    take_unreached(scope=cast.scope("reviewer"), unreached_id=unreached.pk, at=clock.now())
    for role in ("supervisor", "auditor"):
        each = cast.client(role).get("/en/staff/unreached/?show=messages").content.decode()
        assert each.count(cast.reviewer.name_en) == 12
    for role, address in (("auditor", "/en/staff/unreached/"), ("reviewer", "/en/staff/unreached/?show=messages")):
        assert "Each message" not in cast.client(role).get(address).content.decode()


def test_of_a_message_whose_reader_was_reached_nobody_works_any_more(cast: Cast, unreached: Unreached) -> None:
    settle_unreached(
        scope=cast.scope("reviewer"), unreached_id=unreached.pk, outcome="reached", note="نعم", at=clock.now()
    )
    each = cast.client("auditor").get("/en/staff/unreached/").content.decode()
    assert "Nobody yet" not in each
    assert cast.reviewer.name_en not in each
