"""Saved filters: kept by name, shared with the department, opened by default, deleted."""

import pytest
from django.http import HttpResponse
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case

from iskan.apps.accounts import saved_filters
from iskan.apps.accounts.models import SavedFilter, User
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import Role

STAFF = "/en/staff/"
NARROWED = "tab=all&governorate=BH-15"


def save(
    cast: Cast, role: str = "reviewer", asked: str = NARROWED, page: str = "worklist", **said: str
) -> HttpResponse:
    words = {"name": "المحرق"} | said
    answer: HttpResponse = cast.client(role).post(f"{STAFF}filters/new/{page}/?{asked}", words)
    return answer


def shown(cast: Cast, address: str, role: str = "reviewer") -> str:
    answer = cast.client(role).get(STAFF + address)
    assert answer.status_code == 200
    page: str = answer.content.decode()
    return page


def act(cast: Cast, action: str, role: str = "reviewer", name: str = "المحرق") -> HttpResponse:
    chosen = SavedFilter.objects.get(name=name).pk
    answer: HttpResponse = cast.client(role).post(f"{STAFF}filters/", {"filter": str(chosen), "action": action})
    return answer


def test_a_filter_is_saved_as_the_list_is_narrowed_and_offered_from_then_on(cast: Cast) -> None:
    here = inserted_case(1, cast.requests, governorate="BH-15")
    inserted_case(2, cast.requests, governorate="BH-13")
    assert "filters/new/worklist/?tab=all&amp;governorate=BH-15" in shown(cast, f"?{NARROWED}")
    assert "filters/new/" not in shown(cast, "?tab=all")
    assert "Save this filter" in shown(cast, f"filters/new/worklist/?{NARROWED}")
    answer = save(cast, asked=f"{NARROWED}&nonsense=1")
    assert answer["Location"] == f"{STAFF}?tab=all&governorate=BH-15"
    page = shown(cast, "?tab=all")
    assert f'href="{STAFF}?tab=all&amp;governorate=BH-15"' in page
    assert 'aria-current="page"><bdi>المحرق' in shown(cast, f"?{NARROWED}")
    assert here.reference in shown(cast, f"?{NARROWED}")
    assert "المحرق" not in shown(cast, "?tab=all", "supervisor")
    assert AuditEntry.objects.filter(action="filter.saved", actor_id=cast.reviewer.pk).count() == 1


def test_the_waiting_list_keeps_filters_of_its_own(cast: Cast) -> None:
    assert save(cast, asked="governorate=BH-15&from=2", page="waiting-list").status_code == 302
    assert SavedFilter.objects.get().query == {"governorate": "BH-15", "from": "2"}
    assert "المحرق" in shown(cast, "waiting-list/")
    assert "المحرق" not in shown(cast, "?tab=all")
    assert "filters/new/waiting-list/?governorate=BH-17" in shown(cast, "waiting-list/?governorate=BH-17")


def test_a_shared_filter_is_the_departments(cast: Cast) -> None:
    save(cast, shared="yes")
    assert "المحرق" in shown(cast, "?tab=all", "supervisor")
    assert "المحرق" not in shown(cast, "?tab=all", "outsider")
    assert "The department, from Official r.isa" in shown(cast, "filters/", "approver")
    assert "Only the owner" not in shown(cast, "filters/")
    assert act(cast, "delete", "outsider").status_code == 404
    assert act(cast, "delete", "approver").status_code == 404
    assert act(cast, "default", "approver").status_code == 404
    assert act(cast, "delete", "supervisor").status_code == 302
    assert not SavedFilter.objects.exists()


def test_a_list_opens_with_the_default_until_it_opens_plainly_again(cast: Cast) -> None:
    save(cast, default="yes")
    save(cast, asked="tab=free&service=new_housing_application", name="الجديدة", default="yes")
    opened = cast.client("reviewer").get(STAFF)
    assert opened["Location"] == f"{STAFF}?tab=free&service=new_housing_application"
    assert cast.client("supervisor").get(STAFF).status_code == 200
    assert act(cast, "default").status_code == 302
    assert cast.client("reviewer").get(STAFF)["Location"] == f"{STAFF}?tab=all&governorate=BH-15"
    assert "Opens the list" in shown(cast, "filters/")
    assert act(cast, "plain").status_code == 302
    assert cast.client("reviewer").get(STAFF).status_code == 200
    assert act(cast, "delete").status_code == 302
    assert [one.name for one in SavedFilter.objects.all()] == ["الجديدة"]


def test_the_waiting_list_opens_with_its_default(cast: Cast) -> None:
    save(cast, asked="governorate=BH-15", page="waiting-list", default="yes")
    opened = cast.client("reviewer").get(f"{STAFF}waiting-list/")
    assert opened["Location"] == f"{STAFF}waiting-list/?governorate=BH-15"


@pytest.mark.parametrize(
    ("said", "told"),
    [({"name": ""}, "Enter the name of the filter."), ({"name": "المحرق"}, "There is a filter of this name")],
)
def test_what_cannot_be_saved_is_said_and_stays_typed(cast: Cast, said: dict[str, str], told: str) -> None:
    save(cast)
    answer = save(cast, shared="yes", **said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "checked" in page
    assert SavedFilter.objects.count() == 1


def test_no_more_are_kept_than_one_keeps(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_filters, "SAVED_FILTERS", 1)
    save(cast)
    answer = save(cast, name="أخرى")
    assert answer.status_code == 422
    assert "No more than 1 filters are kept" in answer.content.decode()


def test_who_belongs_to_no_department_shares_with_nobody(cast: Cast) -> None:
    assert "Share it with my department" not in shown(cast, "filters/new/worklist/", "auditor")
    answer = save(cast, "auditor", shared="yes")
    assert answer.status_code == 422
    assert "There is no department to share the filter with." in answer.content.decode()


@pytest.mark.parametrize("words", [{}, {"filter": "1"}, {"filter": "x", "action": "delete"}])
def test_what_names_no_filter_or_action_changes_nothing(cast: Cast, words: dict[str, str]) -> None:
    save(cast)
    assert cast.client("reviewer").post(f"{STAFF}filters/", words).status_code == 422
    assert SavedFilter.objects.count() == 1


def test_a_list_nobody_keeps_filters_of_is_not_there(cast: Cast) -> None:
    assert cast.client("reviewer").get(f"{STAFF}filters/new/nothing/").status_code == 404
    assert save(cast, page="nothing").status_code == 404


def test_a_filter_says_whose_it_is(cast: Cast) -> None:
    save(cast)
    assert str(SavedFilter.objects.get()) == f"worklist of {cast.reviewer.pk}: المحرق"
    assert User.objects.get(pk=cast.reviewer.pk).roles == [Role.REVIEWER.value]
    assert "No filter is saved yet." in shown(cast, "filters/", "approver")
