"""The team page: who holds what, who is away, and all of a colleague's cases handed over after a look."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from tests.factories.cast import Cast, signed_in
from tests.factories.filed import inserted_case

from iskan.apps.accounts.models import Absence, User
from iskan.apps.accounts.operations import enter_absence
from iskan.apps.cases.models import Case
from iskan.foundation import clock

pytestmark = pytest.mark.django_db
TEAM = "/en/staff/team/"


def shown(cast: Cast, role: str, address: str = TEAM) -> str:
    answer = cast.client(role).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(cast: Cast, role: str, address: str, **words: object) -> HttpResponse:
    answer: HttpResponse = cast.client(role).post(address, words)
    return answer


def absence_of(cast: Cast, *, first: int = 0) -> Absence:
    today = clock.today()
    return enter_absence(
        scope=cast.scope("reviewer"), official_id=cast.reviewer.pk, first_day=today + timedelta(days=first),
        last_day=today + timedelta(days=9), substitute_id=cast.second_reviewer.pk, at=clock.now(),
    )  # fmt: skip


def hand_over_page(cast: Cast) -> str:
    return f"{TEAM}{cast.reviewer.pk}/hand-over/"


def test_a_supervisor_sees_what_each_holds_and_may_hand_over(cast: Cast) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer)
    page = shown(cast, "supervisor")
    assert f"assignee={cast.reviewer.pk}" in page
    assert hand_over_page(cast) in page
    assert hand_over_page(cast) not in shown(cast, "second_reviewer")
    assert "Official h.sairafi" not in page


def test_a_closed_account_is_shown_only_while_it_holds_cases(cast: Cast) -> None:
    User.objects.filter(pk=cast.second_reviewer.pk).update(is_active=False)
    assert "Official s.nasser" not in shown(cast, "supervisor")


def test_an_official_enters_their_own_absence_and_nobody_elses(cast: Cast) -> None:
    today = clock.today()
    words = {
        "first_day": today,
        "last_day": today,
        "substitute": cast.second_reviewer.pk,
        "official": cast.supervisor.pk,
    }
    assert send(cast, "reviewer", TEAM, **words).status_code == 302
    assert Absence.objects.get().official == cast.reviewer
    assert "Away until" in shown(cast, "supervisor")


def test_a_supervisor_enters_a_colleagues(cast: Cast) -> None:
    today = clock.today()
    refused = send(cast, "supervisor", TEAM, first_day=today, last_day=today)
    assert refused.status_code == 422
    assert send(cast, "supervisor", TEAM, official=cast.reviewer.pk, first_day=today, last_day=today).status_code == 302
    assert Absence.objects.get().official == cast.reviewer


@pytest.mark.parametrize(("first", "field"), [("", "first_day"), ("غدا", "first_day"), ("2020-01-01", "last_day")])
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(cast: Cast, first: str, field: str) -> None:
    answer = send(cast, "reviewer", TEAM, first_day=first, last_day="2020-01-05")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'id="{field}-error"' in page
    assert 'value="2020-01-05"' in page


def test_a_substitute_is_told_and_led_to_the_cases(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, assignee=cast.reviewer)
    path = f"/en/staff/cases/{case.reference}/"
    assert "Official r.isa holds this case" in shown(cast, "second_reviewer", path)
    absence_of(cast)
    page = shown(cast, "second_reviewer")
    assert "You stand in for a colleague" in page
    assert "Official r.isa holds this case" not in shown(cast, "second_reviewer", path)
    assert "You stand in for a colleague" not in shown(cast, "supervisor")


def test_what_an_absent_colleague_holds_waits_in_the_substitutes_inbox(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, assignee=cast.reviewer)
    inbox, path = "/en/staff/inbox/", f"/en/staff/cases/{case.reference}/"
    assert path not in shown(cast, "second_reviewer", inbox)
    absence = absence_of(cast)
    assert "Cases of absent colleagues I stand in for" in shown(cast, "second_reviewer", inbox)
    assert path in shown(cast, "second_reviewer", inbox)
    assert "Cases of absent colleagues" not in shown(cast, "supervisor", inbox)
    send(cast, "reviewer", f"{TEAM}absences/{absence.pk}/end/")
    assert path not in shown(cast, "second_reviewer", inbox)


def test_an_absence_is_ended_by_whose_it_is(cast: Cast) -> None:
    absence = absence_of(cast, first=2)
    address = f"{TEAM}absences/{absence.pk}/end/"
    assert address in shown(cast, "reviewer")
    assert address not in shown(cast, "second_reviewer")
    assert send(cast, "second_reviewer", address).status_code == 403
    assert send(cast, "reviewer", address).status_code == 302
    assert "Nobody is away" in shown(cast, "reviewer")


def test_cases_change_hands_after_their_number_was_read(cast: Cast) -> None:
    cases = [inserted_case(number, cast.requests, assignee=cast.reviewer) for number in range(3)]
    path, to = hand_over_page(cast), {"to": cast.second_reviewer.pk, "which": "all"}
    assert "3 open cases." in shown(cast, "supervisor", path)
    plan = send(cast, "supervisor", path, **to)
    assert "Hand over 3 cases?" in plan.content.decode()
    assert "Official s.nasser" in plan.content.decode()
    assert Case.objects.filter(assignee=cast.reviewer).count() == len(cases)
    done = send(cast, "supervisor", path, confirmed="yes", expected=3, **to)
    assert done.status_code == 302
    assert Case.objects.filter(assignee=cast.second_reviewer).count() == len(cases)


def test_a_number_that_changed_is_read_again(cast: Cast) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer)
    answer = send(cast, "supervisor", hand_over_page(cast), to="department", confirmed="yes", expected=4)
    assert answer.status_code == 409
    assert "None was moved" in answer.content.decode()


def test_what_stays_is_named_and_who_is_away_is_not_offered(cast: Cast) -> None:
    own = inserted_case(1, cast.requests, assignee=cast.reviewer)
    inserted_case(2, cast.requests, assignee=cast.reviewer)
    User.objects.filter(pk=cast.second_reviewer.pk).update(official_cpr=own.applicant.cpr)
    plan = send(cast, "supervisor", hand_over_page(cast), to=cast.second_reviewer.pk).content.decode()
    assert "1 case stays where it is" in plan
    assert own.reference in plan
    enter_absence(
        scope=cast.scope("supervisor"), official_id=cast.second_reviewer.pk, first_day=clock.today(),
        last_day=clock.today(), substitute_id=None, at=clock.now(),
    )  # fmt: skip
    assert f'<option value="{cast.second_reviewer.pk}"' not in shown(cast, "supervisor", hand_over_page(cast))


def test_nobody_is_chosen(cast: Cast) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer)
    assert send(cast, "supervisor", hand_over_page(cast), to="everyone").status_code == 422


def test_who_holds_nothing_has_nothing_to_hand_over(cast: Cast) -> None:
    assert "No open case is in their hands." in shown(cast, "supervisor", hand_over_page(cast))


def test_closing_an_account_says_how_many_cases_go_back(cast: Cast) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer)
    address = f"/en/staff/officials/{cast.reviewer.pk}/"
    page = send(cast, "administrator", address, action="let-go").content.decode()
    assert "1 open case in their hands goes back to its department." in page
    assert signed_in(cast.administrator).post(address, {"action": "let-go", "confirmed": "yes"}).status_code == 302
    assert not Case.objects.filter(assignee=cast.reviewer).exists()
