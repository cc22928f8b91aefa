"""Criteria tested on facts as of a day; a finding tells rule, value, source and what would change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from iskan.core.dated import Dated, FigureBook, LegalBasis, NotConfigured, Version
from iskan.core.text import Text

T = TypeVar("T")


class FactKind(StrEnum):
    """How a fact is written in JSON: money as dinars in a string or number, a date as YYYY-MM-DD."""

    YES_NO = "yes_no"
    WHOLE = "whole"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    TEXT = "text"
    RECORDS = "records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something about a household a rule may ask for.

    ``question`` is how the guide asks a visitor; ``answer`` names the application's question that declares it;
    ``fields`` are the parts of each record, and ``optional`` ones may be left out; one record is called ``item``, and
    ``none`` says that there is none. A day that is ``past`` may not lie
    after the day judged, nor before its sibling ``not_before``. Numbers are at least ``minimum``, at most ``maximum``.
    """

    code: str
    kind: FactKind
    label: Text
    meaning: Text
    choices: tuple[tuple[str, Text], ...] = ()
    fields: tuple["Fact", ...] = ()
    item: Text | None = None
    none: Text | None = None
    question: Text | None = None
    answer: str | None = None
    optional: bool = False
    past: bool = False
    not_before: str | None = None
    minimum: int = 0
    maximum: int = 1_000_000

    def choice(self, code: str) -> Text:
        """Return the words of one of its choices, or raise `KeyError`."""
        return dict(self.choices)[code]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """A fact's value with where it came from and when it was true."""

    value: Any
    source: Text
    at: datetime | None = None


class Verdict(StrEnum):
    """A criterion's answer."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Overall(StrEnum):
    """The answer all criteria give together."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionOutcome:
    """What a criterion's test answers: the value it judged and, where not met, what would change it."""

    met: bool
    value: Text
    remedy: Text | None = None


class FactMissing(LookupError):
    """A fact the rule needs is not known."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact.code)
        self.fact = fact


@dataclass(slots=True)
class CriterionContext:
    """What a criterion's test may ask: facts and figures as of one day; it remembers what was asked.

    ``filed_on`` is the day of filing where that is another than the one judged.
    """

    facts: Mapping[str, FactValue]
    figures: FigureBook
    day: date
    filed_on: date | None = None
    facts_used: dict[str, tuple[Fact, FactValue]] = field(default_factory=dict)
    figures_used: dict[str, tuple[Dated[Any], Version[Any]]] = field(default_factory=dict)

    def fact(self, fact: Fact) -> Any:
        """Return a fact's value, or raise `FactMissing`."""
        found = self.facts.get(fact.code)
        if found is None or found.value is None:
            raise FactMissing(fact)
        self.facts_used[fact.code] = (fact, found)
        return found.value

    def aside(self) -> "CriterionContext":
        """Return an inquiry into the same household whose questions leave no trace in this one's finding."""
        return CriterionContext(dict(self.facts), self.figures, self.day, self.filed_on)

    def known(self, fact: Fact) -> bool:
        """Say whether a fact is known at all, without asking for it."""
        found = self.facts.get(fact.code)
        return found is not None and found.value is not None

    def optional(self, fact: Fact, default: Any = None) -> Any:
        """Return a fact's value, or the default where the law says what holds in its absence."""
        return self.fact(fact) if self.known(fact) else default

    def figure(self, figure: Dated[T]) -> T:
        """Return the value of a figure in force on the day, or raise `NotConfigured`."""
        version = self.figures.on(figure, self.day)
        self.figures_used[figure.code] = (figure, version)
        assert version.value is not None  # noqa: S101 -- `on` has raised otherwise; this tells the type checker
        return version.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One test of the law. It asks the inquiry for facts and figures; ``needs`` lists the facts it may ask for.

    What the law asks of the day of filing alone, ``of_filing``, is never judged again.
    """

    code: str
    label: Text
    legal_basis: LegalBasis
    needs: tuple[Fact, ...]
    test: Callable[[CriterionContext], CriterionOutcome]
    figures: tuple[Dated[Any], ...] = ()
    of_filing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FactUse:
    code: str
    label: Text
    value: Any
    source: Text
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureUse:
    code: str
    label: Text
    value: str
    first_day: date
    basis: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A criterion's outcome on given facts, complete enough to be read alone and years later."""

    criterion: str
    label: Text
    verdict: Verdict
    legal_basis: Text
    value: Text
    remedy: Text | None
    facts: tuple[FactUse, ...]
    figures: tuple[FigureUse, ...]
    missing: tuple[str, ...] = ()

    @property
    def source(self) -> Text | None:
        """Return where the facts judged came from, each source once; nothing where no fact was known."""
        sources = tuple(dict.fromkeys(use.source for use in self.facts))
        if len(sources) == 1:  # nearly always: one register, or the asker alone
            return sources[0]
        return Text(ar="، ".join(s.ar for s in sources), en=", ".join(s.en for s in sources)) if sources else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All findings for one household on one day."""

    on: date
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Overall:
        verdicts = {finding.verdict for finding in self.findings}
        if Verdict.NOT_MET in verdicts:
            return Overall.NOT_ELIGIBLE
        return Overall.UNKNOWN if Verdict.UNKNOWN in verdicts else Overall.ELIGIBLE


_NOT_KNOWN = Text(ar="غير معلوم: {what}", en="Not known: {what}")
_PROVIDE = Text(ar="تلزم معرفة: {what}.", en="Needed: {what}.")
_OFFICIAL_DECIDES = Text(
    ar="تنظر الوزارة في هذا الشرط إلى أن تُحدَّد القيمة.",
    en="The ministry decides this point until the value is set.",
)
_NOT_CONFIGURED = Text(ar="لم تُحدَّد قيمة «{what}» بعد", en="No value has been configured for “{what}”")


def assess(
    criteria: tuple[Criterion, ...],
    facts: Mapping[str, FactValue],
    day: date,
    figures: FigureBook | None = None,
    *,
    filed_on: date | None = None,
) -> Assessment:
    """Test every criterion; one that lacks a fact or a figure answers unknown, never a guess."""
    book = figures or FigureBook()
    return Assessment(
        on=day,
        findings=tuple(_find(criterion, CriterionContext(facts, book, day, filed_on)) for criterion in criteria),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A condition as it was found at filing and as it is found now; either is absent where it was not judged."""

    then: Finding | None
    now: Finding | None

    @property
    def label(self) -> Text:
        finding = self.now or self.then
        assert finding is not None  # noqa: S101 -- `compared` makes none without either
        return finding.label

    @property
    def has_changed(self) -> bool:
        """Say whether the condition was judged both times, and came out otherwise or on other facts."""
        if self.then is None or self.now is None:
            return False
        return (self.then.verdict, _judged_on(self.then)) != (self.now.verdict, _judged_on(self.now))


