"""Policy trials at the desk, in both languages, on a phone and at a desk, and in the dark."""

import os
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings
from tests.browser.conftest import DESK, PHONE, Visitor
from tests.browser.portal import cast_of_today
from tests.factories.cast import Cast, signed_in

from iskan.apps.accounts.models import User
from iskan.apps.allocation.models import PolicyTrial, WaitingListEntry
from iskan.apps.allocation.operations.points import run_trial, try_ceiling, try_scheme
from iskan.apps.cases.models import Case, CaseFact
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.catalogue.queries import service
from iskan.core.money import Money
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
NEW = "new_housing_application"


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    cast = cast_of_today(settings)
    at, version = clock.now(), ensure_version(service=service(NEW), at=clock.now())
    for number, governorate in zip(range(24), cycle(("BH-13", "BH-14", "BH-15", "BH-17"))):
        case = Case.objects.create(
            reference=f"CASE{number:03}", service_code=NEW, service_version_id=version, applicant=cast.head,
            stage="approved", stage_since=at, created_at=at, filed_at=at, closed_at=at,
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


def come_in(visitor: Visitor, user: User) -> None:
    cookie = signed_in(user).cookies[django_settings.SESSION_COOKIE_NAME].value
    visitor.page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.root}]
    )


def show(visitor: Visitor, cast: Cast, name: str) -> None:
    boss = cast.scope("supervisor", clock.today())
    weights = {"seniority": 0}
    scheme = try_scheme(scope=boss, scheme="family_need", weights=weights, programme="unit", at=clock.now())
    ceiling = try_ceiling(scope=boss, ceiling=Money.bhd(900), programme="unit", at=clock.now())
    failed = try_ceiling(scope=boss, ceiling=Money.bhd(700), programme="unit", at=clock.now())
    PolicyTrial.objects.filter(pk=failed.pk).update(status="failed")
    run_trial(trial_id=scheme.pk, at=clock.now())
    come_in(visitor, cast.supervisor)
    pages = {
        "list": "", "scheme": "scheme/family_need/", "ceiling": "ceiling/", "trial": f"{scheme.pk}/?reference=CASE003",
        "waiting": f"{ceiling.pk}/", "failed": f"{failed.pk}/",
    }  # fmt: skip
    for shown, path in pages.items():
        visitor.go(f"/staff/policy-trials/{path}")
        visitor.check()
        if folder := os.environ.get("PICTURES"):
            visitor.page.screenshot(path=Path(folder) / f"trial-{shown}-{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_page_of_a_trial(visitor: VisitorMaker, cast: Cast, language: str, width: int) -> None:
    show(visitor(language=language, width=width), cast, f"{language}-{width}")


def test_in_the_dark(visitor: VisitorMaker, cast: Cast) -> None:
    show(visitor(language="ar", scheme="dark"), cast, "ar-dark")
