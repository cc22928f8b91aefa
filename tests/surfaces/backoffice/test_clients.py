"""The administrator sees which systems of other bodies file by program, and revokes their keys."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import Cast

from iskan.apps.accounts.operations import admit_client, register_client
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import SYSTEM

LIST, REVOKE = "/en/staff/clients/", "/en/staff/clients/bank/revoke/"


@pytest.fixture
def administrator(cast: Cast) -> Client:
    return cast.client("administrator")


def _let_in(code: str = "bank") -> str:
    name = Text(ar="بنك", en="Bank of the Gulf")
    services = ("family_members_declaration",)
    return register_client(scope=SYSTEM, code=code, name=name, services=services, hourly_limit=1200, at=clock.now())


def test_systems_are_listed_with_what_they_may_file_and_when_they_came(administrator: Client) -> None:
    key = _let_in()
    page = administrator.get(LIST).content.decode()
    for words in ("Bank of the Gulf", "bank", "Family members", "1,200", "Not used yet"):
        assert words in page
    assert key not in page
    admit_client(key=key, at=clock.now())
    assert "Not used yet" not in administrator.get(LIST).content.decode()
    assert "الأنظمة المرتبطة" in administrator.get("/staff/clients/").content.decode()


def test_a_key_is_revoked_once_confirmed_and_for_good(administrator: Client) -> None:
    key = _let_in()
    assert "Revoke this key?" in administrator.get(REVOKE).content.decode()
    assert admit_client(key=key, at=clock.now()) is not None
    answer = administrator.post(REVOKE, follow=True)
    assert "The key is revoked." in answer.content.decode()
    assert "Revoked on" in answer.content.decode()
    assert admit_client(key=key, at=clock.now()) is None
    assert administrator.get(REVOKE).status_code == 404
    assert administrator.post(REVOKE).status_code == 404


@pytest.mark.parametrize("role", ["reviewer", "approver", "supervisor", "auditor"])
def test_nobody_else_sees_or_revokes_them(cast: Cast, role: str) -> None:
    key = _let_in()
    browser = cast.client(role)
    assert browser.get(LIST).status_code == 403
    assert browser.post(REVOKE).status_code == 403
    assert admit_client(key=key, at=clock.now()) is not None


def test_the_list_costs_the_same_however_long(
    administrator: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _let_in()
    administrator.get(LIST)
    with django_assert_num_queries(3):
        administrator.get(LIST)
    for code in ("power", "post"):
        _let_in(code)
    with django_assert_num_queries(3):
        administrator.get(LIST)