def _judged_on(finding: Finding) -> dict[str, Any]:
    return {use.code: use.value for use in finding.facts}


def compared(
    then: tuple[Finding, ...], now: tuple[Finding, ...], same: Mapping[str, str] | None = None
) -> tuple[Compared, ...]:
    """Lay what is found now beside what was found at filing: first what changed, last what is not judged again.

    ``same`` names for the code of a criterion now the one that stood in its place at filing.
    """
    before = {finding.criterion: finding for finding in then}
    stood_for = same or {}
    pairs = [Compared(then=before.pop(stood_for.get(f.criterion, f.criterion), None), now=f) for f in now]
    left = [Compared(then=finding, now=None) for finding in before.values()]
    return (*sorted(pairs, key=lambda pair: not pair.has_changed), *left)


def _find(criterion: Criterion, inquiry: CriterionContext) -> Finding:
    try:
        outcome = criterion.test(inquiry)
    except FactMissing as lacking:
        label = lacking.fact.label
        value, remedy = _NOT_KNOWN.format(what=label), _PROVIDE.format(what=label)
        return _finding(criterion, inquiry, Verdict.UNKNOWN, value, remedy, missing=(lacking.fact.code,))
    except NotConfigured as lacking:
        value = _NOT_CONFIGURED.format(what=lacking.figure.label)
        return _finding(criterion, inquiry, Verdict.UNKNOWN, value, _OFFICIAL_DECIDES)
    verdict = Verdict.MET if outcome.met else Verdict.NOT_MET
    return _finding(criterion, inquiry, verdict, outcome.value, outcome.remedy)


def _finding(
    criterion: Criterion,
    inquiry: CriterionContext,
    verdict: Verdict,
    value: Text,
    remedy: Text | None,
    *,
    missing: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        criterion=criterion.code,
        label=criterion.label,
        verdict=verdict,
        legal_basis=criterion.legal_basis.cited(),
        value=value,
        remedy=remedy,
        facts=tuple(
            FactUse(code=fact.code, label=fact.label, value=used.value, source=used.source, at=used.at)
            for fact, used in inquiry.facts_used.values()
        ),
        figures=tuple(
            FigureUse(
                code=figure.code,
                label=figure.label,
                value=str(version.value),
                first_day=version.first_day,
                basis=version.basis.cited(),
            )
            for figure, version in inquiry.figures_used.values()
        ),
        missing=missing,
    )
