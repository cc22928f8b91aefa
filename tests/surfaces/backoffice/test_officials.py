"""Officials' accounts at the desk: what two do to them, what one does, and what neither is ever shown."""

import re

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests.factories.cast import Cast, official, signed_in

from iskan.apps.accounts.models import User
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.notifications.models import Message
from iskan.apps.notifications.tasks import send_password_link, tell_old_address
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import Role
from iskan.integrations.models import Exchange
from iskan.integrations.synthetic import cast as personas
from iskan.integrations.synthetic.population import Population

STAFF = "/en/staff/"
CPR = personas.QUALIFIES_FOR_UNIT


def page(cast: Cast, role: str, address: str) -> str:
    answer = cast.client(role).get(STAFF + address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(cast: Cast, role: str, address: str, **words: object) -> HttpResponse:
    answer: HttpResponse = cast.client(role).post(STAFF + address, words)
    return answer


@pytest.fixture(scope="module")
def name() -> str:
    """Return what the population register calls the candidate."""
    return Population(seed=2026, people=300, today=clock.today).person(CPR).name_ar


@pytest.fixture
def words(cast: Cast, name: str) -> dict[str, object]:
    return {
        "username": "n.new", "name_ar": name, "name_en": "Noora Salem", "roles": ["reviewer"], "reason": "شاغر",
        "email": "n.new@example.test", "department": cast.requests.pk, "cpr": CPR,
    }  # fmt: skip


def agree(cast: Cast, role: str, proposed: ProposedAct) -> HttpResponse:
    return send(cast, role, f"acts/{proposed.pk}/", verdict="agree")


@pytest.mark.usefixtures("registers")
def test_an_official_is_added_by_two_and_chooses_a_password_by_a_link(cast: Cast, words: dict[str, object]) -> None:
    assert send(cast, "administrator", "officials/new/", **words).status_code == 302
    assert not User.objects.filter(username="n.new").exists()
    proposed = ProposedAct.objects.get()
    assert agree(cast, "administrator", proposed).status_code == 403
    assert "n.new" in page(cast, "supervisor", f"acts/{proposed.pk}/")
    assert agree(cast, "supervisor", proposed).status_code == 302
    added = User.objects.get(username="n.new")
    assert (added.official_cpr, added.has_usable_password(), added.department) == (CPR, False, cast.requests)
    told = set(Message.objects.values_list("user__username", flat=True))
    assert told == {"n.new", cast.auditor.username}
    assert Exchange.objects.get(subject_cpr=CPR).asked_by_id == cast.administrator.pk
    _choose_password(added)


def _choose_password(user: User) -> None:
    send_password_link(user_id=user.pk)
    (letter,) = mail.outbox
    assert letter.to == [user.email]
    address = re.search(r"https?://[^/]+(/\S+)", str(letter.body))
    assert address is not None
    browser = Client()
    form = browser.get(address[1], follow=True)
    assert form.status_code == 200
    chosen = {"new_password1": "four unlikely words here", "new_password2": "four unlikely words here"}
    answer = browser.post(form.redirect_chain[-1][0], chosen)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/staff/sign-in/")
    user.refresh_from_db()
    assert user.check_password("four unlikely words here")
    assert not user.password_is_temporary
    assert Client().get(address[1], follow=True).status_code == 404
    assert AuditEntry.objects.filter(action="password.changed", subject=str(user.pk)).exists()
    assert not Message.objects.filter(body_ar__contains="choose-password").exists()


@pytest.mark.usefixtures("registers")
def test_a_number_the_register_knows_by_another_name_is_refused_without_naming_anybody(
    cast: Cast, words: dict[str, object], name: str
) -> None:
    answer = send(cast, "administrator", "officials/new/", **words | {"name_ar": "نورة سالم القحطاني"})
    assert answer.status_code == 422
    assert 'href="#cpr"' in answer.content.decode()
    assert name not in answer.content.decode()
    assert send(cast, "administrator", "officials/new/", **words | {"cpr": "999999999"}).status_code == 422
    assert not ProposedAct.objects.exists()


def test_nobody_is_added_while_the_register_is_silent(cast: Cast, words: dict[str, object], settings: Settings) -> None:
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, "http://127.0.0.1:9")
    answer = send(cast, "administrator", "officials/new/", **words)
    assert answer.status_code == 503
    assert "does not answer now" in answer.content.decode()


