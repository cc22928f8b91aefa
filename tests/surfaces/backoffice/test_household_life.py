"""What happened to a household: listed until settled, on the case, and in the citizen's history."""

import pytest
from tests.factories.cast import Cast
from tests.surfaces.backoffice.test_cancellations import REFERENCE, waiting  # noqa: F401 -- a fixture

from iskan.apps.cases.models import Case
from iskan.apps.household_life.models import HouseholdEvent
from iskan.core.household_life import LifeEventKind
from iskan.foundation import clock

LIST = "/en/staff/household-events/"


@pytest.mark.usefixtures("waiting")
def test_an_event_is_listed_settled_and_read_by_the_citizen(cast: Cast) -> None:
    reviewer = cast.client("reviewer")
    assert "Nothing awaits a decision" in reviewer.get(LIST).content.decode()
    case = Case.objects.get(reference=REFERENCE)
    for kind, asks in ((LifeEventKind.DIVORCED, True), (LifeEventKind.CHILD_BORN, False)):
        HouseholdEvent.objects.create(
            case=case, kind=kind, cpr="850101701", name_ar="مريم عيسى", name_en="Maryam Isa", asks_decision=asks,
            found_at=clock.now(),
        )  # fmt: skip
    event = HouseholdEvent.objects.get(kind=LifeEventKind.DIVORCED)
    listed = reviewer.get(LIST).content.decode()
    assert "Divorce from Maryam Isa" in listed
    assert "Maryam Isa was born" not in listed
    assert "Maryam Isa was born" in reviewer.get(f"{LIST}?state=all").content.decode()
    assert f"{LIST}{event.pk}/" in reviewer.get(f"/en/staff/cases/{REFERENCE}/").content.decode()
    history = cast.client("head").get(f"/en/cases/{REFERENCE}/").content.decode()
    assert "An official looks at it" in history

    proposed = reviewer.post(f"{LIST}{event.pk}/", {"reason": "تنتقل إلى الفئة الثانية"})
    page = reviewer.get(f"{LIST}{event.pk}/").content.decode()
    assert "Awaits a second official" in page
    assert "<textarea" not in page
    second = cast.client("approver")
    shown = second.get(proposed["Location"]).content.decode()
    assert "Divorce from Maryam Isa" in shown
    assert "تنتقل إلى الفئة الثانية" in shown
    second.post(proposed["Location"], {"verdict": "agree"})
    page = reviewer.get(f"{LIST}{event.pk}/").content.decode()
    assert "تنتقل إلى الفئة الثانية" in page
    assert cast.approver.name_en in page
    assert "Nothing awaits a decision" in reviewer.get(LIST).content.decode()
    history = cast.client("head").get(f"/en/cases/{REFERENCE}/").content.decode()
    assert "Divorce from Maryam Isa" in history
    assert "An official looks at it" not in history
    assert "This was decided on" in history
    assert "until this is decided" not in history
