"""What each of the cast may see, and what it costs to know."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import AT, TODAY, Cast, citizen, let_act

from iskan.apps.accounts import queries
from iskan.foundation.scope import NOBODY, OutOfScope, Role


@pytest.fixture
def queries_made(django_assert_num_queries: DjangoAssertNumQueries) -> DjangoAssertNumQueries:
    return django_assert_num_queries


def test_scope_of_citizen_is_their_own_number_without_a_query(cast: Cast, queries_made: DjangoAssertNumQueries) -> None:
    with queries_made(0):
        scope = queries.scope_of(cast.head, TODAY)
    assert (scope.user_id, scope.cpr, scope.own_cpr) == (cast.head.pk, "850312407", "850312407")
    assert scope.principal_ids == frozenset()
    assert not scope.is_official


def test_scope_of_delegate_holds_their_principal_for_one_query(
    cast: Cast, queries_made: DjangoAssertNumQueries
) -> None:
    with queries_made(1):
        scope = queries.scope_of(cast.delegate, TODAY)
    assert scope.principal_ids == {cast.head.pk}


@pytest.mark.parametrize("days", [-183, 183])
def test_scope_of_delegate_outside_the_days_is_their_own(cast: Cast, days: int) -> None:
    assert queries.scope_of(cast.delegate, TODAY + timedelta(days=days)).principal_ids == frozenset()


@pytest.mark.parametrize("days", [-182, 182])
def test_scope_of_delegate_holds_on_the_first_and_last_day(cast: Cast, days: int) -> None:
    assert queries.scope_of(cast.delegate, TODAY + timedelta(days=days)).principal_ids == {cast.head.pk}


def test_scope_of_delegate_of_a_closed_account_is_their_own(cast: Cast) -> None:
    cast.head.is_active = False
    cast.head.save()
    assert queries.scope_of(cast.delegate, TODAY).principal_ids == frozenset()


def test_scope_of_official_is_roles_and_department_without_a_query(
    cast: Cast, queries_made: DjangoAssertNumQueries
) -> None:
    cast.reviewer.official_cpr = "790101233"
    with queries_made(0):
        scope = queries.scope_of(cast.reviewer, TODAY)
    assert scope.roles == {Role.REVIEWER}
    assert scope.department_ids == {cast.requests.pk}
    assert (scope.cpr, scope.own_cpr) == (None, "790101233")


def test_scope_sees_all_departments_for_the_auditor_alone(cast: Cast) -> None:
    assert [role for role in cast.users() if cast.scope(role).sees_all_departments] == ["auditor"]


@pytest.mark.parametrize("field", ["is_active", "cpr"])
def test_scope_of_closed_or_nameless_account_is_nobody(cast: Cast, field: str) -> None:
    setattr(cast.head, field, False if field == "is_active" else None)
    assert queries.scope_of(cast.head, TODAY) is NOBODY


def test_scope_of_anonymous_is_nobody() -> None:
    assert queries.scope_of(AnonymousUser(), date(2026, 1, 1)) is NOBODY


def test_officials_are_those_of_the_viewers_department(cast: Cast) -> None:
    seen = {one.username for one in queries.officials(cast.scope("supervisor"))}
    assert seen == {"r.isa", "s.nasser", "a.hasan", "m.jasim", "j.madani"}


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_officials_are_all_for_those_who_keep_or_audit_accounts(cast: Cast, role: str) -> None:
    assert len(queries.officials(cast.scope(role))) == 9
    assert [o.username for o in queries.officials(cast.scope(role), department_id=cast.finance.pk)] == ["h.sairafi"]


@pytest.mark.parametrize("role", ["anonymous", "head"])
def test_officials_are_no_business_of_citizens(cast: Cast, role: str) -> None:
    with pytest.raises(OutOfScope):
        queries.officials(cast.scope(role))


def test_official_elsewhere_is_out_of_scope(cast: Cast) -> None:
    assert queries.official(cast.scope("supervisor"), cast.reviewer.pk).username == "r.isa"
    with pytest.raises(OutOfScope):
        queries.official(cast.scope("supervisor"), cast.outsider.pk)


def test_delegations_are_seen_from_both_sides(cast: Cast) -> None:
    (given,) = queries.delegations_given(cast.scope("head"))
    (held,) = queries.delegations_held(cast.scope("delegate"))
    assert (given.cpr, held.cpr) == (cast.delegate.cpr, cast.head.cpr)
    assert given.stands_on(TODAY)
    assert not given.stands_on(TODAY + timedelta(days=183))
    assert queries.delegations_given(cast.scope("stranger")) == ()


def test_delegations_are_listed_in_one_query_at_one_and_three(cast: Cast, queries_made: DjangoAssertNumQueries) -> None:
    with queries_made(1):
        queries.delegations_given(cast.scope("head"))
    for cpr in ("880101001", "880101002"):
        let_act(cast.head, citizen(cpr), AT)
    with queries_made(1):
        assert len(queries.delegations_given(cast.scope("head"))) == 3


def test_delegations_of_officials_are_out_of_scope(cast: Cast) -> None:
    with pytest.raises(OutOfScope):
        queries.delegations_held(cast.scope("reviewer"))


def test_names_of_several_users_take_one_query(cast: Cast, queries_made: DjangoAssertNumQueries) -> None:
    with queries_made(1):
        names = queries.names_of(frozenset({cast.head.pk, cast.reviewer.pk}))
    assert names[cast.head.pk].ar == "زينب أحمد الموسوي"
    assert names[cast.reviewer.pk].en == "Official r.isa"


def test_contact_is_the_viewers_own(cast: Cast) -> None:
    assert queries.contact_of(cast.scope("head")) == queries.contact_for(cast.head.pk)
    with pytest.raises(OutOfScope):
        queries.contact_of(NOBODY)


def test_departments_by_code(cast: Cast) -> None:
    assert set(queries.departments()) == {"housing_requests", "housing_finance"}
    assert queries.department_id("housing_requests") == cast.requests.pk
