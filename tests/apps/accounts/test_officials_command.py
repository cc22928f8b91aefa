"""`iskan officials`: an installation's first administrator, and help for those locked out."""

import io
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings
from tests.factories.cast import Cast

from iskan.apps.accounts.models import User
from iskan.foundation.models import AuditEntry


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipe a password in."""
    monkeypatch.setattr("sys.stdin", io.StringIO("four unlikely words here\n"))


def console(*words: str) -> str:
    said = StringIO()
    call_command("officials", *words, stdout=said)
    return said.getvalue()


@pytest.mark.usefixtures("typed", "db")
def test_create_makes_the_first_administrator() -> None:
    said = console("create", "root", "--role", "administrator", "--name-en", "Root")
    user = User.objects.get()
    assert "temporary" in said
    assert (user.username, user.roles, user.password_is_temporary) == ("root", ["administrator"], True)
    assert AuditEntry.objects.get(action="official.created").actor_role == "system"


@pytest.mark.usefixtures("typed")
def test_create_puts_an_official_into_a_department(cast: Cast) -> None:
    console(
        *("create", "new", "--role", "reviewer", "--role", "approver", "--department", "housing_finance"),
        *("--cpr", "910203455"),
    )
    assert User.objects.get(username="new").department == cast.finance


@pytest.mark.usefixtures("cast", "typed")
@pytest.mark.parametrize("words", [["r.isa"], ["new", "--department", "nowhere"]])
def test_create_refuses_a_taken_name_and_an_unknown_department(words: list[str]) -> None:
    with pytest.raises(CommandError):
        console("create", *words, "--role", "reviewer", "--cpr", "910203455")


@pytest.mark.usefixtures("cast", "typed")
@pytest.mark.parametrize("roles", [["reviewer"], ["auditor", "reviewer"]])
def test_create_says_what_the_roles_lack(roles: list[str]) -> None:
    with pytest.raises(CommandError):
        console("create", "new", *(word for role in roles for word in ("--role", role)))


@pytest.mark.usefixtures("db")
def test_create_refuses_a_weak_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError):
        console("create", "root", "--role", "administrator")
    assert not User.objects.exists()


@pytest.mark.usefixtures("typed")
def test_grant_reset_and_let_go_change_the_official_named(cast: Cast) -> None:
    with pytest.raises(CommandError, match="personal number"):
        console("grant", "r.isa", "--role", "supervisor")
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr="910203455")
    console("grant", "r.isa", "--role", "supervisor")
    console("reset", "r.isa")
    console("let-go", "r.isa")
    cast.reviewer.refresh_from_db()
    assert (cast.reviewer.roles, cast.reviewer.is_active) == (["supervisor"], False)
    assert cast.reviewer.check_password("four unlikely words here")
    assert "(let go)" in console("list")


@pytest.mark.usefixtures("cast")
def test_nobody_of_that_name_is_told() -> None:
    with pytest.raises(CommandError, match="no official"):
        console("let-go", "nobody")


def test_code_is_for_demonstrations(settings: Settings) -> None:
    assert len(console("code").strip()) == 6
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        console("code")
