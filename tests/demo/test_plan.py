"""Cases drawn by chance: the same for the same seed, possible in time, in the country's proportions."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from iskan.demo.model_cases import MODEL_CASES
from iskan.demo.people import Candidate
from iskan.demo.plan import BAHRAIN, LOST, MOST_WHOLE, OLDEST_APPLICANT, OPEN, SPOUSES_OF, Model, Planned, Planner
from iskan.demo.playing import HOUSING
from iskan.foundation.references import read_reference
from iskan.integrations.synthetic.cast_families import CAST_FAMILIES

AT = datetime(2026, 10, 14, 7, 30, tzinfo=UTC)
WIFE = CAST_FAMILIES[0].people[0]


def model(number: int) -> Model:
    wanted = MODEL_CASES[number]
    begun = AT - timedelta(days=wanted.days_ago)
    return Model(
        case_id=number + 1,
        ends=wanted.ends,
        programme=wanted.programme if wanted.service == HOUSING else "",
        cpr="",
        begun_at=begun,
        filed_at=None if wanted.ends == "draft" else begun + timedelta(minutes=20),
        left_at=begun + timedelta(days=6) if wanted.ends in {"housed", "left"} else None,
    )


MODELS = [model(number) for number in range(len(MODEL_CASES))]


def candidate(born: date = date(1988, 4, 2)) -> Candidate:
    return Candidate("880400101", "أحمد", "Ahmed", born, 1, "BH-15", (), (WIFE,))


def planned(count: int = 6000, *, seed: int = 7, people: int = 3000, born: date = date(1988, 4, 2)) -> list[Planned]:
    planner = Planner(seed=seed, at=AT, models=MODELS, first_id=100)
    return list(planner.cases([candidate(born)] * people, count))


def begun(case: Planned) -> datetime:
    return case.model.begun_at + case.shift


@pytest.fixture(scope="module")
def cases() -> list[Planned]:
    return planned()


def test_same_seed_plans_the_same() -> None:
    assert planned(300) == planned(300)
    assert planned(300) != planned(300, seed=8)


def test_ids_follow_each_other_and_references_are_distinct(cases: list[Planned]) -> None:
    assert [case.case_id for case in cases] == list(range(100, 6100))
    assert len({case.reference for case in cases}) == len(cases)
    assert all(read_reference(case.reference) == case.reference for case in cases[:200])


def test_cases_are_moved_back_by_whole_weeks_and_within_their_day(cases: list[Planned]) -> None:
    for case in cases:
        assert case.days <= 0
        assert case.days % 7 == 0
        assert timedelta(0) <= timedelta(days=case.days) - case.shift < timedelta(days=1)
        day = case.model.begun_at.astimezone(BAHRAIN).date() + timedelta(days=case.days)
        assert begun(case).astimezone(BAHRAIN).date() == day


def test_open_cases_stay_on_their_models_day(cases: list[Planned]) -> None:
    assert {case.days for case in cases if case.model.ends in dict(OPEN)} == {0}


def test_whole_copies_are_of_late_and_not_too_many(cases: list[Planned]) -> None:
    whole = [case for case in cases if case.is_whole]
    assert {case.days for case in whole} == {0}
    assert {"approved", "refused", "in_review"} <= {case.model.ends for case in whole}
    many = [case for case in planned(20_000, people=20_000) if case.is_whole]
    assert len(many) == MOST_WHOLE
    assert max(case.candidate for case in many) < SPOUSES_OF


def test_whole_copies_are_of_those_whose_spouses_can_declare() -> None:
    planner = Planner(seed=7, at=AT, models=MODELS, first_id=100)
    later = list(planner.cases([candidate()] * (SPOUSES_OF + 3000), SPOUSES_OF + 3000))[SPOUSES_OF:]
    assert [case for case in later if case.model.ends in dict(OPEN)]
    assert not any(case.is_whole for case in later)


def test_only_one_open_case_each(cases: list[Planned]) -> None:
    assert set(Counter(case.candidate for case in cases if case.model.ends in dict(OPEN)).values()) == {1}
    again = cases[3000:]
    assert {case.model.ends for case in again} <= {*dict(LOST), "contact", "members"}


def test_list_and_programmes_keep_the_countrys_proportions(cases: list[Planned]) -> None:
    waiting = [case for case in cases if case.model.ends.startswith("approved")]
    share = Counter(case.model.programme for case in waiting)
    assert share["unit"] / len(waiting) > 0.88
    assert set(share) == {"unit", "plot", "ownership_flat"}
    assert Counter(case.governorate for case in waiting).most_common(1)[0][0] == "BH-17"


def test_every_model_has_copies(cases: list[Planned]) -> None:
    assert {case.model.case_id for case in cases} == {model.case_id for model in MODELS}


def test_who_left_the_list_left_after_the_grant_and_before_today(cases: list[Planned]) -> None:
    left = [case for case in cases if case.model.left_at]
    assert left
    for case in left:
        assert case.model.left_at is not None
        assert begun(case) < case.model.left_at + case.later <= AT


def test_served_households_are_those_whose_turn_has_come() -> None:
    cases = planned(born=date(1978, 1, 1))
    granted = [case for case in cases if case.model.ends.startswith("approved") or case.model.left_at]
    first = [case for case in granted if begun(case).year <= 2003]
    assert first
    assert sum(case.model.ends == "housed" for case in first) / len(first) > 0.9


def test_who_is_too_old_for_an_application_asks_for_something_else() -> None:
    assert {case.model.programme for case in planned(50, born=date(1944, 1, 1))} == {""}


def test_nobody_applies_too_young_or_too_old() -> None:
    for case in planned(400, people=400, born=date(1980, 6, 1)):
        if case.model.programme and case.days:
            assert 2002 <= begun(case).year <= 1980 + OLDEST_APPLICANT


def test_contact_updates_are_the_commonest_of_the_rest(cases: list[Planned]) -> None:
    rest = Counter(case.model.ends for case in cases if not case.model.programme)
    assert rest.most_common(1)[0][0] == "contact"
