"""The citizen says where they would rather live, and the next distribution listens."""

from datetime import date

import pytest
from tests.factories.cast import Cast, let_act, signed_in
from tests.factories.nominations import prepared, waits
from tests.factories.stock import make_project

from iskan.apps.accounts.models import User
from iskan.apps.allocation.queries import distribution as queries
from iskan.apps.cases.models import Case
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.waiting_lists.models import ProjectWish
from iskan.core.distribution.explaining import ApplicationResult
from iskan.foundation import clock


@pytest.fixture
def case(cast: Cast) -> Case:
    make_project("buri", units={"house-4br": 1}, state=UnitState.READY)
    make_project("sitra", units={"house-4br": 1}, state=UnitState.READY)
    make_project("tubli", units={"plot-standard": 1}, state=UnitState.READY)
    return waits(cast, date(2004, 1, 1))


def test_wishes_decide_where_the_next_distribution_nominates(cast: Cast, case: Case) -> None:
    client, address = signed_in(case.applicant), f"/en/cases/{case.reference}/wishes/"
    shown = client.get(address).content.decode()
    assert "Project sitra" in shown
    assert "Project tubli" not in shown

    kept = client.post(address, {"wish-1": "sitra", "wish-2": "buri", "wish-3": ""})
    assert kept.status_code == 302
    wish = ProjectWish.objects.get(case=case)
    assert (wish.projects, wish.only) == (["sitra", "buri"], False)
    outcome = queries.recomputed(prepared(cast))
    assert [each.project for each in outcome.nominated()] == ["sitra"]


def test_whoever_wants_nothing_else_waits_for_it(cast: Cast, case: Case) -> None:
    other = waits(cast, date(2003, 1, 1), wishes=("sitra",))
    signed_in(case.applicant).post(f"/en/cases/{case.reference}/wishes/", {"wish-1": "sitra", "only": "yes"})
    found = prepared(cast)

    _case, told = queries.explanation_for(cast.scope("reviewer"), found.reference, case.reference)
    assert told.standing is ApplicationResult.RESERVE
    assert [each.case for each in queries.recomputed(found).nominated()] == [other.pk]


def test_nobody_says_wishes_or_takes_a_card_in_the_name_of_the_dead(cast: Cast, case: Case) -> None:
    let_act(case.applicant, cast.delegate, clock.now())
    User.objects.filter(pk=case.applicant_id).update(died_on=clock.today())
    asked: dict[str, dict[str, str]] = {"wishes": {"wish-1": "sitra"}, "card": {}}
    for reader in (case.applicant, cast.delegate):
        for address, words in asked.items():
            answer = signed_in(reader).post(f"/en/cases/{case.reference}/{address}/", words)
            assert answer.status_code == 422, address
            assert "What heirs may do is not configured yet" in answer.content.decode()
    assert not ProjectWish.objects.filter(case=case).exists()
    assert not IssuedDocument.objects.filter(case_reference=case.reference).exists()


def test_wishes_are_taken_back_and_bad_ones_said(case: Case) -> None:
    client, address = signed_in(case.applicant), f"/en/cases/{case.reference}/wishes/"
    client.post(address, {"wish-1": "sitra"})
    for words in ({"wish-1": "sitra", "wish-2": "sitra"}, {"wish-1": "tubli"}, {"wish-1": "atlantis"}):
        refused = client.post(address, words)
        assert (refused.status_code, "Choose different projects" in refused.content.decode()) == (422, True)
    assert client.post(address, {}).status_code == 302
    assert not ProjectWish.objects.exists()


def test_wishes_are_the_waiting_households_own(cast: Cast, case: Case) -> None:
    address = f"/en/cases/{case.reference}/wishes/"
    for role in ("stranger", "reviewer"):
        assert cast.client(role).get(address).status_code == 404
        assert cast.client(role).post(address, {"wish-1": "sitra"}).status_code == 404
    case.waiting_list_entry.delete()
    client = signed_in(case.applicant)
    assert (client.get(address).status_code, client.post(address, {"wish-1": "sitra"}).status_code) == (404, 404)
