"""Who may be head of a family, and what each category may be granted."""

from collections.abc import Callable
from dataclasses import dataclass

from iskan.core.dated import NotConfigured
from iskan.core.display import fact_text, joined
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome, Fact, FactMissing
from iskan.core.text import Text
from iskan.policy import choices, facts
from iskan.policy.instruments import HOUSING_SYSTEM, basis
from iskan.policy.parameters.family import CATEGORIES_FOR_OWNERSHIP, WIFE_OF_FOREIGNER_IN_CATEGORY_ONE

_LEGAL_BASIS = basis(HOUSING_SYSTEM, "S23", "B", 4)
_REQUIREMENTS = dict(choices.FAMILY_CATEGORIES)
_SHORT = dict(choices.SHORT_CATEGORIES)


def _couple(inquiry: CriterionContext) -> bool:
    if inquiry.fact(facts.MARITAL_STATUS) != "married":
        return False
    if inquiry.fact(facts.SEX) == "male":
        return True
    if not inquiry.fact(facts.SPOUSE_BAHRAINI) and not inquiry.figure(WIFE_OF_FOREIGNER_IN_CATEGORY_ONE):
        return False
    return bool(inquiry.fact(facts.HUSBAND_CONSENT))


def _one_parent(inquiry: CriterionContext) -> bool:
    if inquiry.fact(facts.MINOR_CHILDREN) < 1:
        return False
    status = inquiry.fact(facts.MARITAL_STATUS)
    if status == "married":
        return inquiry.fact(facts.SEX) == "female" and not inquiry.fact(facts.SPOUSE_BAHRAINI)
    return status != "divorced" or bool(inquiry.fact(facts.CUSTODY))


def _adult_child(inquiry: CriterionContext) -> bool:
    unmarried = inquiry.fact(facts.MARITAL_STATUS) not in {"married", "abandoned"}
    return unmarried and bool(inquiry.fact(facts.LIVES_WITH_PARENT))


def _orphan(inquiry: CriterionContext) -> bool:
    return inquiry.fact(facts.MINOR_SIBLINGS) >= 1 and bool(inquiry.fact(facts.ORPHAN))


def _woman_alone(inquiry: CriterionContext) -> bool:
    if inquiry.fact(facts.SEX) != "female" or inquiry.fact(facts.MARITAL_STATUS) == "married":
        return False
    return not inquiry.fact(facts.HAS_CHILDREN)


_TESTS: dict[str, Callable[[CriterionContext], bool]] = {
    "1": _couple,
    "2": _one_parent,
    "3": _adult_child,
    "4": _orphan,
    "5": _woman_alone,
}
_NEAREST = {"married": "1", "abandoned": "2"}


def fitting_categories(inquiry: CriterionContext) -> tuple[str, ...]:
    """Return the categories whose conditions the facts known are enough to fulfil."""
    return tuple(code for code, test in _TESTS.items() if _fits(test, inquiry))


def likely_category(inquiry: CriterionContext) -> str | None:
    """Return the first category that fits, or else the first that nothing known speaks against."""
    standings = {code: _fits(test, inquiry) for code, test in _TESTS.items()}
    fitting = [code for code, fits in standings.items() if fits]
    still_open = [code for code, fits in standings.items() if fits is None]
    return next(iter([*fitting, *still_open]), None)


@dataclass(frozen=True, slots=True)
class InferredCategory:
    """The category that a family's facts put it in, or the facts that are missing to say so."""

    code: str | None = None
    missing: tuple[Fact, ...] = ()


def infer_category(inquiry: CriterionContext) -> InferredCategory:
    """Return the first category a family fulfils; of one that fulfils none, the category whose rule it is told.

    A couple is asked about itself alone; whoever is not married, about all that could make them a family.
    """
    if unknown := tuple(fact for fact in (facts.SEX, facts.MARITAL_STATUS) if not inquiry.known(fact)):
        return InferredCategory(missing=unknown)
    status, missing = inquiry.fact(facts.MARITAL_STATUS), []
    for code, test in _TESTS.items():
        answer = _fits_or_lacks(test, inquiry)
        if isinstance(answer, Fact):
            missing.append(answer)
        if (answer is True) or (missing and status == "married"):
            return InferredCategory(missing=tuple(missing)) if missing else InferredCategory(code)
    return InferredCategory(missing=tuple(missing)) if missing else InferredCategory(_NEAREST.get(status, "3"))


