"""What a case's page puts first: what differs, is missing or waits; and what it folds away."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from tests.factories.cast import Cast
from tests.factories.journeys import accept_all

from iskan.apps.cases.models import Case, EvidenceItem
from iskan.apps.cases.operations.checking import ask_again
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

Filed = Callable[..., Case]


def first_of(cast: Cast, case: Case, role: str = "reviewer") -> str:
    """Return the part of the page that comes first."""
    answer = cast.client(role).get(f"/en/staff/cases/{case.reference}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    return page[page.index('id="attention"') : page.index("</section>", page.index('id="attention"'))]


def test_nothing_to_look_at_is_said_so(cast: Cast, filed: Filed) -> None:
    case = filed()
    accept_all(case, cast.scope("reviewer"), clock.now())
    first = first_of(cast, case)
    assert "Nothing differs and nothing is missing" in first
    assert "<li" not in first


def test_a_criterion_in_the_way_comes_first_with_its_article(cast: Cast, filed: Filed) -> None:
    case = filed(personas.OWNS_HOUSE)
    first = first_of(cast, case)
    assert "Not met" in first
    assert "Tested on" in first
    assert "Test again" in first
    assert "Test again" not in first_of(cast, case, "auditor")


def test_documents_nobody_has_judged_and_those_that_stand_for_nothing(cast: Cast, filed: Filed) -> None:
    case = filed()
    item = case.evidence.get(code="salary_statement")
    assert f'href="#proof-{item.pk}"' in first_of(cast, case)
    EvidenceItem.objects.filter(case=case).update(
        verdict="rejected", reviewed_by=cast.reviewer, reviewed_at=clock.now(), reason="باهت"
    )
    first = first_of(cast, case)
    assert "Nothing attached stands for it." in first
    assert f'href="#proof-{item.pk}"' not in first


def test_an_accepted_document_too_old_is_still_to_look_at(cast: Cast, filed: Filed) -> None:
    case = filed()
    accept_all(case, cast.scope("reviewer"), clock.now())
    old = timezone.localdate() - timedelta(days=400)
    EvidenceItem.objects.filter(case=case, code="salary_statement").update(issued_on=old)
    assert "or later is needed" in first_of(cast, case)


def test_a_difference_an_objection_and_a_register_that_waits(cast: Cast, filed: Filed) -> None:
    case = filed()
    known = dict(case.facts.values_list("code", "value"))
    case.application.answers |= {"family_category": "3" if known["category.likely"] != "3" else "2"}
    case.application.objections = {"marital_status": "تغيّرت"}
    case.application.save()
    case.household.objection = "سكن معنا ابن"
    case.household.save()
    ask_again(scope=cast.scope("reviewer"), reference=case.reference, register="labour", at=clock.now())
    first = first_of(cast, case)
    for words in ("Differs from the register", "تغيّرت", "سكن معنا ابن", "Ask again"):
        assert words in first, words


def test_a_document_stands_beside_the_answers_it_proves(cast: Cast, filed: Filed) -> None:
    case = filed()
    item = case.evidence.get(code="salary_statement")
    page = cast.client("reviewer").get(f"/en/staff/cases/{case.reference}/").content.decode()
    beside = page[page.index(f'id="proof-{item.pk}"') : page.index("</details>", page.index(f'id="proof-{item.pk}"'))]
    assert "Basic" in beside
    assert "data-viewer" in beside
    assert "Governorate" not in beside
