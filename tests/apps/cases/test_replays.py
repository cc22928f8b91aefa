"""What was judged is judged again to the same findings, whatever was published or learnt since."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from tests.factories.cast import AT, Cast
from tests.factories.journeys import filed_case

from iskan.apps.cases.findings import keep_findings, read_findings
from iskan.apps.cases.models import Case, CaseAssessment
from iskan.apps.cases.operations.checking import reassess
from iskan.apps.cases.queries.replays import replayed
from iskan.apps.catalogue.operations import approve_figure, propose_figure
from iskan.core.text import Text
from iskan.integrations.synthetic import cast as personas
from iskan.policy.parameters.ages import AGE_MIN

pytestmark = pytest.mark.usefixtures("registers", "cast")
UNMARRIED = {"programme": "unit", "family_category": "3"}
LATER = AT.replace(day=20)


def _judged(persona: str = personas.ADULT_SON) -> Case:
    return filed_case(persona, UNMARRIED)[0]


def _publish(cast: Cast, value: int) -> None:
    """Publish a figure whose first day lies before everything: the law as learnt later."""
    row = propose_figure(
        scope=cast.scope("administrator"),
        figure=AGE_MIN.code,
        value=value,
        first_day=date(2026, 1, 1),
        instrument=Text(ar="قرار", en="Decision"),
        article="",
        past_reason="نُشر متأخرًا",
        at=LATER,
    )
    approve_figure(scope=cast.scope("approver"), figure_id=row.pk, at=LATER)


def _criterion(assessment: CaseAssessment, code: str) -> str:
    return next(finding["verdict"] for finding in assessment.findings if finding["criterion"] == code)


@pytest.mark.parametrize("persona", [personas.ADULT_SON, personas.TOO_YOUNG, personas.ORPHAN_WITH_SIBLINGS])
def test_kept_inputs_come_to_the_kept_findings(persona: str) -> None:
    kept = _judged(persona).assessments.get()
    again = replayed(kept)
    assert again.verdict == kept.verdict
    assert keep_findings(again.findings) == kept.findings
    assert [finding.criterion for finding in read_findings(kept.findings)] == [f.criterion for f in again.findings]


def test_a_figure_published_later_changes_no_finding_made_before_and_every_one_after(cast: Cast) -> None:
    case = _judged()
    first = case.assessments.get()
    _publish(cast, value=99)
    first.refresh_from_db()
    assert _criterion(first, "age") == "met"
    assert keep_findings(replayed(first).findings) == first.findings
    second = reassess(scope=cast.scope("reviewer"), reference=case.reference, at=LATER)
    assert second is not None
    assert _criterion(second, "age") == "not_met"
    assert keep_findings(replayed(second).findings) == second.findings


def test_a_fact_learnt_later_changes_no_finding_made_before() -> None:
    case = _judged()
    case.facts.filter(code="birth_date").update(value="2015-01-01")
    first = case.assessments.get()
    assert keep_findings(replayed(first).findings) == first.findings


def test_the_console_judges_all_again() -> None:
    _judged()
    said = io.StringIO()
    call_command("cases", "replay", stdout=said)
    assert "1 assessments come out as they did" in said.getvalue()
    case = _judged(personas.ORPHAN_WITH_SIBLINGS)
    CaseAssessment.objects.create(
        case=case, at=AT, on_day=AT.date(), verdict="eligible", facts={}, findings=[{"criterion": "age"}]
    )
    with pytest.raises(CommandError, match=case.reference):
        call_command("cases", "replay", stdout=said)


def test_the_console_goes_on_past_what_it_cannot_judge_and_says_so_for_each_case() -> None:
    first, second, third = (
        _judged(persona) for persona in (personas.ADULT_SON, personas.ORPHAN_WITH_SIBLINGS, personas.TOO_YOUNG)
    )
    kept = first.assessments.get()
    unknown = {"a_fact_of_old": {"value": 1, "source": {"ar": "م", "en": "S"}, "at": None}}
    CaseAssessment.objects.create(
        case=first, at=AT, on_day=AT.date(), verdict="eligible", facts=kept.facts | unknown, findings=kept.findings
    )
    CaseAssessment.objects.create(
        case=second,
        at=AT,
        on_day=AT.date(),
        verdict="eligible",
        facts={"birth_date": {**next(iter(unknown.values())), "value": []}},
        findings=[],
    )
    with pytest.raises(CommandError) as told:
        call_command("cases", "replay")
    said = str(told.value)
    assert "Of 5 assessments" in said
    assert "2 cannot be judged again" in said
    assert f"{first.reference} ({AT.isoformat()}): the service no longer asks for: a_fact_of_old" in said
    assert f"{second.reference} ({AT.isoformat()}): what was kept cannot be read" in said
    assert third.reference not in said


def test_better_words_are_no_other_answer_but_another_verdict_is() -> None:
    case = _judged()
    kept = case.assessments.get()
    reworded = [
        finding | {"legal_basis": {"ar": "سند بصياغة أخرى", "en": "Cited otherwise"}} for finding in kept.findings
    ]
    again = {"case": case, "at": AT, "on_day": kept.on_day, "verdict": kept.verdict, "facts": kept.facts}
    CaseAssessment.objects.create(**again, findings=reworded)
    call_command("cases", "replay", stdout=io.StringIO())

    turned = [kept.findings[0] | {"verdict": "not_met"}, *kept.findings[1:]]
    CaseAssessment.objects.create(**again, findings=turned)
    with pytest.raises(CommandError, match=case.reference):
        call_command("cases", "replay", stdout=io.StringIO())
