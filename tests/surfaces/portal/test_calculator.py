"""The finance calculator answers with the figures in force, in the reader's words, and keeps nothing."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.cast import AT, Cast

from iskan.apps.cases.models import Case
from iskan.apps.catalogue.models import PublishedFigure
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.policy import registry

pytestmark = pytest.mark.usefixtures("cast")
PAGE = "/en/calculator/"
FIGURES = {"income": "750", "age": "31", "price": "95,000", "savings": "8.000"}


def worked_out(client: Client, **figures: str) -> str:
    answer = client.post(PAGE, {**FIGURES, **figures})
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode().replace("\u00a0", " ")


def test_every_programme_is_told_and_nothing_is_kept(client: Client) -> None:
    page = worked_out(client)
    for name in (
        "Tas&#39;heel",
        "Mazaya",
        "Tas&#39;heel+, first plan",
        "Tas&#39;heel+, second plan",
        "Tumooh",
        "Restoration finance",
    ):
        assert f'class="panel-title">{name}<' in page
    assert "BHD 44,473.009" in page
    assert "The whole instalment is BHD 427.101" in page
    assert "2 programmes are possible by your figures" in page
    assert not AuditEntry.objects.exists()
    assert not client.cookies.get("sessionid")


def test_the_most_is_worked_out_where_no_price_is_given(client: Client) -> None:
    page = worked_out(client, price="", savings="")
    assert "BHD 81,000" in page
    assert "Of the price you bring</dt>" not in page


def test_why_not_is_said_with_the_limit(client: Client) -> None:
    page = worked_out(client, income="300", age="55", price="130000")
    assert "No programme can be worked out from these figures" in page
    assert "Your income is below 320 BHD a month." in page
    assert "It ends at the age of 40 years." in page
    assert "The price of the home is above 120,000 BHD." in page


def test_what_is_not_configured_is_named(client: Client) -> None:
    page = worked_out(client, income="900")
    assert "Not configured: Years of repayment under Tas&#39;heel+. It is worked out as soon as" in page
    assert "Neither" not in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"income": ""}, "Monthly income:"),
        ({"age": "seventeen"}, "Enter a whole number."),
        ({"price": "95"}, "between 1,000 and 10,000,000"),
        ({"savings": "8,000"}, "The comma can be read in two ways"),
    ],
)
def test_what_is_typed_wrong_is_asked_for_again_and_kept(client: Client, wrong: dict[str, str], words: str) -> None:
    answer = client.post(PAGE, {**FIGURES, **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert all(f'value="{value}"' in answer.content.decode() for value in {**FIGURES, **wrong}.values() if value)


def test_paper_carries_the_figures_and_what_they_rest_on(client: Client) -> None:
    page = worked_out(client, action="print")
    assert 'class="paper' in page
    assert page.count('<details class="disclosure" open>') == 8
    assert "95,000 BHD" in page
    assert "Decision 950/2025" in page


def test_a_figure_the_ministry_publishes_is_worked_with_at_once(client: Client, cast: Cast) -> None:
    PublishedFigure.objects.create(
        figure="tasheel_plus_years", value=25, first_day=date(2026, 1, 1), instrument_ar="قرار التمويل",
        instrument_en="Decision on finance", proposed_by=cast.supervisor, proposed_at=AT,
        approved_by=cast.administrator, approved_at=AT,
    )  # fmt: skip
    page = worked_out(client, income="900")
    assert "4 programmes are possible by your figures" in page
    assert "BHD 315" in page
    assert "Decision on finance" in page


def _applied(client: Client, programme: str, **figures: str) -> str:
    return client.post(PAGE, {**FIGURES, **figures, "action": f"apply-{programme}"}).headers["Location"]


def _begun(client: Client, code: str) -> dict[str, object]:
    told = [check.register for check in registry.services()[code].register_checks]
    assert client.post(f"/en/services/{code}/start/", {"told": told}).status_code == 302
    return dict(Case.objects.get(service_code=code).application.answers)


def test_the_figures_go_into_an_application_after_sign_in_and_stand_in_no_address(client: Client, cast: Cast) -> None:
    assert _applied(client, "mazaya") == "/en/services/mazaya_finance/start/"
    client.force_login(cast.head)
    assert _begun(client, "mazaya_finance") == {"finance_asked": 81_000_000, "home_price": 95_000_000}
    assert "calculated-finance" not in client.session
    step = reverse("portal:step", args=(Case.objects.get().reference, "finance"))
    asked = client.get(step).content.decode()
    shown = dict(re.findall(r'name="(home_price|finance_asked)"[^>]*value="([^"]*)"', asked))
    assert shown == {"home_price": "95000", "finance_asked": "81000"}


def test_what_is_granted_is_asked_for_as_well_and_an_empty_price_is_not_carried(cast: Cast) -> None:
    client = cast.client("head")
    _applied(client, "tasheel", price="", income="400")
    assert _begun(client, "tasheel_finance") == {"finance_asked": 40_000_000}


def test_another_service_takes_none_of_it_and_an_hour_later_none_does(cast: Cast) -> None:
    client = cast.client("head")
    _applied(client, "mazaya")
    assert _begun(client, "tasheel_finance") == {}
    session = client.session
    session["calculated-finance"] |= {"at": clock.now().timestamp() - 3601}
    session.save()
    assert _begun(client, "mazaya_finance") == {}


def test_what_cannot_be_worked_out_is_not_applied_for(client: Client) -> None:
    for programme in ("tumooh", "unknown"):
        assert 'value="apply-mazaya"' in worked_out(client, action=f"apply-{programme}")
