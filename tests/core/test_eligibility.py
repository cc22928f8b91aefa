"""Criteria tested on facts as of a day."""

from datetime import UTC, date, datetime

import pytest

from iskan.core.dated import Dated, FigureBook, LegalBasis, Version
from iskan.core.eligibility import (
    Criterion,
    CriterionContext,
    CriterionOutcome,
    Fact,
    FactKind,
    FactMissing,
    FactValue,
    Overall,
    Verdict,
    assess,
    compared,
)
from iskan.core.text import Text

WORDS = Text(ar="العمر", en="age")
REGISTER = Text(ar="السجل السكاني", en="Population register")
DECISION, ARTICLE = Text(ar="القرار 1", en="Decision 1"), Text(ar="المادة 2", en="Article 2")
BASIS = LegalBasis(instrument=DECISION, article=ARTICLE, source="S", grade="A")
ON = date(2026, 3, 10)
AT = datetime(2026, 3, 9, tzinfo=UTC)
AGE = Fact(code="age", kind=FactKind.WHOLE, label=WORDS, meaning=WORDS)
CLUB = Fact(code="club", kind=FactKind.CHOICE, label=WORDS, meaning=WORDS, choices=(("chess", WORDS),))
SINCE_2015 = Version(value=21, first_day=date(2015, 1, 1), basis=BASIS)
LIMIT: Dated[int] = Dated(code="limit", label=WORDS, versions=(SINCE_2015,))
UNSET: Dated[int] = Dated(code="unset", label=WORDS)


def of_age(inquiry: CriterionContext) -> CriterionOutcome:
    age, limit = inquiry.fact(AGE), inquiry.figure(LIMIT)
    remedy = None if age >= limit else Text(ar="انتظر", en="wait")
    return CriterionOutcome(met=age >= limit, value=Text(ar=f"{age}", en=f"{age}"), remedy=remedy)


def unsettled(inquiry: CriterionContext) -> CriterionOutcome:
    return CriterionOutcome(met=inquiry.figure(UNSET) > 0, value=WORDS)


def criterion(test: object, code: str = "c") -> Criterion:
    return Criterion(code=code, label=WORDS, legal_basis=BASIS, needs=(AGE,), test=test, figures=(LIMIT,))  # type: ignore[arg-type]  # tests are functions


def known(value: object) -> dict[str, FactValue]:
    return {"age": FactValue(value=value, source=REGISTER, at=AT)}


def test_a_finding_carries_rule_article_fact_figure_and_remedy() -> None:
    (finding,) = assess((criterion(of_age),), known(20), ON).findings
    assert finding.verdict is Verdict.NOT_MET
    assert finding.legal_basis.en == "Article 2, Decision 1"
    assert (finding.value.en, finding.remedy and finding.remedy.en) == ("20", "wait")
    (fact,), (figure,) = finding.facts, finding.figures
    assert (fact.code, fact.value, fact.source, fact.at) == ("age", 20, REGISTER, AT)
    assert (figure.code, figure.value, figure.first_day) == ("limit", "21", date(2015, 1, 1))
    assert finding.source == REGISTER


def test_a_missing_fact_makes_unknown_and_says_which() -> None:
    for facts in ({}, known(None)):
        (finding,) = assess((criterion(of_age),), facts, ON).findings
        assert (finding.verdict, finding.missing, finding.source) == (Verdict.UNKNOWN, ("age",), None)
        assert finding.value.en == "Not known: age"


def test_a_figure_not_configured_makes_unknown_never_a_guess() -> None:
    (finding,) = assess((criterion(unsettled),), known(30), ON).findings
    assert (finding.verdict, finding.missing) == (Verdict.UNKNOWN, ())
    assert finding.value.en == "No value has been configured for “age”"


@pytest.mark.parametrize(
    ("ages", "overall"),
    [(30, Overall.ELIGIBLE), (20, Overall.NOT_ELIGIBLE)],
)
def test_all_met_is_eligible_and_one_not_met_is_not(ages: int, overall: Overall) -> None:
    assert assess((criterion(of_age), criterion(of_age, "d")), known(ages), ON).verdict is overall


def test_not_met_weighs_more_than_unknown_and_unknown_more_than_met() -> None:
    assert assess((criterion(of_age), criterion(unsettled, "d")), known(20), ON).verdict is Overall.NOT_ELIGIBLE
    assert assess((criterion(of_age), criterion(unsettled, "d")), known(30), ON).verdict is Overall.UNKNOWN


def test_published_figures_are_used() -> None:
    book = FigureBook({"limit": (Version(value=18, first_day=ON, basis=BASIS),)})
    assert assess((criterion(of_age),), known(20), ON, book).verdict is Overall.ELIGIBLE


def test_an_optional_fact_falls_back_and_an_aside_leaves_no_trace() -> None:
    inquiry = CriterionContext(known(20), FigureBook(), ON)
    assert inquiry.aside().fact(AGE) == 20
    assert inquiry.facts_used == {}
    assert inquiry.optional(AGE, 5) == 20
    assert inquiry.optional(CLUB, "none") == "none"
    with pytest.raises(FactMissing):
        inquiry.fact(CLUB)


def test_a_choice_has_its_words() -> None:
    assert CLUB.choice("chess") == WORDS
    with pytest.raises(KeyError):
        CLUB.choice("tennis")


def test_a_criterion_may_ask_for_the_day_of_filing_and_an_aside_keeps_it() -> None:
    def long_ago(inquiry: CriterionContext) -> CriterionOutcome:
        filed_on = inquiry.aside().filed_on
        return CriterionOutcome(met=filed_on is not None and filed_on < inquiry.day, value=WORDS)

    judged = (criterion(long_ago),)
    assert assess(judged, {}, ON, filed_on=date(2010, 1, 1)).verdict is Overall.ELIGIBLE
    assert assess(judged, {}, ON).verdict is Overall.NOT_ELIGIBLE


def test_what_changed_since_filing_comes_first_and_what_is_judged_no_more_last() -> None:
    then = assess((criterion(of_age, "kept"), criterion(of_age, "old"), criterion(of_age, "gone")), known(30), ON)
    now = (
        *assess((criterion(of_age, "kept"), criterion(of_age, "fresh")), known(30), ON).findings,
        *assess((criterion(of_age, "later"),), known(20), ON).findings,
    )
    pairs = compared(then.findings, now, {"later": "old"})
    codes = [(p.then and p.then.criterion, p.now and p.now.criterion, p.has_changed) for p in pairs]
    assert codes == [
        ("old", "later", True),
        ("kept", "kept", False),
        (None, "fresh", False),
        ("gone", None, False),
    ]
    assert {pair.label for pair in pairs} == {WORDS}


def test_other_facts_are_a_change_though_the_outcome_is_the_same() -> None:
    (before,) = assess((criterion(of_age),), known(30), ON).findings
    (after,) = assess((criterion(of_age),), known(40), ON).findings
    assert [pair.has_changed for pair in compared((before,), (after,))] == [True]
