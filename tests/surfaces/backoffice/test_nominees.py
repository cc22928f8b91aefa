"""The nominees of a distribution as an official record: every row on paper, and each printing in the trail."""

import io
import re
from collections import Counter

import pypdfium2
import pytest
from tests.factories.cast import Cast
from tests.factories.nominations import approved, prepared, small_market

from iskan.apps.allocation.models import Distribution
from iskan.apps.allocation.operations.records import print_nominees
from iskan.apps.allocation.queries.nominees import nominees_of
from iskan.apps.cases.models import Case
from iskan.apps.documents.press import typesetting
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.foundation.sandbox import JobLimits

STAFF = "/en/staff/distributions/"


def pages(cast: Cast, reference: str, role: str = "approver") -> list[str]:
    answer = cast.client(role).get(f"{STAFF}{reference}/nominees.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="nominees-{reference}.pdf"'
    with pypdfium2.PdfDocument(io.BytesIO(answer.content)) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def words(told: str) -> set[str]:
    """Return the words of a page; readers of PDF differ on the order of two languages on one line."""
    return set(re.findall(r"\w+", told))


def has_code(code: str, page: str) -> bool:
    """Say whether a line holds a code's letters: readers turn its parts around between Arabic words."""
    return any(not Counter(code) - Counter(line) for line in page.splitlines())


@pytest.fixture
def distribution(cast: Cast) -> Distribution:
    small_market(cast)
    return approved(cast)


def test_every_nominee_stands_on_it_with_page_digests_and_signatures(cast: Cast, distribution: Distribution) -> None:
    told = pages(cast, distribution.reference)
    text = words("\n".join(told))
    nominees = nominees_of(cast.scope("approver"), distribution)
    assert len(nominees.references) == distribution.nominated_count == 3
    assert nominees.withheld == 0
    for pool in nominees.pools:
        for one in pool.nominees:
            assert words(f"{one.cpr} {one.name.ar} {one.name.en}") <= text
    for number, page in enumerate(told, 1):
        assert words(f"page {number} of {len(told)}") <= words(page)
        assert has_code(distribution.outcome_digest, page)
    assert has_code(distribution.inputs_digest, told[-1])
    for said in ("Recommended by", "Approved by", "By seniority", "التوقيع والتاريخ"):
        assert words(said) <= text, said
    assert "nothing" not in text


def test_each_printing_and_whom_it_names_is_a_line(cast: Cast, distribution: Distribution) -> None:
    pages(cast, distribution.reference)
    line = AuditEntry.objects.get(action="distribution.nominees_printed")
    assert (line.subject, line.detail["count"]) == (distribution.reference, 3)
    listed = AuditEntry.objects.filter(action="list.read", actor_id=cast.approver.pk).get()
    assert len(listed.detail["shown"]) == 3


def test_what_is_not_approved_says_so(cast: Cast) -> None:
    small_market(cast)
    text = words("\n".join(pages(cast, prepared(cast).reference)))
    assert words("This distribution is not approved, and nothing follows") <= text
    assert words("This step has not been taken") <= text


def test_who_may_not_see_a_case_is_told_how_many_are_left_out(cast: Cast, distribution: Distribution) -> None:
    first, *_others = nominees_of(cast.scope("auditor"), distribution).pools
    closed = [one.reference for one in first.nominees]
    Case.objects.filter(reference__in=closed).update(sealed_at=clock.now(), sealed_readers=[cast.supervisor.pk])
    text = words("\n".join(pages(cast, distribution.reference)))
    assert not words(" ".join(closed)) <= text
    assert words(f"left out of it: {len(closed)}") <= text


def test_the_same_words_make_the_same_bytes(
    cast: Cast, distribution: Distribution, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, here = clock.now(), []
    scope, reference = cast.scope("approver"), distribution.reference
    apart = print_nominees(scope=scope, reference=reference, at=at)
    monkeypatch.setattr(typesetting.sandbox, "run", lambda function, *told, **said: here.append((function, told, said)))
    print_nominees(scope=scope, reference=reference, at=at)
    ((function, (kept, _limits), said),) = here
    assert function(kept, **said) == apart


def test_a_record_there_is_no_room_for_is_refused_in_words(
    cast: Cast, distribution: Distribution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "RECORD_LIMITS", JobLimits(memory_bytes=1_000_000))
    answer = cast.client("approver").get(f"{STAFF}{distribution.reference}/nominees.pdf")
    assert answer.status_code == 503
    assert "The record could not be printed" in answer.content.decode()


def test_the_page_lists_them_by_name_and_leads_to_the_record(cast: Cast, distribution: Distribution) -> None:
    page = cast.client("reviewer").get(f"{STAFF}{distribution.reference}/nominees/").content.decode()
    assert page.count("Yusuf Ahmed") == 3
    assert f'href="{STAFF}{distribution.reference}/nominees.pdf"' in page
    shown = cast.client("reviewer").get(f"{STAFF}{distribution.reference}/").content.decode()
    assert f'href="{STAFF}{distribution.reference}/nominees/"' in shown
    assert cast.client("outsider").get(f"{STAFF}{distribution.reference}/nominees.pdf").status_code == 404
