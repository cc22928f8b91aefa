"""A case is sealed from its page: readers named by one official, agreed to by another, changed, and lifted."""

import pytest
from tests.factories.cast import Cast
from tests.surfaces.backoffice.test_cancellations import REFERENCE, waiting  # noqa: F401 -- a fixture

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.cases.models import Case

ADDRESS = f"/en/staff/cases/{REFERENCE}/seal/"


def decided(cast: Cast, who: str, verdict: str = "agree") -> tuple[str, str]:
    """Decide on the newest act as somebody; return where that leads, and the page there."""
    act = ProposedAct.objects.latest("pk")
    sent = {"verdict": verdict, "reason": "سبب"}
    answer = cast.client(who).post(f"/en/staff/acts/{act.pk}/", sent, follow=True)
    (address, _status), *_ = answer.redirect_chain
    return str(address), answer.content.decode()


@pytest.mark.usefixtures("waiting")
def test_it_is_sealed_to_readers_changed_and_lifted(cast: Cast) -> None:
    reviewer = cast.client("reviewer")
    form = reviewer.get(ADDRESS).content.decode()
    assert cast.approver.name_en in form
    unnamed = reviewer.post(ADDRESS, {"reason": "شخصية معروفة"})
    assert unnamed.status_code == 422
    readers = [str(cast.reviewer.pk), str(cast.approver.pk), "x"]
    assert reviewer.post(ADDRESS, {"reason": "شخصية معروفة", "readers": readers}).status_code == 302
    # Who agrees is none of the readers, and is led to the list: the act is theirs to see no more.
    assert decided(cast, "supervisor")[0].endswith("/staff/acts/")
    case = Case.objects.get(reference=REFERENCE)
    assert set(case.sealed_readers or ()) == {cast.reviewer.pk, cast.approver.pk}
    assert cast.approver.name_en in reviewer.get(ADDRESS).content.decode()
    assert cast.client("supervisor").get(ADDRESS).status_code == 404

    assert reviewer.post(ADDRESS, {"reason": "زال السبب", "action": "lift"}).status_code == 302
    assert "It is agreed and carried out." in decided(cast, "approver")[1]
    case.refresh_from_db()
    assert case.sealed_at is None


@pytest.mark.usefixtures("waiting")
def test_a_proposal_is_declined_or_taken_back(cast: Cast) -> None:
    reviewer = cast.client("reviewer")
    sent = {"reason": "شخصية معروفة", "readers": [str(cast.reviewer.pk), str(cast.approver.pk)]}
    reviewer.post(ADDRESS, sent)
    assert "It is declined. Nothing was changed." in decided(cast, "approver", "decline")[1]
    reviewer.post(ADDRESS, sent)
    assert "The proposal is taken back." in decided(cast, "reviewer", "take-back")[1]
    act = ProposedAct.objects.latest("pk")
    assert reviewer.post(f"/en/staff/acts/{act.pk}/", {"verdict": "perhaps"}).status_code == 422
    assert Case.objects.get(reference=REFERENCE).sealed_at is None
