"""Branches at the desk: what is not set, entering and correcting one by two, and what citizens then read."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.cast import Cast

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.catalogue.branches import all_branches, branch_of

NEW = {
    "name_ar": "فرع مدينة عيسى", "name_en": "Isa Town branch", "governorate": "BH-14", "building": "1088",
    "road": "4025", "block": "٨٤٠", "telephone": "+973 1700 0000", "services_ar": "استلام المستندات\n\n الاستفسارات ",
    "services_en": "Documents\nEnquiries", "latitude": "26.1736", "longitude": "50.5478",
    "instrument_ar": "أمر إداري", "instrument_en": "An order", "version": "",
}  # fmt: skip
ENTER, CORRECT = reverse("backoffice:enter-branch"), reverse("backoffice:correct-branch", args=["headquarters"])


def agreed(cast: Cast) -> None:
    act = ProposedAct.objects.get()
    cast.client("approver").post(reverse("backoffice:act", args=[act.pk]), {"verdict": "agree"})


def test_the_list_says_what_is_not_set_and_opens_nothing_to_an_auditor(cast: Cast) -> None:
    page = cast.client("auditor").get(reverse("backoffice:branches")).content.decode()
    assert "بيانات غير محددة: 6" in page
    assert CORRECT not in page
    assert ENTER not in page


def test_a_branch_entered_by_two_is_read_by_citizens(cast: Cast, client: Client) -> None:
    assert cast.client("supervisor").post(ENTER, NEW).status_code == 302
    page = client.get("/en/help/branches/").content.decode()
    assert "Isa Town branch" not in page
    assert "Not set by the ministry yet: Telephone, Services, Accessible entrance, How to get there" in page
    agreed(cast)
    page = client.get("/en/help/branches/").content.decode()
    assert "Building 1088, Road 4025, Block 840" in page
    assert 'href="tel:+97317000000"' in page
    assert 'href="geo:26.1736,50.5478?q=26.1736,50.5478"' in page
    assert "<li>Enquiries</li>" in page
    assert page.count('class="outline-pin"') == 2


def test_what_stands_fills_the_form_and_a_correction_needs_a_reason(cast: Cast) -> None:
    page = cast.client("supervisor").get(CORRECT).content.decode()
    assert 'value="317"' in page
    sent = NEW | {"version": "0", "building": "100"}
    assert 'id="reason-error"' in cast.client("supervisor").post(CORRECT, sent).content.decode()
    assert cast.client("supervisor").post(CORRECT, sent | {"reason": "ورد العنوان"}).status_code == 302
    agreed(cast)
    found = branch_of("headquarters")
    assert found is not None
    assert (found.building, found.version, len(all_branches())) == ("100", 1, 1)


def test_a_closed_branch_leaves_citizens_the_other_ways(cast: Cast, client: Client) -> None:
    cast.client("supervisor").post(CORRECT, NEW | {"version": "0", "closed": "yes", "reason": "انتقل"})
    agreed(cast)
    page = client.get("/help/branches/").content.decode()
    assert "لا يوجد فرع مفتوح" in page
    assert "مغلق أمام المراجعين" in cast.client("auditor").get(reverse("backoffice:branches")).content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name_en": ""}, "name_en"),
        ({"governorate": ""}, "governorate"),
        ({"block": "31"}, "block"),
        ({"hours_ar": "صباحًا"}, "hours_en"),
        ({"hours_en": "mornings"}, "hours_ar"),
        ({"telephone": "1700"}, "telephone"),
        ({"latitude": ""}, "latitude"),
        ({"longitude": ""}, "longitude"),
        ({"longitude": "east"}, "longitude"),
        ({"longitude": "NaN"}, "longitude"),
        ({"latitude": "50.5", "longitude": "26.2"}, "latitude"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(cast: Cast, given: dict[str, str], field: str) -> None:
    answer = cast.client("supervisor").post(ENTER, NEW | given)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()
    assert 'value="4025"' in answer.content.decode()


def test_a_branch_nobody_knows_is_not_found(cast: Cast) -> None:
    assert cast.client("supervisor").get(reverse("backoffice:correct-branch", args=["nowhere"])).status_code == 404
