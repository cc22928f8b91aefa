"""Figures officials publish: proposed by one, approved by another, in force everywhere at once, never changed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.factories.cast import AT, Cast, make_cast

from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.bounds import FigureOutOfBounds, FirstDayOutOfBounds, NotAChoice, PastDayUnexplained
from iskan.apps.catalogue.figures import NotAFigureValue
from iskan.apps.catalogue.models import PublishedFigure, ServiceVersion
from iskan.apps.catalogue.operations import (
    UnknownFigure,
    approve_figure,
    decline_figure,
    propose_figure,
    register_versions,
    withdraw_figure,
)
from iskan.core.money import Money
from iskan.core.refusal import NotForThisRole, ReasonMissing, SameEyes
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Role, Scope
from iskan.policy import registry
from iskan.policy.parameters.ages import AGE_MIN
from iskan.policy.parameters.bounds import BOUNDS

FROM = date(2026, 4, 1)


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in the database
    return make_cast()


def _propose(scope: Scope, value: object = 22, figure: str = AGE_MIN.code) -> PublishedFigure:
    instrument = Text(ar="قرار رقم 5 لسنة 2026", en="Decision 5/2026")
    return propose_figure(
        scope=scope, figure=figure, value=value, first_day=FROM, instrument=instrument, article="3", at=AT
    )


def test_a_figure_holds_once_a_second_official_approved_it_and_from_its_first_day(cast: Cast) -> None:
    row = _propose(cast.scope("administrator"))
    assert catalogue.figures().value(AGE_MIN, FROM) == 21
    with pytest.raises(SameEyes):
        approve_figure(scope=cast.scope("administrator"), figure_id=row.pk, at=AT)
    approve_figure(scope=cast.scope("approver"), figure_id=row.pk, at=AT)
    assert catalogue.figures().value(AGE_MIN, FROM) == 22
    assert catalogue.figures().value(AGE_MIN, FROM - timedelta(days=1)) == 21


def test_an_approval_that_reaches_the_database_late_is_not_overlooked(cast: Cast) -> None:
    first, second = _propose(cast.scope("administrator")), _propose(cast.scope("administrator"), 23)
    approve_figure(scope=cast.scope("approver"), figure_id=second.pk, at=AT)
    assert catalogue.figures().value(AGE_MIN, FROM) == 23
    approve_figure(scope=cast.scope("approver"), figure_id=first.pk, at=AT - timedelta(seconds=1))
    assert len(catalogue.figures().published[AGE_MIN.code]) == 2
    assert catalogue.figures().value(AGE_MIN, FROM) == 23


def test_the_figures_of_an_instant_are_those_approved_by_then(cast: Cast) -> None:
    approve_figure(scope=cast.scope("approver"), figure_id=_propose(cast.scope("administrator")).pk, at=AT)
    assert catalogue.figures(AT - timedelta(seconds=1)).value(AGE_MIN, FROM) == 21
    assert catalogue.figures(AT).value(AGE_MIN, FROM) == 22


def test_what_was_approved_is_neither_approved_again_nor_changed(cast: Cast) -> None:
    row = _propose(cast.scope("administrator"))
    approve_figure(scope=cast.scope("approver"), figure_id=row.pk, at=AT)
    with pytest.raises(OutOfScope):
        approve_figure(scope=cast.scope("approver"), figure_id=row.pk, at=AT)
    for change in (lambda: PublishedFigure.objects.update(value=30), lambda: PublishedFigure.objects.all().delete()):
        with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
            change()


def test_a_declined_figure_never_holds_and_keeps_its_reason(cast: Cast) -> None:
    row = _propose(cast.scope("supervisor"))
    decline_figure(scope=cast.scope("approver"), figure_id=row.pk, reason=" نص القرار غير منشور ", at=AT)
    assert catalogue.figures().value(AGE_MIN, FROM) == 21
    assert catalogue.proposed_figures() == ()
    (declined,) = catalogue.declined_figures()
    assert (declined.id, declined.declined_by_id, declined.declined_at, declined.reason) == (
        row.pk, cast.approver.pk, AT, "نص القرار غير منشور",
    )  # fmt: skip
    line = audit.trail_of(subject_kind="figure", subject=AGE_MIN.code)[-1]
    assert (line.action, line.actor_id, line.detail) == ("figure.declined", cast.approver.pk, {"row": row.pk})


def test_what_was_declined_is_neither_settled_again_nor_changed(cast: Cast) -> None:
    row = _propose(cast.scope("supervisor"))
    decline_figure(scope=cast.scope("approver"), figure_id=row.pk, reason="x", at=AT)
    with pytest.raises(OutOfScope):
        approve_figure(scope=cast.scope("approver"), figure_id=row.pk, at=AT)
    with pytest.raises(OutOfScope):
        decline_figure(scope=cast.scope("approver"), figure_id=row.pk, reason="y", at=AT)
    with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
        PublishedFigure.objects.update(decline_reason="y")


def test_declining_takes_a_second_official_and_a_reason(cast: Cast) -> None:
    row = _propose(cast.scope("administrator"))
    with pytest.raises(SameEyes):
        decline_figure(scope=cast.scope("administrator"), figure_id=row.pk, reason="x", at=AT)
    with pytest.raises(ReasonMissing):
        decline_figure(scope=cast.scope("approver"), figure_id=row.pk, reason=" \u200f ", at=AT)
    for changes in (
        {"declined_by": row.proposed_by, "declined_at": AT, "decline_reason": "x"},
        {"declined_by": cast.approver, "declined_at": AT},
        {"declined_by": cast.approver, "declined_at": AT, "decline_reason": "x", "approved_at": AT},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PublishedFigure.objects.filter(pk=row.pk).update(**changes)
    assert len(catalogue.proposed_figures()) == 1


@pytest.mark.parametrize("role", ["reviewer", "supervisor", "auditor", "head", "anonymous"])
def test_who_may_not_approve_declines_nothing(cast: Cast, role: str) -> None:
    row = _propose(cast.scope("administrator"))
    with pytest.raises(NotForThisRole):
        decline_figure(scope=cast.scope(role), figure_id=row.pk, reason="x", at=AT)


@pytest.mark.parametrize("role", ["reviewer", "auditor", "head", "anonymous"])
def test_who_has_no_part_in_figures_neither_proposes_nor_approves(cast: Cast, role: str) -> None:
    row = _propose(cast.scope("supervisor"))
    with pytest.raises(NotForThisRole):
        _propose(cast.scope(role))
    with pytest.raises(NotForThisRole):
        approve_figure(scope=cast.scope(role), figure_id=row.pk, at=AT)


def test_an_auditor_who_is_also_an_approver_approves_nothing(cast: Cast) -> None:
    both = frozenset({Role.AUDITOR, Role.APPROVER})  # no account may hold them together
    row = _propose(cast.scope("supervisor"))
    with pytest.raises(NotForThisRole):
        approve_figure(scope=replace(cast.scope("auditor"), roles=both), figure_id=row.pk, at=AT)


def test_an_unknown_figure_and_a_value_of_another_kind_are_refused_by_name(cast: Cast) -> None:
    with pytest.raises(UnknownFigure):
        _propose(cast.scope("administrator"), figure="no_such")
    with pytest.raises(NotAFigureValue):
        _propose(cast.scope("administrator"), value="22")
    with pytest.raises(OutOfScope):
        approve_figure(scope=cast.scope("approver"), figure_id=0, at=AT)


def test_a_kept_version_of_a_service_is_not_changed(cast: Cast) -> None:  # noqa: ARG001 -- the database
    register_versions(at=AT)
    for change in (lambda: ServiceVersion.objects.update(digest="0"), lambda: ServiceVersion.objects.all().delete()):
        with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
            change()


NUMBERS = [figure for figure in registry.figures().values() if figure.code in BOUNDS]


def test_every_figure_that_is_a_number_has_bounds_its_own_versions_lie_within() -> None:
    for figure in registry.figures().values():
        values = [version.value for version in figure.versions if version.value is not None]
        is_number = any(isinstance(value, int | Money) and not isinstance(value, bool) for value in values)
        assert not is_number or figure.code in BOUNDS, figure.code
        assert all(BOUNDS[figure.code].hold(value) for value in values if figure.code in BOUNDS), figure.code
    assert set(BOUNDS) <= registry.figures().keys()


@pytest.mark.parametrize("value", [-5, 0, 121, 999_999_999])
def test_a_figure_no_law_could_hold_is_refused_in_words(cast: Cast, value: int) -> None:
    with pytest.raises(FigureOutOfBounds, match="between 1 and 120") as refused:
        _propose(cast.scope("administrator"), value)
    assert refused.value.field == "value"
    assert not PublishedFigure.objects.exists()


@pytest.mark.parametrize("figure", [figure.code for figure in NUMBERS])
def test_no_figure_takes_a_negative_value(cast: Cast, figure: str) -> None:
    shipped = [version.value for version in registry.figures()[figure].versions if version.value is not None]
    value = Money(-5) if any(isinstance(one, Money) for one in shipped) else -5
    with pytest.raises(FigureOutOfBounds):
        _propose(cast.scope("administrator"), value, figure)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2014, 12, 31), date(2046, 3, 3), date(9999, 12, 31)])
def test_a_first_day_nobody_can_mean_is_refused_in_words(cast: Cast, day: date) -> None:
    with pytest.raises(FirstDayOutOfBounds, match="2015-01-01"):
        propose_figure(
            scope=cast.scope("administrator"), figure=AGE_MIN.code, value=22, first_day=day,
            instrument=Text(ar="قرار", en="Decision"), article="", at=AT,
        )  # fmt: skip


def test_a_proposal_from_before_the_bounds_is_not_approved(cast: Cast) -> None:
    row = _propose(cast.scope("administrator"))
    PublishedFigure.objects.filter(pk=row.pk).update(value=0)
    with pytest.raises(FigureOutOfBounds):
        approve_figure(scope=cast.scope("approver"), figure_id=row.pk, at=AT)


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("income_second_check", "foo"),
        ("income_second_check", "allocation nomination_certificate"),
        ("categories_for_ownership", "1 9"),
        ("categories_for_ownership", ""),
    ],
)
def test_a_coded_value_is_one_of_the_figures_own(cast: Cast, figure: str, value: str) -> None:
    with pytest.raises(NotAChoice):
        _propose(cast.scope("administrator"), value, figure)


def test_several_categories_may_be_granted_at_once(cast: Cast) -> None:
    assert _propose(cast.scope("administrator"), "1 2 5", "categories_for_ownership").value == "1 2 5"


def test_a_past_first_day_needs_a_reason(cast: Cast) -> None:
    words = {"scope": cast.scope("administrator"), "figure": AGE_MIN.code, "value": 22, "article": "", "at": AT}
    named = Text(ar="قرار", en="Decision")
    with pytest.raises(PastDayUnexplained):
        propose_figure(**words, first_day=date(2026, 3, 1), instrument=named)  # type: ignore[arg-type]  # as above
    row = propose_figure(**words, first_day=date(2026, 3, 1), instrument=named, past_reason="نُشر متأخرًا")  # type: ignore[arg-type]  # as above
    assert row.past_reason == "نُشر متأخرًا"


def test_what_was_withdrawn_is_neither_settled_nor_changed(cast: Cast) -> None:
    row = _propose(cast.scope("administrator"))
    with pytest.raises(OutOfScope):
        withdraw_figure(scope=cast.scope("supervisor"), figure_id=row.pk, at=AT)
    withdraw_figure(scope=cast.scope("administrator"), figure_id=row.pk, at=AT)
    assert not catalogue.proposed_figures()
    with pytest.raises(OutOfScope):
        approve_figure(scope=cast.scope("approver"), figure_id=row.pk, at=AT)
    with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
        PublishedFigure.objects.update(approved_by=cast.approver, approved_at=AT)
