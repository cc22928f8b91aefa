"""The price and floor plan of a class of homes on the desk, from the form to the second official and the offer."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.factories.cast import Cast
from tests.factories.stock import make_project

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.documents.models import Document
from iskan.apps.documents.operations import DocumentInUse, discard_document
from iskan.apps.housing_stock.queries.terms import terms_of
from iskan.core.money import Money
from iskan.foundation import clock

ADDRESS = "/en/staff/projects/east-sitra/terms/house-4br/"
INSTRUMENT = {"instrument_ar": "قرار وزاري", "instrument_en": "Ministerial decision"}


@pytest.fixture(autouse=True)
def _homes(db: None) -> None:  # noqa: ARG001 -- kept in the database
    make_project()


def plan() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(drawn, "PNG")
    return SimpleUploadedFile("مخطط.png", drawn.getvalue(), "image/png")


def test_from_the_form_to_the_project_and_the_citizen(cast: Cast) -> None:
    keeper, second = cast.client("supervisor"), cast.client("approver")
    assert ADDRESS in keeper.get("/en/staff/projects/east-sitra/").content.decode()
    assert ADDRESS not in second.get("/en/staff/projects/east-sitra/").content.decode()
    sent = keeper.post(ADDRESS, INSTRUMENT | {"price": "٨٥٬٠٠٠", "document": plan()})
    assert sent.status_code == 302
    (proposal, drawing) = (ProposedAct.objects.get(), Document.objects.get())
    link = f"/en/documents/{drawing.pk}/"
    shown = second.get(sent.headers["Location"]).content.decode()
    assert "BHD 85,000" in shown
    assert link in shown
    assert second.get(link).status_code == 200
    assert cast.client("stranger").get(link).status_code == 404
    with pytest.raises(DocumentInUse):
        discard_document(scope=cast.scope("supervisor"), document_id=drawing.pk, at=clock.now())
    assert second.post(f"/en/staff/acts/{proposal.pk}/", {"verdict": "agree"}).status_code == 302
    found = terms_of("east-sitra", "house-4br")
    assert found is not None
    assert (found.price, found.plan) == (Money.bhd(85_000), drawing.pk)
    assert cast.client("stranger").get(link).status_code == 200
    project = keeper.get("/en/staff/projects/east-sitra/").content.decode()
    assert "85,000" in project
    assert link in project
    assert 'value="85,000"' in keeper.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"price": "dear"}, "Enter a price above zero"),
        ({"price": "0"}, "Enter a price above zero"),
        ({"price": ""}, "Enter the price or attach the plan"),
        ({"price": "85000", "instrument_en": ""}, "Answer this question"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(cast: Cast, words: dict[str, str], told: str) -> None:
    answer = cast.client("supervisor").post(ADDRESS, INSTRUMENT | words)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "قرار وزاري" in answer.content.decode()
    assert not ProposedAct.objects.exists()


def test_a_plan_of_a_refused_proposal_is_not_kept(cast: Cast) -> None:
    client = cast.client("supervisor")
    assert client.post(ADDRESS, INSTRUMENT | {"price": "-5", "document": plan()}).status_code == 422
    assert client.post(ADDRESS, INSTRUMENT | {"price": "85000"}).status_code == 302
    again = client.post(ADDRESS, INSTRUMENT | {"price": "90000", "document": plan()})
    assert again.status_code == 409
    assert not Document.objects.exists()


def test_a_class_the_project_does_not_have_has_no_page(cast: Cast) -> None:
    address = ADDRESS.replace("house-4br", "plot-standard")
    client = cast.client("supervisor")
    assert client.get(address).status_code == 404
    assert client.post(address, INSTRUMENT | {"price": "85000"}).status_code == 404
