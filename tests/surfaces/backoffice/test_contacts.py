"""Calls and visits on the desk: the form, the case, the household's file, the inbox."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.cast import Cast

from iskan.apps.cases.models import Case, ContactEntry
from iskan.foundation import clock

Filed = Callable[..., Case]


def address(case: Case, rest: str = "contacts/") -> str:
    return f"/en/staff/cases/{case.reference}/{rest}"


def words(**more: str) -> dict[str, str]:
    now = timezone.localtime(clock.now())
    earlier = (now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    known = {"way": "called_us", "spoken_at": earlier, "spoke_with": "ليلى", "said": "سألت عن الموعد"}
    return known | {"promised": "رد مكتوب", "promised_on": now.date().isoformat()} | more


def test_a_call_is_written_down_promised_and_done(cast: Cast, filed: Filed) -> None:
    case, reviewer = filed(), cast.client("reviewer")
    assert "Write down a call or visit" in reviewer.get(address(case)).content.decode()
    assert reviewer.post(address(case), words()).status_code == 302
    page = reviewer.get(address(case, "")).content.decode()
    first = page[page.index('id="attention"') : page.index("</section>", page.index('id="attention"'))]
    assert "رد مكتوب" in first
    assert "سألت عن الموعد" in page
    file = reviewer.get(f"/en/staff/households/{case.reference}/").content.decode()
    assert "سألت عن الموعد" in file
    assert "Promised to the applicant" in reviewer.get("/en/staff/inbox/").content.decode()
    entry = ContactEntry.objects.get()
    assert reviewer.post(address(case, f"contacts/{entry.pk}/done/")).status_code == 302
    assert "Done on" in reviewer.get(address(case, "")).content.decode()
    assert "Promised to the applicant" not in reviewer.get("/en/staff/inbox/").content.decode()


def test_an_auditor_reads_it_and_is_offered_nothing(cast: Cast, filed: Filed) -> None:
    case = filed()
    cast.client("reviewer").post(address(case), words())
    page = cast.client("auditor").get(address(case, "")).content.decode()
    assert "سألت عن الموعد" in page
    assert "Mark as done" not in page
    assert "Write down a call or visit" not in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"way": "pigeon"}, "Choose one of the options."),
        ({"spoken_at": "yesterday"}, "Enter a date and time"),
        ({"spoken_at": "2999-01-01T10:00"}, "This time has not come yet."),
        ({"spoke_with": ""}, "Answer this question."),
        ({"said": " "}, "Answer this question."),
        ({"promised": ""}, "Enter what was promised and its day"),
        ({"promised_on": "2020-01-01"}, "Choose today or a later day."),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_lost(cast: Cast, filed: Filed, more: dict[str, str], said: str) -> None:
    answer = cast.client("reviewer").post(address(filed()), words(**{"spoke_with": "ليلى حسن"} | more))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert more.get("said", "سألت عن الموعد").strip() in page
    assert not ContactEntry.objects.exists()
