"""Departments are created, renamed and closed by two officials of different departments."""

import pytest
from django.http import HttpResponse
from tests.factories.cast import Cast

from iskan.apps.accounts.models import Department, User
from iskan.apps.accounts.operations import sync_departments
from iskan.apps.accounts.operations.offices import change_department
from iskan.apps.agreements.models import ProposedAct
from iskan.core.refusal import NotForThisRole
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry

STAFF = "/en/staff/"
NEW = {"name_ar": "إدارة خدمات المستفيدين", "name_en": "Beneficiary Services Department", "reason": "قرار"}


def send(cast: Cast, address: str = "new/", role: str = "administrator", **words: str) -> HttpResponse:
    answer: HttpResponse = cast.client(role).post(f"{STAFF}departments/{address}", NEW | words)
    return answer


def agree(cast: Cast, role: str = "supervisor") -> HttpResponse:
    proposed = ProposedAct.objects.latest("pk")
    answer: HttpResponse = cast.client(role).post(f"{STAFF}acts/{proposed.pk}/", {"verdict": "agree"})
    return answer


def page(cast: Cast, address: str, role: str = "administrator") -> str:
    answer = cast.client(role).get(STAFF + address)
    assert answer.status_code == 200
    shown: str = answer.content.decode()
    return shown


@pytest.fixture
def made(cast: Cast) -> Department:
    assert send(cast).status_code == 302
    assert agree(cast).status_code == 302
    return Department.objects.get(name_en=NEW["name_en"])


def test_a_new_department_takes_two_and_officials_may_be_put_in_it(cast: Cast) -> None:
    assert send(cast).status_code == 302
    assert not Department.objects.filter(name_en=NEW["name_en"]).exists()
    shown = page(cast, f"acts/{ProposedAct.objects.get().pk}/", "supervisor")
    assert "A new department" in shown
    assert NEW["name_en"] in shown
    assert agree(cast, "administrator").status_code == 403
    assert agree(cast).status_code == 302
    found = Department.objects.get(name_en=NEW["name_en"])
    assert NEW["name_en"] in page(cast, "departments/")
    assert NEW["name_en"] in page(cast, "officials/new/")
    assert AuditEntry.objects.filter(action="department.set", subject=found.code).count() == 1


def test_a_department_is_renamed_and_what_is_declared_renames_it_no_more(cast: Cast) -> None:
    code = cast.requests.code
    assert "Housing Requests Department" in page(cast, f"departments/{code}/")
    assert send(cast, f"{code}/").status_code == 302
    shown = page(cast, f"acts/{ProposedAct.objects.get().pk}/", "supervisor")
    assert "Housing Requests Department" in shown
    assert "State now" in shown
    assert agree(cast).status_code == 302
    sync_departments(at=clock.now())
    cast.requests.refresh_from_db()
    assert cast.requests.name_en == NEW["name_en"]


def test_a_department_without_officials_is_closed_and_opened_again(cast: Cast, made: Department) -> None:
    assert send(cast, f"{made.code}/", closed="yes").status_code == 302
    assert agree(cast).status_code == 302
    made.refresh_from_db()
    assert made.closed_at is not None
    assert NEW["name_en"] not in page(cast, "officials/new/")
    assert "Closed" in page(cast, "departments/")
    assert "checked" in page(cast, f"departments/{made.code}/")
    assert send(cast, f"{made.code}/", closed="yes", name_en="Renamed when closed").status_code == 302
    assert agree(cast).status_code == 302
    assert send(cast, f"{made.code}/").status_code == 302
    assert "Closed" in page(cast, f"acts/{ProposedAct.objects.latest('pk').pk}/", "supervisor")
    assert agree(cast).status_code == 302
    made.refresh_from_db()
    assert made.closed_at is None


def test_what_cannot_become_of_a_department_is_said(cast: Cast, made: Department) -> None:
    same = send(cast, f"{made.code}/")
    assert (same.status_code, ProposedAct.objects.count()) == (422, 1)
    assert "details already" in same.content.decode()
    taken = send(cast, f"{cast.finance.code}/")
    assert "Another department has this name." in taken.content.decode()
    declared = send(cast, f"{cast.requests.code}/", closed="yes", name_ar="اسم آخر")
    assert declared.status_code == 409
    assert "A department is not closed while" in declared.content.decode()
    User.objects.filter(pk=cast.reviewer.pk).update(department=made)
    assert send(cast, f"{made.code}/", closed="yes").status_code == 409
    assert ProposedAct.objects.count() == 1


@pytest.mark.parametrize("lacking", ["name_ar", "name_en", "reason"])
def test_what_is_missing_is_said_and_the_rest_stays_typed(cast: Cast, lacking: str) -> None:
    answer = send(cast, **{lacking: ""})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert f'href="#{lacking}"' in shown
    assert any(words in shown for name, words in NEW.items() if name != lacking)
    assert not ProposedAct.objects.exists()


def test_only_the_administrator_proposes_and_an_unknown_department_is_not_there(cast: Cast) -> None:
    assert send(cast, role="supervisor").status_code == 403
    assert send(cast, "nothing/").status_code == 404
    assert cast.client("administrator").get(f"{STAFF}departments/nothing/").status_code == 404
    with pytest.raises(NotForThisRole):
        change_department(
            scope=cast.scope("reviewer"), code="x", name=Text(ar="س", en="x"), closed=False, at=clock.now()
        )
