"""Changes to accounts: what each does, what it leaves in the trail, what it refuses."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.delegations import NAME, terms

from iskan.apps.accounts import operations as ops
from iskan.apps.accounts import queries
from iskan.apps.accounts.models import Delegation, User
from iskan.apps.accounts.operations.hiring import is_named
from iskan.apps.notifications.models import Message
from iskan.core.delegations import DelegatedAct
from iskan.core.roles import ROLES_APART
from iskan.core.text import Text, same
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import NOBODY, SYSTEM, OutOfScope, Role, Scope
from iskan.policy.messages import DELEGATION_ENDED, DELEGATION_ENDS_SOON

CLAIMS = ops.Claims(cpr="910203455", name_ar="هدى محمد", name_en="Huda Mohamed", assurance="advanced")


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


@pytest.mark.django_db
def test_admit_citizen_makes_an_account_once() -> None:
    first = ops.admit_citizen(claims=CLAIMS, at=AT, language="en")
    again = ops.admit_citizen(claims=CLAIMS, at=AT)
    assert first.pk == again.pk
    assert (first.name_ar, first.assurance, first.language, first.roles) == ("هدى محمد", "advanced", "en", [])
    assert not first.has_usable_password()
    assert "910203455" not in first.username
    assert actions() == ["citizen.admitted"]


@pytest.mark.django_db
def test_admit_citizen_takes_over_a_new_name_and_says_so_without_it() -> None:
    ops.admit_citizen(claims=CLAIMS, at=AT)
    user = ops.admit_citizen(claims=replace(CLAIMS, name_en="Huda M. Ali", assurance="unheard of"), at=AT)
    assert (user.name_en, user.assurance) == ("Huda M. Ali", "standard")
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.detail) == ("citizen.renewed", {"fields": ["name_en", "assurance"]})


@pytest.mark.django_db
def test_admit_citizen_leaves_contact_details_the_citizen_changed(cast: Cast) -> None:
    ops.admit_citizen(claims=replace(CLAIMS, cpr=cast.head.cpr or "", email="other@example.test"), at=AT)
    cast.head.refresh_from_db()
    assert cast.head.email == "850312407@example.test"


@pytest.mark.django_db
@pytest.mark.parametrize("cpr", ["", "12345678", "1234567890", "12345678a", "٩١٠٢٠٣٤٥٥"])
def test_admit_citizen_refuses_whoever_has_no_number(cpr: str) -> None:
    with pytest.raises(ops.ClaimsIncomplete):
        ops.admit_citizen(claims=replace(CLAIMS, cpr=cpr), at=AT)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_nobody_is_citizen_and_official_at_once(cast: Cast) -> None:
    cast.head.roles = ["reviewer"]
    with pytest.raises(IntegrityError):
        cast.head.save()


def test_set_language_is_kept(cast: Cast) -> None:
    scope = cast.scope("head")
    ops.set_language(scope=scope, language="en", at=AT)
    assert queries.contact_of(scope).language == "en"


@pytest.mark.django_db
def test_set_language_of_nobody_is_refused() -> None:
    with pytest.raises(OutOfScope):
        ops.set_language(scope=NOBODY, language="en", at=AT)


def given(cast: Cast, cpr: str = "770101001") -> Delegation:
    name = User.objects.filter(cpr=cpr).values_list("name_ar", flat=True).first() or NAME
    return ops.delegate(scope=cast.scope("stranger"), terms=terms(cpr, name=name), at=AT)


def test_delegate_to_someone_unknown_makes_an_account_that_waits(cast: Cast) -> None:
    delegation = given(cast)
    User.objects.filter(cpr="770101001").update(name_ar="هدى أحمد سالم", name_en="Huda Ahmed Salem")
    waiting = User.objects.get(cpr="770101001")
    assert waiting.holds_delegations
    assert queries.scope_of(waiting, TODAY).principal_ids == frozenset()
    ops.accept_delegation(scope=queries.scope_of(waiting, TODAY), delegation_id=delegation.pk, at=AT)
    assert queries.scope_of(waiting, TODAY).principal_ids == {cast.stranger.pk}


def test_a_delegation_is_accepted_by_the_delegate_alone_once_and_in_time(cast: Cast) -> None:
    delegation = given(cast, cast.head.cpr or "")
    for role in ("stranger", "delegate", "reviewer"):
        with pytest.raises(OutOfScope):
            ops.accept_delegation(scope=cast.scope(role), delegation_id=delegation.pk, at=AT)
    with pytest.raises(OutOfScope):
        ops.accept_delegation(scope=cast.scope("head"), delegation_id=delegation.pk, at=AT + timedelta(days=14))
    ops.accept_delegation(scope=cast.scope("head"), delegation_id=delegation.pk, at=AT)
    with pytest.raises(OutOfScope):
        ops.accept_delegation(scope=cast.scope("head"), delegation_id=delegation.pk, at=AT)


def test_one_nobody_accepted_in_time_stands_in_no_others_way(cast: Cast) -> None:
    given(cast)
    Delegation.objects.filter(principal=cast.stranger).update(given_at=AT - timedelta(days=15))
    assert given(cast).accepted_at is None


def test_a_number_becomes_no_name_before_its_owner_accepts(cast: Cast) -> None:
    known, unknown = given(cast, cast.head.cpr or ""), given(cast)
    names = {one.id: one.name.ar for one in queries.delegations_given(cast.scope("stranger"))}
    assert names == {known.pk: cast.head.name_ar, unknown.pk: NAME}
    ops.accept_delegation(scope=cast.scope("head"), delegation_id=known.pk, at=AT)
    names = {one.id: one.name.ar for one in queries.delegations_given(cast.scope("stranger"))}
    assert names == {known.pk: cast.head.name_ar, unknown.pk: NAME}


@pytest.mark.parametrize(
    ("cpr", "first", "last"),
    [("77010100", 0, 1), ("900105526", 0, 1), ("770101001", 1, 0), ("770101001", 0, 32), ("770101001", -9, -1)],
)
def test_delegate_refuses_bad_numbers_oneself_and_bad_days(cast: Cast, cpr: str, first: int, last: int) -> None:
    days = {"first_day": TODAY + timedelta(days=first), "last_day": TODAY + timedelta(days=last)}
    with pytest.raises(ops.BadDelegation) as caught:
        ops.delegate(scope=cast.scope("stranger"), terms=terms(cpr, **days), at=AT, longest=(31, same("31")))
    assert caught.value.text.ar


def test_delegate_twice_to_the_same_is_refused(cast: Cast) -> None:
    with pytest.raises(ops.AlreadyDelegated):
        ops.delegate(scope=cast.scope("head"), terms=terms(cast.delegate.cpr or ""), at=AT)


@pytest.mark.parametrize("role", ["anonymous", "system", "reviewer"])
def test_delegate_is_for_citizens(cast: Cast, role: str) -> None:
    with pytest.raises(OutOfScope):
        ops.delegate(scope=cast.scope(role), terms=terms("770101001"), at=AT)


@pytest.mark.parametrize("role", ["head", "delegate"])
def test_revoke_delegation_by_either_side_ends_it(cast: Cast, role: str) -> None:
    standing = Delegation.objects.get()
    ops.revoke_delegation(scope=cast.scope(role), delegation_id=standing.pk, at=AT)
    cast.delegate.refresh_from_db()
    assert not cast.delegate.holds_delegations
    assert cast.scope("delegate").principal_ids == frozenset()
    with pytest.raises(OutOfScope):
        ops.revoke_delegation(scope=cast.scope(role), delegation_id=standing.pk, at=AT)


@pytest.mark.parametrize("role", ["stranger", "administrator", "anonymous"])
def test_revoke_delegation_of_others_is_out_of_scope(cast: Cast, role: str) -> None:
    with pytest.raises(OutOfScope):
        ops.revoke_delegation(scope=cast.scope(role), delegation_id=Delegation.objects.get().pk, at=AT)


def new_official(
    scope: Scope,
    *,
    username: str = "new.one",
    roles: Iterable[Role] = (Role.REVIEWER,),
    department_id: int | None = None,
    official_cpr: str | None = "910203455",
) -> User:
    return ops.create_official(
        scope=scope, username=username, password="a long pass phrase", name=Text(ar="جديد", en="New"), roles=roles,
        department_id=department_id, official_cpr=official_cpr, at=AT,
    )  # fmt: skip


def test_create_official_starts_with_a_temporary_password(cast: Cast) -> None:
    user = new_official(SYSTEM, department_id=cast.requests.pk)
    assert user.password_is_temporary
    assert user.check_password("a long pass phrase")
    entry = AuditEntry.objects.get(action="official.created")
    assert (entry.actor_role, entry.detail) == ("system", {"roles": ["reviewer"], "department_id": cast.requests.pk})


@pytest.mark.parametrize("role", ["anonymous", "head", "reviewer", "approver", "auditor"])
def test_what_two_do_to_an_account_is_for_the_second_of_them(cast: Cast, role: str) -> None:
    scope = cast.scope(role)
    with pytest.raises(OutOfScope):
        new_official(scope)
    with pytest.raises(OutOfScope):
        ops.grant_roles(scope=scope, official_id=cast.second_reviewer.pk, roles=[Role.REVIEWER], at=AT)
    with pytest.raises(OutOfScope):
        ops.reset_sign_in(scope=scope, official_id=cast.second_reviewer.pk, at=AT)


@pytest.mark.usefixtures("cast")
def test_create_official_refuses_a_taken_name_no_role_and_no_number() -> None:
    with pytest.raises(ops.UsernameTaken):
        new_official(SYSTEM, username="r.isa")
    with pytest.raises(ValueError, match="at least one role"):
        new_official(SYSTEM, roles=[])
    with pytest.raises(ops.OwnNumberMissing):
        new_official(SYSTEM, official_cpr=None)
    assert new_official(SYSTEM, roles=[Role.ADMINISTRATOR], official_cpr=None).official_cpr is None


@pytest.mark.parametrize(("one", "other"), ROLES_APART)
def test_roles_that_do_not_go_together_are_refused_and_kept_by_nothing(cast: Cast, one: Role, other: Role) -> None:
    with pytest.raises(ops.RolesApart):
        new_official(SYSTEM, roles=[one, other])
    cast.reviewer.roles = sorted({one.value, other.value, Role.REVIEWER.value})
    with transaction.atomic(), pytest.raises(IntegrityError, match="never_"):
        cast.reviewer.save()


def test_grant_roles_keeps_what_they_were(cast: Cast) -> None:
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr="910203455")
    ops.grant_roles(scope=SYSTEM, official_id=cast.reviewer.pk, roles=[Role.APPROVER, "reviewer"], at=AT)
    cast.reviewer.refresh_from_db()
    assert cast.reviewer.roles == ["approver", "reviewer"]
    entry = AuditEntry.objects.get(action="roles.granted")
    assert entry.detail == {"before": ["reviewer"], "roles": ["approver", "reviewer"]}


def test_nobody_decides_whose_own_number_is_not_known(cast: Cast) -> None:
    with pytest.raises(ops.OwnNumberMissing):
        ops.grant_roles(scope=SYSTEM, official_id=cast.auditor.pk, roles=[Role.APPROVER], at=AT)
    ops.grant_roles(scope=SYSTEM, official_id=cast.auditor.pk, roles=[Role.ADMINISTRATOR], at=AT)


def test_grant_roles_to_oneself_or_to_a_citizen_is_refused(cast: Cast) -> None:
    for official_id in (cast.administrator.pk, cast.head.pk):
        with pytest.raises(OutOfScope):
            ops.grant_roles(scope=cast.scope("administrator"), official_id=official_id, roles=[Role.AUDITOR], at=AT)


def test_let_go_closes_the_account_and_its_sessions(cast: Cast) -> None:
    client = cast.client("reviewer")
    ops.let_go(scope=cast.scope("administrator"), official_id=cast.reviewer.pk, at=AT)
    assert client.get("/staff/security/").status_code == 302
    assert queries.scope_of(User.objects.get(pk=cast.reviewer.pk), TODAY) is NOBODY
    with pytest.raises(OutOfScope):
        ops.let_go(scope=cast.scope("supervisor"), official_id=cast.second_reviewer.pk, at=AT)


def test_reset_sign_in_by_the_console_leads_back_through_a_temporary_password(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.reviewer, type="totp", data={})
    ops.reset_sign_in(scope=SYSTEM, official_id=cast.reviewer.pk, password="once and only once", at=AT)
    cast.reviewer.refresh_from_db()
    assert cast.reviewer.password_is_temporary
    assert cast.reviewer.check_password("once and only once")
    assert not Authenticator.objects.exists()


def test_without_an_address_no_link_is_sent_and_nothing_changes(cast: Cast) -> None:
    with pytest.raises(ops.EmailMissing):
        ops.reset_sign_in(scope=SYSTEM, official_id=cast.reviewer.pk, at=AT)
    before = cast.reviewer.password
    cast.reviewer.refresh_from_db()
    assert cast.reviewer.password == before


@pytest.mark.parametrize(
    ("typed", "known", "same"),
    [
        ("نورة سالم", "نورة أحمد سالم", True),
        ("نوره احمد سالم", "نورة أحمد سالم", True),
        ("نورة", "نورة أحمد سالم", False),
        ("سالم نورة", "نورة أحمد سالم", False),
        ("أحمد سالم", "نورة أحمد سالم", False),
        ("نورة خالد", "نورة أحمد سالم", False),
    ],
)
def test_a_name_is_the_registers_even_if_shortened(typed: str, known: str, *, same: bool) -> None:
    assert is_named(typed, known) is same


@pytest.mark.django_db
def test_create_demo_staff_twice_makes_one_of_each() -> None:
    first, second = ops.create_demo_staff(at=AT), ops.create_demo_staff(at=AT)
    assert [u.pk for u in first] == [u.pk for u in second]
    assert {role for user in first for role in user.roles} == {role.value for role in Role}
    added = ["official.created", "partner_person.admitted"]
    assert AuditEntry.objects.filter(action__in=added).count() == len(first)
    assert {m["username"] for m in ops.demo_cast()["staff"]} == {u.username for u in first}
    assert len(ops.demo_code(at=AT)) == 6


@pytest.mark.django_db
def test_create_demo_staff_is_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django_settings, "PRODUCTION", True)
    with pytest.raises(ops.NotADemonstration):
        ops.create_demo_staff(at=AT)
    with pytest.raises(ops.NotADemonstration):
        ops.demo_code(at=AT)
    assert not User.objects.exists()


def test_a_name_that_is_not_the_holders_reaches_nobody_and_tells_nothing(cast: Cast) -> None:
    wrong = ops.delegate(scope=cast.scope("stranger"), terms=terms(cast.head.cpr or "", name="خالد سالم"), at=AT)
    assert queries.delegations_held(cast.scope("head")) == ()
    assert not Message.objects.filter(user=cast.head).exists()
    with pytest.raises(OutOfScope):
        ops.accept_delegation(scope=cast.scope("head"), delegation_id=wrong.pk, at=AT)
    (seen,) = queries.delegations_given(cast.scope("stranger"))
    assert (seen.name.ar, seen.accepted_at) == ("خالد سالم", None)


def test_a_delegation_holds_for_what_it_names_alone(cast: Cast) -> None:
    named = terms(
        cast.head.cpr or "", name=cast.head.name_ar, services=frozenset({"official_statement"}),
        acts=frozenset({DelegatedAct.READ, DelegatedAct.FILE}),
    )  # fmt: skip
    asked = ops.delegate(scope=cast.scope("stranger"), terms=named, at=AT)
    ops.accept_delegation(scope=cast.scope("head"), delegation_id=asked.pk, at=AT)
    cast.head.refresh_from_db()
    scope, principal = cast.scope("head"), cast.stranger.pk
    assert scope.may_act_for(principal, DelegatedAct.FILE, "official_statement")
    assert scope.may_act_for(principal, DelegatedAct.READ)
    assert not scope.may_act_for(principal, DelegatedAct.ANSWER, "official_statement")
    assert not scope.may_act_for(principal, DelegatedAct.FILE, "new_housing_application")
    assert not scope.may_act_for(cast.delegate.pk, DelegatedAct.READ)


def test_one_given_before_acts_were_named_holds_for_everything(cast: Cast) -> None:
    scope = cast.scope("delegate")
    assert all(scope.may_act_for(cast.head.pk, act, "new_housing_application") for act in DelegatedAct)


def told(user: User, subject: Text) -> int:
    return Message.objects.filter(user=user, subject_ar=subject.ar).count()


def test_both_sides_are_told_before_its_end_and_at_its_end_once(cast: Cast) -> None:
    standing = Delegation.objects.get()
    near = datetime.combine(standing.last_day, time(9), tzinfo=UTC) - timedelta(days=7)
    assert ops.remind_of_ends(at=near - timedelta(days=1)) == 0
    assert (ops.remind_of_ends(at=near), ops.remind_of_ends(at=near)) == (1, 0)
    assert ops.end_delegations(at=near) == 0
    over = near + timedelta(days=8)
    assert (ops.end_delegations(at=over), ops.end_delegations(at=over)) == (1, 0)
    standing.refresh_from_db()
    assert (standing.revoked_at, standing.ended_as) == (over, "expired")
    cast.delegate.refresh_from_db()
    assert not cast.delegate.holds_delegations
    for user in (cast.head, cast.delegate):
        assert (told(user, DELEGATION_ENDS_SOON), told(user, DELEGATION_ENDED)) == (1, 1)


def test_one_nobody_accepted_lapses_and_only_whoever_gave_it_is_told(cast: Cast) -> None:
    lapsed = given(cast, cast.head.cpr or "")
    Delegation.objects.filter(pk=lapsed.pk).update(last_day=TODAY + timedelta(days=90))
    ops.end_delegations(at=AT + timedelta(days=14))
    lapsed.refresh_from_db()
    assert lapsed.ended_as == "not_accepted"
    assert (told(cast.stranger, DELEGATION_ENDED), told(cast.head, DELEGATION_ENDED)) == (1, 0)


def test_whoever_did_not_end_it_is_told(cast: Cast) -> None:
    ops.revoke_delegation(scope=cast.scope("delegate"), delegation_id=Delegation.objects.get().pk, at=AT)
    assert (told(cast.head, DELEGATION_ENDED), told(cast.delegate, DELEGATION_ENDED)) == (1, 0)
    assert Delegation.objects.get().ended_as == "given_back"
