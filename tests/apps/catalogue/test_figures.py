"""Figures officials publish: proposed by one, approved by another, in force everywhere at once, never changed."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.factories.cast import AT, Cast, make_cast

from iskan.apps.accounts.models import User
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.figures import NotAFigureValue
from iskan.apps.catalogue.models import PublishedFigure, ServiceVersion
from iskan.apps.catalogue.operations import (
    NotForThisRole,
    SameEyes,
    UnknownFigure,
    approve_figure,
    propose_figure,
    register_versions,
)
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.parameters.ages import AGE_MIN

FROM = date(2026, 4, 1)


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in the database
    catalogue.clear_caches()
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


@pytest.mark.parametrize("role", ["reviewer", "auditor", "head", "anonymous"])
def test_who_has_no_part_in_figures_neither_proposes_nor_approves(cast: Cast, role: str) -> None:
    row = _propose(cast.scope("supervisor"))
    with pytest.raises(NotForThisRole):
        _propose(cast.scope(role))
    with pytest.raises(NotForThisRole):
        approve_figure(scope=cast.scope(role), figure_id=row.pk, at=AT)


def test_an_auditor_who_is_also_an_approver_approves_nothing(cast: Cast) -> None:
    User.objects.filter(pk=cast.auditor.pk).update(roles=["auditor", "approver"])
    cast.auditor.refresh_from_db()
    row = _propose(cast.scope("supervisor"))
    with pytest.raises(NotForThisRole):
        approve_figure(scope=cast.scope("auditor"), figure_id=row.pk, at=AT)


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
