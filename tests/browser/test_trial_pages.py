"""Policy trials at the desk, in both languages, on a phone and at a desk, and in the dark."""

from collections.abc import Callable
from datetime import date
from itertools import cycle

import pytest
from pytest_django import Settings
from tests.browser.conftest import BY_DAY, DESK, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today
from tests.factories.cast import Cast, citizen

from iskan.apps.cases.models import Case, CaseFact
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.catalogue.queries import service
from iskan.apps.waiting_lists.models import PolicyTrial, WaitingListEntry
from iskan.apps.waiting_lists.operations.points import run_trial, try_ceiling, try_scheme
from iskan.core.money import Money
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
NEW = "new_housing_application"


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    cast = cast_of_today(settings)
    at, version = clock.now(), ensure_version(service=service(NEW), at=clock.now())
    for number, governorate in zip(range(24), cycle(("BH-13", "BH-14", "BH-15", "BH-17"))):
        applicant = citizen(f"{900101000 + number}", "يوسف أحمد", "Yusuf Ahmed")
        case = Case.objects.create(
            reference=f"CASE{number:03}", service_code=NEW, service_version_id=version, applicant=applicant,
            department=cast.requests, stage="approved", stage_since=at, created_at=at, filed_at=at, closed_at=at,
        )  # fmt: skip
        WaitingListEntry.objects.create(
            case=case, programme="unit", governorate=governorate, seniority_on=date(2008 + number // 4, 1, 1),
            reference=case.reference, entered_at=at, place=number + 1, place_in_governorate=number // 4 + 1,
        )  # fmt: skip
        for code, value in (
            ("basic_salary", str(1050 - 37 * number)),
            ("fixed_allowances", []),
            ("family_category", "1"),
        ):
            CaseFact.objects.create(case=case, code=code, value=value, source_ar="س", source_en="s", at=at)
    return cast


@looked_at(ar=(*BY_DAY, (DESK, "dark")), en=BY_DAY)
def test_every_page_of_a_trial(visitor: VisitorMaker, cast: Cast, language: str, looks: Looks) -> None:
    boss = cast.scope("supervisor", clock.today())
    weights = {"seniority": 0}
    scheme = try_scheme(scope=boss, scheme="family_need", weights=weights, programme="unit", at=clock.now())
    ceiling = try_ceiling(scope=boss, ceiling=Money.bhd(900), programme="unit", at=clock.now())
    failed = try_ceiling(scope=boss, ceiling=Money.bhd(700), programme="unit", at=clock.now())
    PolicyTrial.objects.filter(pk=failed.pk).update(status="failed")
    run_trial(trial_id=scheme.pk, at=clock.now())
    someone = visitor(language=language, looks=looks).come_in(cast.client("supervisor"))
    for path in (
        *("", "scheme/family_need/", "ceiling/"),
        *(f"{scheme.pk}/?reference=CASE003", f"{ceiling.pk}/", f"{failed.pk}/"),
    ):
        someone.go(f"/staff/policy-trials/{path}")
        someone.check()
