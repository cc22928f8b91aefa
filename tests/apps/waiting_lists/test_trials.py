"""Policy trials re-score a whole list, keep what they found with their parameters, and change nobody's place."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.conftest import MakeCase
from tests.factories.cast import Cast, make_cast

from iskan.apps.cases.models import Case, CaseFact
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.apps.waiting_lists import tasks
from iskan.apps.waiting_lists.enums import TrialStatus
from iskan.apps.waiting_lists.models import PolicyTrial, WaitingListEntry
from iskan.apps.waiting_lists.operations import points, waiting_list
from iskan.apps.waiting_lists.operations.queueing import RUN_TRIAL
from iskan.apps.waiting_lists.queries import households
from iskan.apps.waiting_lists.queries import points as queries
from iskan.core.dated import FigureBook
from iskan.core.money import Money
from iskan.core.points import BadScheme
from iskan.core.refusal import NotForThisRole
from iskan.foundation.scope import OutOfScope

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in it
    return make_cast(AT)


def family(case: Case, size: int, born: date = date(1980, 5, 1)) -> None:
    """Give a case an applicant and so many in the family."""
    people = [
        Person.objects.create(
            cpr=f"{case.pk:05}{number:04}", name_ar="ا", birth_date=born, sex="m", nationality="BH", registered_at=AT
        )
        for number in range(size)
    ]
    home = Household.objects.create(head=people[0], declared_at=AT)
    HouseholdMember.objects.bulk_create(
        HouseholdMember(household=home, person=person, relation="other") for person in people
    )
    Case.objects.filter(pk=case.pk).update(person=people[0], household=home)


def know(case: Case, **values: object) -> None:
    for code, value in values.items():
        CaseFact.objects.create(
            case=case, code=code.replace("__", "."), value=value, source_ar="س", source_en="s", at=AT
        )


@pytest.fixture
def waiting(make_case: MakeCase) -> list[Case]:
    """Let three households wait: the youngest application has the greatest family and the least income."""
    cases = [
        make_case(date(2010, 1, 1), governorate="BH-13"),
        make_case(date(2012, 1, 1), governorate="BH-15"),
        make_case(date(2020, 6, 1), governorate="BH-15"),
    ]
    for case in cases:
        waiting_list.enter_waiting_list(case_id=case.pk, at=AT)
    waiting_list.rank_lists(at=AT)
    know(cases[0], basic_salary="850", fixed_allowances=[], family_category="1", marital_status="married")
    know(cases[1], basic_salary="300", fixed_allowances=[], family_category="2", marital_status="widowed")
    family(cases[2], 10)
    return cases


def run(trial: PolicyTrial) -> PolicyTrial:
    return points.run_trial(trial_id=trial.pk, at=AT)


def test_households_are_measured_as_far_as_they_are_known(waiting: list[Case]) -> None:
    know(waiting[1], disability__registered=["x"], temporary_flat_tenant=True)
    know(waiting[2], basic_salary="400")

    found = households.households("unit", figures=FigureBook(), today=AT.date())

    assert found.references == tuple(case.reference for case in waiting)
    assert found.categories.tolist() == ["1", "2", ""]
    assert found.measures["months_waited"].tolist() == [194, 170, 69]
    assert found.measures["income"][:2].tolist() == [850, 300]
    assert found.measures["income"][2] != found.measures["income"][2]
    assert found.measures["circumstances"][:2].tolist() == [0, 2]
    assert (found.measures["family_size"][2], found.measures["age"][2], found.measures["age_at_filing"][2]) == (
        10,
        45,
        40,
    )
    assert found.measures["in_public_rental"][1] == 1


def test_income_that_cannot_be_read_is_not_known(waiting: list[Case]) -> None:
    know(waiting[2], basic_salary="a lot", fixed_allowances=[])
    found = households.households("unit", figures=FigureBook(), today=AT.date())
    assert found.measures["income"][2] != found.measures["income"][2]


@pytest.mark.usefixtures("waiting")
def test_a_scheme_is_tried_and_nobodys_place_changes(cast: Cast) -> None:
    before = list(WaitingListEntry.objects.order_by("pk").values_list("place", flat=True))
    trial = points.try_scheme(
        scope=cast.scope("supervisor"), scheme="family_need", weights={"seniority": 0}, programme="unit", at=AT
    )
    assert trial.status == TrialStatus.QUEUED

    run(trial)

    found = queries.trial(cast.scope("auditor"), trial.pk)
    assert (found.status, found.progress, found.parameters["weights"]["seniority"]) == ("done", 100, 0)
    assert found.outcome is not None
    assert (found.outcome["all"]["count"], found.outcome["all"]["up"], found.outcome["unknown"]) == (3, 1, 3)
    assert [group["label"] for group in found.outcome["year"]] == ["2010", "2012", "2020"]
    assert [(g["label"], g["count"]) for g in found.outcome["governorate"]] == [("BH-13", 1), ("BH-15", 2)]
    assert list(WaitingListEntry.objects.order_by("pk").values_list("place", flat=True)) == before


def test_the_sheet_has_a_row_for_each_household_with_its_points(cast: Cast, waiting: list[Case]) -> None:
    trial = run(
        points.try_scheme(scope=cast.scope("supervisor"), scheme="family_need", weights={}, programme="unit", at=AT)
    )

    text = b"".join(queries.trial_sheet(cast.scope("supervisor"), trial.pk)).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["reference"] for row in rows] == [case.reference for case in waiting]
    for row in rows:
        items = ("seniority", "family_size", "family_income", "education", "circumstances")
        assert int(row["points"]) == sum(int(row[item]) for item in items)
        assert int(row["move"]) == int(row["place"]) - int(row["place_after"])


def test_a_ceiling_lets_fall_out_only_whose_income_is_known_to_lie_above(cast: Cast, waiting: list[Case]) -> None:
    trial = run(points.try_ceiling(scope=cast.scope("supervisor"), ceiling=Money.bhd(500), programme="unit", at=AT))

    assert trial.outcome is not None
    whole = trial.outcome["all"]
    assert (whole["out"], whole["up"], whole["same"], trial.outcome["unknown"]) == (1, 2, 0, 1)
    rows = list(
        csv.DictReader(io.StringIO(b"".join(queries.trial_sheet(cast.scope("auditor"), trial.pk)).decode("utf-8-sig")))
    )
    assert [row["place_after"] for row in rows] == ["", "1", "2"]
    assert waiting


def test_a_trial_of_an_empty_list_says_so(cast: Cast) -> None:
    trial = run(points.try_ceiling(scope=cast.scope("supervisor"), ceiling=Money.bhd(500), programme="plot", at=AT))
    assert trial.outcome is not None
    assert trial.outcome["all"]["count"] == 0


def test_what_cannot_be_tried_is_refused(cast: Cast) -> None:
    boss = cast.scope("supervisor")
    with pytest.raises(points.BadTrial):
        points.try_scheme(scope=boss, scheme="none", weights={}, programme="unit", at=AT)
    with pytest.raises(BadScheme):
        points.try_scheme(scope=boss, scheme="family_need", weights={"seniority": 2000}, programme="unit", at=AT)
    for amount in (Money(0), Money.bhd(200_000)):
        with pytest.raises(points.BadTrial):
            points.try_ceiling(scope=boss, ceiling=amount, programme="unit", at=AT)
    for role in ("reviewer", "auditor", "administrator"):
        with pytest.raises(NotForThisRole):
            points.try_ceiling(scope=cast.scope(role), ceiling=Money.bhd(1), programme="unit", at=AT)
    assert not PolicyTrial.objects.exists()


def test_only_overseers_read_trials(cast: Cast) -> None:
    trial = points.try_ceiling(scope=cast.scope("supervisor"), ceiling=Money.bhd(1), programme="unit", at=AT)
    for role in ("reviewer", "approver", "head", "administrator"):
        assert queries.trials(cast.scope(role)) == ()
        with pytest.raises(OutOfScope):
            queries.trial(cast.scope(role), trial.pk)
    assert [one.id for one in queries.trials(cast.scope("auditor"))] == [trial.pk]
    for missing in (trial.pk, trial.pk + 1):
        with pytest.raises(OutOfScope):
            queries.trial_sheet(cast.scope("supervisor"), missing)


def test_the_job_computes_once_and_says_when_it_cannot(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = points.try_ceiling(scope=cast.scope("supervisor"), ceiling=Money.bhd(1), programme="unit", at=AT)
    assert ProcrastinateJob.objects.filter(task_name=RUN_TRIAL).count() == 1
    monkeypatch.setattr(points, "households", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.run_trial(trial.pk)
    trial.refresh_from_db()
    assert trial.status == TrialStatus.FAILED
    monkeypatch.undo()
    tasks.run_trial(trial.pk)
    finished = PolicyTrial.objects.get(pk=trial.pk)
    assert finished.status == TrialStatus.DONE
    assert points.run_trial(trial_id=trial.pk, at=AT).finished_at == finished.finished_at