@pytest.mark.usefixtures("registers")
@pytest.mark.parametrize("lacking", ["username", "name_ar", "name_en", "roles", "cpr", "email", "reason"])
def test_what_an_official_lacks_is_said(cast: Cast, words: dict[str, object], lacking: str) -> None:
    answer = send(cast, "administrator", "officials/new/", **{k: v for k, v in words.items() if k != lacking})
    assert answer.status_code == 422
    assert f'href="#{lacking}"' in answer.content.decode()


@pytest.mark.usefixtures("registers")
def test_a_proposal_for_a_name_taken_meanwhile_is_refused(cast: Cast, words: dict[str, object]) -> None:
    send(cast, "administrator", "officials/new/", **words)
    official("n.new", Role.REVIEWER, cast.requests)
    assert agree(cast, "supervisor", ProposedAct.objects.get()).status_code == 422
    assert send(cast, "administrator", "officials/new/", **words).status_code == 422


def test_roles_are_changed_by_two_of_different_offices_and_the_owner_is_told(cast: Cast) -> None:
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr="910203455")
    address = f"officials/{cast.reviewer.pk}/"
    assert send(cast, "administrator", address, action="roles", reason="x").status_code == 422
    assert send(cast, "administrator", address, action="roles", roles=["approver"]).status_code == 422
    assert send(cast, "supervisor", address, action="roles", roles=["approver"], reason="x").status_code == 403
    assert send(cast, "administrator", address, action="roles", roles=["approver"], reason="x").status_code == 302
    proposed = ProposedAct.objects.get()
    colleague = official("second.administrator", Role.ADMINISTRATOR, None)
    same_office = signed_in(colleague).post(f"{STAFF}acts/{proposed.pk}/", {"verdict": "agree"})
    assert same_office.status_code == 403
    assert "another department" in same_office.content.decode()
    cast.reviewer.refresh_from_db()
    assert cast.reviewer.roles == ["reviewer"]
    assert agree(cast, "supervisor", proposed).status_code == 302
    cast.reviewer.refresh_from_db()
    assert cast.reviewer.roles == ["approver"]
    told = Message.objects.filter(event__startswith=f"account:{cast.reviewer.pk}:")
    assert list(told.values_list("user_id", flat=True)) == [cast.reviewer.pk]


DETAILS = {
    "name_ar": "ريم عيسى", "name_en": "Reem Isa", "email": "new@example.test", "phone": "1700 1234", "department": "",
    "action": "details", "reason": "انتقلت",
}  # fmt: skip


def test_details_are_changed_by_two_and_the_old_address_is_told(cast: Cast) -> None:
    User.objects.filter(pk=cast.reviewer.pk).update(email="old@example.test")
    address = f"officials/{cast.reviewer.pk}/"
    assert "old@example.test" in page(cast, "administrator", address)
    assert send(cast, "supervisor", address, **DETAILS).status_code == 403
    assert send(cast, "administrator", address, **DETAILS).status_code == 302
    proposed = ProposedAct.objects.get()
    assert agree(cast, "administrator", proposed).status_code == 403
    cast.reviewer.refresh_from_db()
    assert cast.reviewer.email == "old@example.test"
    shown = page(cast, "supervisor", f"acts/{proposed.pk}/")
    assert "old@example.test" in shown
    assert "new@example.test" in shown
    assert agree(cast, "supervisor", proposed).status_code == 302
    cast.reviewer.refresh_from_db()
    changed = (cast.reviewer.name_en, cast.reviewer.email, cast.reviewer.phone, cast.reviewer.department)
    assert changed == ("Reem Isa", "new@example.test", "+97317001234", None)
    entry = AuditEntry.objects.get(action="official.details_changed")
    assert "email" in entry.detail["fields"]
    assert "new@example.test" not in str(entry.detail)
    assert Message.objects.filter(user=cast.reviewer, event__startswith="account:").exists()
    job = ProcrastinateJob.objects.get(task_name="notifications.tell_old_address")
    tell_old_address(**job.args)
    (letter,) = mail.outbox
    assert letter.to == ["old@example.test"]
    assert "new@example.test" not in str(letter.body)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "nowhere"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"department": "999999"}, "department"),
        ({"reason": ""}, "reason"),
        ({"name_ar": ""}, "name_ar"),
    ],
)
def test_what_is_wrong_with_the_details_is_said(cast: Cast, wrong: dict[str, str], field: str) -> None:
    answer = send(cast, "administrator", f"officials/{cast.reviewer.pk}/", **DETAILS | wrong)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert answer.content.decode().count(f'id="{field}"') == 1
    assert not ProposedAct.objects.exists()