def _fits_or_lacks(test: Callable[[CriterionContext], bool], inquiry: CriterionContext) -> bool | Fact:
    try:
        return test(inquiry.aside())
    except FactMissing as lacking:
        return lacking.fact
    except NotConfigured:
        return False


def _fits(test: Callable[[CriterionContext], bool], inquiry: CriterionContext) -> bool | None:
    try:
        return test(inquiry.aside())
    except (FactMissing, NotConfigured):
        return None


def _family_category(inquiry: CriterionContext) -> CriterionOutcome:
    category = inquiry.fact(facts.FAMILY_CATEGORY)
    met = _TESTS[category](inquiry)
    judged = [
        Text(ar=f"{fact.label.ar}: {words.ar}", en=f"{fact.label.en}: {words.en}")
        for fact, used in inquiry.facts_used.values()
        if fact is not facts.FAMILY_CATEGORY
        for words in (fact_text(fact, used.value),)
    ]
    value = joined([_SHORT[category], joined(judged)], "؛ ", "; ")
    return CriterionOutcome(met=met, value=value, remedy=None if met else _other_category(inquiry, category))


def _other_category(inquiry: CriterionContext, category: str) -> Text:
    fitting = [_SHORT[code] for code in fitting_categories(inquiry)]
    if fitting:
        return Text(
            ar="تنطبق على الحالة المعلومة: {fit}.", en="Based on what is known, this category applies: {fit}."
        ).format(fit=joined(fitting))
    return Text(ar="يُشترط لهذه الفئة: {rule}.", en="This category requires: {rule}.").format(
        rule=_REQUIREMENTS[category]
    )


FAMILY_CATEGORY = Criterion(
    code="family_category",
    label=Text(ar="انطباق إحدى فئات الأسرة", en="Head of a family in one of the categories"),
    legal_basis=_LEGAL_BASIS,
    needs=(
        facts.FAMILY_CATEGORY,
        facts.MARITAL_STATUS,
        facts.SEX,
        facts.SPOUSE_BAHRAINI,
        facts.HUSBAND_CONSENT,
        facts.MINOR_CHILDREN,
        facts.CUSTODY,
        facts.LIVES_WITH_PARENT,
        facts.ORPHAN,
        facts.MINOR_SIBLINGS,
        facts.HAS_CHILDREN,
    ),
    test=_family_category,
    figures=(WIFE_OF_FOREIGNER_IN_CATEGORY_ONE,),
)


def _ownership(inquiry: CriterionContext) -> CriterionOutcome:
    programme, category = inquiry.fact(facts.PROGRAMME), inquiry.fact(facts.FAMILY_CATEGORY)
    return _may_own(inquiry, category, joined([facts.PROGRAMME.choice(programme), _SHORT[category]], "؛ ", "; "))


def _finance(inquiry: CriterionContext) -> CriterionOutcome:
    category = inquiry.fact(facts.FAMILY_CATEGORY)
    return _may_own(inquiry, category, _SHORT[category])


def _may_own(inquiry: CriterionContext, category: str, value: Text) -> CriterionOutcome:
    if category in inquiry.figure(CATEGORIES_FOR_OWNERSHIP).split():
        return CriterionOutcome(met=True, value=value)
    return CriterionOutcome(
        met=False,
        value=value,
        remedy=Text(
            ar="تُمنح الفئة الخامسة شقة مؤقتة مدى الحياة، لا خدمة تمليك؛ ويُقدَّم طلبها على حدة.",
            en="Category five is granted a temporary flat for life, not ownership; that is a separate application.",
        ),
    )


CATEGORY_MAY_OWN = Criterion(
    code="category_may_own",
    label=Text(ar="أحقية الفئة في خدمات التمليك", en="Category entitled to ownership services"),
    legal_basis=_LEGAL_BASIS,
    needs=(facts.PROGRAMME, facts.FAMILY_CATEGORY),
    test=_ownership,
    figures=(CATEGORIES_FOR_OWNERSHIP,),
)
CATEGORY_MAY_BE_FINANCED = Criterion(
    code="category_may_be_financed",
    label=Text(ar="أحقية الفئة في تمويل تملك مسكن", en="Category entitled to finance for owning a home"),
    legal_basis=_LEGAL_BASIS,
    needs=(facts.FAMILY_CATEGORY,),
    test=_finance,
    figures=(CATEGORIES_FOR_OWNERSHIP,),
)
