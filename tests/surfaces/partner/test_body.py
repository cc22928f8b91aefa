"""A body's administrator keeps its people and the keys of its system; the ministry admits administrators by two."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.factories.cast import AT, Cast, make_cast

from iskan.apps.accounts.models import User
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act
from iskan.apps.partners.models import HookSecret, PartnerKey
from iskan.core.roles import Role
from iskan.foundation.models import AuditEntry
from iskan.policy.acts import ADMIT_PARTNER, RESET_SIGN_IN

PEOPLE, NEW, KEYS = "/en/partner/people/", "/en/partner/people/new/", "/en/partner/keys/"
PERSON = {
    "username": "new.officer", "name_ar": "مريم علي", "name_en": "Maryam Ali", "email": "maryam@example.test",
    "cpr": "900101001",
}  # fmt: skip


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- the cast stands in the database
    return make_cast()


@pytest.fixture
def keeper(cast: Cast) -> Client:
    return cast.client("bank_keeper")


def test_an_administrator_adds_an_officer_of_their_own_body(keeper: Client) -> None:
    assert keeper.get(NEW).status_code == 200
    assert keeper.post(NEW, PERSON)["Location"] == PEOPLE
    added = User.objects.get(username="new.officer")
    assert (added.partner, added.roles) == ("nbb", [Role.PARTNER_OFFICER])
    assert not added.has_usable_password()
    assert "Maryam Ali" in keeper.get(PEOPLE).content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("username", "", "Enter this."),
        ("name_ar", "م" * 201, "Enter this."),
        ("email", "maryam", "This is no e-mail address."),
        ("cpr", "12", "9"),
    ],
)
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(keeper: Client, field: str, typed: str, words: str) -> None:
    answer = keeper.post(NEW, {**PERSON, field: typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert 'value="Maryam Ali"' in page
    assert not User.objects.filter(username="new.officer").exists()


def test_an_officers_account_is_closed_after_it_is_asked(keeper: Client, cast: Cast) -> None:
    address = f"{PEOPLE}{cast.bank.pk}/close/"
    assert address in keeper.get(PEOPLE).content.decode()
    assert keeper.get(address).status_code == 200
    assert User.objects.get(pk=cast.bank.pk).is_active
    assert keeper.post(address)["Location"] == PEOPLE
    assert not User.objects.get(pk=cast.bank.pk).is_active
    assert keeper.get(address).status_code == 404


def test_a_key_is_shown_once_named_once_and_revoked(keeper: Client) -> None:
    made = keeper.post(KEYS, {"name": "core banking"})
    assert made["Cache-Control"] == "no-store"
    key = PartnerKey.objects.get()
    (shown,) = re.findall(r">([\w-]{43})<", made.content.decode())
    assert shown not in key.key_digest
    assert shown not in keeper.get(KEYS).content.decode()
    assert keeper.post(KEYS, {"name": "core banking"}).status_code == 422
    assert keeper.post(KEYS, {"name": " "}).status_code == 422
    address = f"{KEYS}{key.pk}/revoke/"
    assert keeper.get(address).status_code == 200
    assert keeper.post(address)["Location"] == KEYS
    assert PartnerKey.objects.get().revoked_at is not None
    assert keeper.post(address).status_code == 404


def test_a_signing_secret_is_made_after_it_is_asked_and_kept_nowhere(keeper: Client) -> None:
    assert keeper.get(f"{KEYS}secret/").status_code == 200
    assert not HookSecret.objects.exists()
    shown = keeper.post(f"{KEYS}secret/")
    assert shown["Cache-Control"] == "no-store"
    assert HookSecret.objects.count() == 1
    assert AuditEntry.objects.filter(action="partner_key.secret_made").count() == 1


def test_the_ministry_proposes_an_administrator_and_a_second_official_decides(cast: Cast) -> None:
    desk = cast.client("administrator")
    assert desk.get("/en/staff/partners/new/").status_code == 200
    person = {**PERSON, "username": "new.keeper", "reason": "Named by the bank"}
    assert desk.post("/en/staff/partners/new/", {**person, "body": "nobody"}).status_code == 422
    answer = desk.post("/en/staff/partners/new/", {**person, "body": "nbb"})
    proposed = ProposedAct.objects.get(act=ADMIT_PARTNER.code)
    assert answer["Location"] == f"/en/staff/acts/{proposed.pk}/"
    assert not User.objects.filter(username="new.keeper").exists()


def test_two_of_the_ministry_help_somebody_of_a_body_back_in(cast: Cast) -> None:
    desk, address = cast.client("administrator"), f"/en/staff/partners/people/{cast.bank_keeper.pk}/reset/"
    assert address in desk.get("/en/staff/partners/").content.decode()
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"reason": " "}).status_code == 422
    desk.post(address, {"reason": "Lost telephone"})
    proposed = ProposedAct.objects.get(act=RESET_SIGN_IN.code)
    assert "National Bank of Bahrain" in desk.get(f"/en/staff/acts/{proposed.pk}/").content.decode()
    Authenticator.objects.create(user=cast.bank_keeper, type="totp", data={})
    before = User.objects.get(pk=cast.bank_keeper.pk).password
    agree_to_act(scope=cast.scope("supervisor"), proposed_id=proposed.pk, at=AT)
    assert not Authenticator.objects.filter(user=cast.bank_keeper).exists()
    assert User.objects.get(pk=cast.bank_keeper.pk).password != before
    assert desk.get("/en/staff/partners/people/0/reset/").status_code == 404


def test_the_ministry_closes_an_account_of_a_body(cast: Cast) -> None:
    desk, address = cast.client("administrator"), f"/en/staff/partners/people/{cast.bank_keeper.pk}/close/"
    assert address in desk.get("/en/staff/partners/").content.decode()
    assert desk.get(address).status_code == 200
    assert desk.post(address)["Location"] == "/en/staff/partners/"
    assert not User.objects.get(pk=cast.bank_keeper.pk).is_active
    assert desk.post(address).status_code == 404