def test_details_that_stand_already_are_not_proposed_and_nobody_changes_their_own(cast: Cast) -> None:
    address = f"officials/{cast.reviewer.pk}/"
    send(cast, "administrator", address, **DETAILS)
    assert agree(cast, "supervisor", ProposedAct.objects.get()).status_code == 302
    assert send(cast, "administrator", address, **DETAILS).status_code == 422
    assert not ProcrastinateJob.objects.filter(task_name="notifications.tell_old_address").exists()  # had none before
    assert send(cast, "administrator", f"officials/{cast.administrator.pk}/", **DETAILS).status_code == 422
    assert send(cast, "administrator", f"officials/{cast.supervisor.pk}/", **DETAILS).status_code == 302
    assert agree(cast, "supervisor", ProposedAct.objects.latest("id")).status_code == 403


def test_nobody_is_one_of_the_two_on_their_own_account(cast: Cast) -> None:
    own = f"officials/{cast.administrator.pk}/"
    assert "Nobody changes their own account here." in page(cast, "administrator", own)
    assert send(cast, "administrator", own, action="roles", roles=["auditor"], reason="x").status_code == 422
    theirs = f"officials/{cast.supervisor.pk}/"
    User.objects.filter(pk=cast.supervisor.pk).update(official_cpr="910203455", email="m@example.test")
    send(cast, "administrator", theirs, action="roles", roles=["supervisor", "approver"], reason="x")
    send(cast, "administrator", theirs, action="reset", reason="x")
    assert ProposedAct.objects.count() == 2
    for proposed in ProposedAct.objects.all():
        answer = agree(cast, "supervisor", proposed)
        assert answer.status_code == 403
        assert "their own account" in answer.content.decode()
    cast.supervisor.refresh_from_db()
    assert cast.supervisor.roles == ["supervisor"]


def test_a_reset_sends_a_link_to_the_owner_and_shows_no_password(cast: Cast) -> None:
    address = f"officials/{cast.reviewer.pk}/"
    assert send(cast, "administrator", address, action="reset", reason="فقد هاتفه").status_code == 422  # no address
    User.objects.filter(pk=cast.reviewer.pk).update(email="r.isa@example.test")
    answer = send(cast, "administrator", address, action="reset", reason="فقد هاتفه")
    assert answer.status_code == 302
    assert agree(cast, "supervisor", ProposedAct.objects.get()).status_code == 302
    cast.reviewer.refresh_from_db()
    assert not cast.reviewer.has_usable_password()
    _choose_password(cast.reviewer)


def test_one_administrator_closes_an_account_and_auditor_and_owner_are_told(cast: Cast) -> None:
    address = f"officials/{cast.reviewer.pk}/"
    assert "Close this account?" in send(cast, "administrator", address, action="let-go").content.decode()
    assert send(cast, "administrator", address, action="let-go", confirmed="yes").status_code == 302
    cast.reviewer.refresh_from_db()
    assert not cast.reviewer.is_active
    told = Message.objects.filter(event__startswith=f"account:{cast.reviewer.pk}:")
    assert set(told.values_list("user_id", flat=True)) == {cast.reviewer.pk, cast.auditor.pk}
