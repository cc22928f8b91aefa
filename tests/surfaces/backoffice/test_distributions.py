"""Distributions at the desk: prepared, asked why, recommended, approved by another, read by the auditor."""

import pytest
from tests.factories.cast import Cast
from tests.factories.nominations import excepted, prepared, recommended, small_market
from tests.surfaces.backoffice.test_oversight import page, send

from iskan.apps.allocation.enums import DistributionState
from iskan.apps.allocation.models import Distribution, Nomination
from iskan.apps.allocation.operations.offers import open_offers
from iskan.apps.cases.models import Case
from iskan.foundation import clock


@pytest.fixture
def market(cast: Cast) -> list[Case]:
    return small_market(cast)


def test_a_distribution_walks_from_the_stock_to_its_nominations(cast: Cast, market: list[Case]) -> None:
    form = page(cast, "reviewer", "distributions/new/")
    assert "Project buri: 2 homes ready" in form

    made = send(cast, "reviewer", "distributions/new/", projects=["buri", "sitra"], reserve="50")
    found = Distribution.objects.get()
    assert made["Location"].endswith(f"/staff/distributions/{found.reference}/")
    shown = page(cast, "approver", f"distributions/{found.reference}/")
    assert "Not configured; chosen for this distribution" in shown
    assert market[0].reference in shown

    send(cast, "reviewer", f"distributions/{found.reference}/recommend/", reason="وفق الأقدمية")
    done = send(cast, "approver", f"distributions/{found.reference}/approve/")
    assert done.status_code == 302
    found.refresh_from_db()
    assert found.state == DistributionState.APPROVED
    assert Nomination.objects.count() == 3
    assert found.reference in page(cast, "auditor", "distributions/")
    assert "Printed on" in page(cast, "auditor", f"distributions/{found.reference}/report/")


def test_sent_twice_it_is_approved_once_and_the_telling_is_followed(cast: Cast, market: list[Case]) -> None:  # noqa: ARG001 -- the list distributed
    found = recommended(cast)
    address = f"distributions/{found.reference}/"
    assert "hx-get" not in page(cast, "approver", address)
    for _press in range(2):
        assert send(cast, "approver", f"{address}approve/").status_code == 302
    assert Nomination.objects.count() == 3

    shown = page(cast, "approver", address)
    assert "0 of 3" in shown
    assert f'hx-get="/en/staff/{address}"' in shown
    polled = cast.client("auditor").get(f"/en/staff/{address}", headers={"HX-Request": "true"}).content.decode()
    assert polled.lstrip().startswith("<section")
    assert "0 of 3" in polled
    open_offers(distribution_id=found.pk, at=clock.now())
    done = cast.client("approver").get(f"/en/staff/{address}", headers={"HX-Request": "true"}).content.decode()
    assert "All 3 nominated households have been told" in done
    assert "hx-get" not in done


def test_why_and_why_not_in_words(cast: Cast, market: list[Case]) -> None:
    excepted(cast, market[4])
    found = prepared(cast)

    def told(case: str) -> str:
        return page(cast, "auditor", f"distributions/{found.reference}/?case={case}")

    assert "Nominated here" in told(market[0].reference)
    assert "The homes ran out before its turn" in told(market[3].reference.lower())
    assert "Out of its order by exception" in told(market[4].reference)
    assert "No home of this distribution is open to this household" in told(market[5].reference)
    assert "No such application was on the list" in told("nonsense")
    by_exception = page(cast, "auditor", f"distributions/{found.reference}/?only=exceptions&page=9")
    assert market[4].reference in by_exception
    assert market[0].reference not in by_exception


@pytest.mark.usefixtures("market")
def test_what_is_refused_is_said(cast: Cast) -> None:
    for words, said in (
        ({}, "Choose at least one project."),
        ({"projects": ["buri"], "reserve": "abc"}, "A share is a number from 0 to 100."),
        ({"projects": ["buri"], "reserve": "300"}, "A share is a number from 0 to 100."),
        ({"projects": ["atlantis"]}, "The projects chosen have no home ready to give"),
    ):
        answer = send(cast, "reviewer", "distributions/new/", **words)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not Distribution.objects.exists()


@pytest.mark.usefixtures("market")
def test_four_eyes_at_the_desk(cast: Cast) -> None:
    found = recommended(cast)
    cast.reviewer.roles = ["reviewer", "approver"]
    cast.reviewer.save()

    assert "a second official must" in page(cast, "reviewer", f"distributions/{found.reference}/")
    assert send(cast, "reviewer", f"distributions/{found.reference}/approve/").status_code == 403
    assert send(cast, "supervisor", f"distributions/{found.reference}/approve/").status_code == 403
    assert send(cast, "auditor", f"distributions/{found.reference}/approve/").status_code == 403
    refused = send(cast, "approver", f"distributions/{found.reference}/call-off/")
    assert (refused.status_code, "Enter the reason." in refused.content.decode()) == (422, True)
    send(cast, "approver", f"distributions/{found.reference}/call-off/", reason="تغيّر المخزون")
    assert "تغيّر المخزون" in page(cast, "auditor", f"distributions/{found.reference}/")
    late = send(cast, "approver", f"distributions/{found.reference}/approve/")
    assert (late.status_code, "has moved on" in late.content.decode()) == (409, True)


@pytest.mark.usefixtures("market")
def test_other_departments_see_none(cast: Cast) -> None:
    found = prepared(cast)
    assert cast.client("outsider").get(f"/en/staff/distributions/{found.reference}/").status_code == 404
    assert found.reference not in page(cast, "outsider", "distributions/")
