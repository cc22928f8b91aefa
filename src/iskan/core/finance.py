"""What a household can be financed for a home, and who pays which part of it month by month, in whole fils.

A credit is paid back in equal months on its falling balance. Two kinds of programme stand on it (domain 2.2): one where
the instalment a household can bear says how much is financed, and the rest up to a floor is granted; and one where the
bank's instalment is shared, the household's part bounded by its income and by a cap, the ministry paying the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from typing import Any, Final

from iskan.core.dated import Dated, FigureBook, NotConfigured, Version
from iskan.core.money import Money
from iskan.core.text import Text

MONTHS_IN_A_YEAR: Final = 12
BASIS_POINTS: Final = 10_000
WHOLE: Final = 100
_DIGITS: Final = 50
NOTHING: Final = Money(0)


@dataclass(frozen=True, slots=True)
class PaidYear:
    """What is paid within one year of a credit by the household and by the ministry, and what is owed at its end."""

    number: int
    household: Money
    ministry: Money
    owed: Money


@dataclass(frozen=True, slots=True)
class Credit:
    """The terms of a credit: its rate a year in basis points on the falling balance, and its years."""

    rate: int
    years: int

    @property
    def _monthly_rate(self) -> Decimal:
        return Decimal(self.rate) / (BASIS_POINTS * MONTHS_IN_A_YEAR)

    def _annuity(self) -> Decimal:
        """Return what one dinar a month over the whole term pays back today."""
        months, rate = self.years * MONTHS_IN_A_YEAR, self._monthly_rate
        return (1 - (1 + rate) ** -months) / rate if rate else Decimal(months)

    def principal(self, instalment: Money) -> Money:
        """Return the most that an instalment pays back, rounded down to the fils."""
        with localcontext(prec=_DIGITS):
            return Money(int((instalment.fils * self._annuity()).to_integral_value(ROUND_FLOOR)))

    def instalment(self, principal: Money) -> Money:
        """Return the least instalment that pays a principal back in time, rounded up to the fils."""
        with localcontext(prec=_DIGITS):
            return Money(int((principal.fils / self._annuity()).to_integral_value(ROUND_CEILING)))

    def paid(self, principal: Money, household: Money) -> tuple[PaidYear, ...]:
        """Return the years of a credit, the household paying so much of each instalment and the ministry the rest.

        The last month settles what rounding left over; the parts of all years add up to what is paid, to the fils.
        """
        instalment, rate, years = self.instalment(principal), self._monthly_rate, []
        owed, support = principal.fils, (instalment - household).fils
        for number in range(1, self.years + 1):
            by_household = by_ministry = 0
            for month in range(1, MONTHS_IN_A_YEAR + 1):
                owed += int((owed * rate).to_integral_value(ROUND_HALF_UP))
                is_last = number == self.years and month == MONTHS_IN_A_YEAR
                paid = owed if is_last else min(instalment.fils, owed)
                part = min(support, paid)
                by_household, by_ministry, owed = by_household + paid - part, by_ministry + part, owed - paid
            years.append(PaidYear(number, Money(by_household), Money(by_ministry), Money(owed)))
        return tuple(years)


class FinanceModel(StrEnum):
    """What decides how much is financed: what the household can bear, or what the home costs up to a ceiling."""

    CAPACITY = "capacity"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinanceProgramme:
    """One programme of finance by its figures; ``notes`` say what of it is not known, ``banks`` who pays it out.

    ``rate`` is in basis points a year, ``share`` in per cent of the income, ``years`` the term. ``floor`` is what a
    household gets at least, granted where it cannot bear it; ``cap`` the most it pays a month; ``top_up`` what a bank
    may add against the same home without support.
    """

    code: str
    name: Text
    summary: Text
    kind: FinanceModel
    income_min: Dated[Money]
    income_max: Dated[Money]
    age_min: Dated[int]
    age_max: Dated[int]
    ceiling: Dated[Money]
    share: Dated[int]
    rate: Dated[int]
    years: Dated[int]
    floor: Dated[Money] | None = None
    cap: Dated[Money] | None = None
    price_max: Dated[Money] | None = None
    top_up: Dated[Money] | None = None
    notes: tuple[Text, ...] = ()
    banks: tuple[Text, ...] = ()

    def figures(self) -> tuple[Dated[Any], ...]:
        """Return every figure the programme rests on, in the order they are told."""
        asked = (self.income_min, self.income_max, self.age_min, self.age_max, self.price_max)
        worked = (self.ceiling, self.floor, self.share, self.cap, self.rate, self.years, self.top_up)
        return tuple(figure for figure in (*asked, *worked) if figure is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinanceWanted:
    """What somebody asks about: income a month, age in years, the home's price where there is one, own savings."""

    income: Money
    age: int
    price: Money | None = None
    savings: Money = NOTHING

    @property
    def to_finance(self) -> Money | None:
        """Return what the price leaves after the savings."""
        return None if self.price is None else max(NOTHING, self.price - self.savings)


class BarrierKind(StrEnum):
    """Which bound a wish does not keep to."""

    INCOME_TOO_LOW = "income_too_low"
    INCOME_TOO_HIGH = "income_too_high"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    PRICE_TOO_HIGH = "price_too_high"


@dataclass(frozen=True, slots=True)
class Barrier:
    """A bound of a programme that a wish does not keep to."""

    kind: BarrierKind
    figure: Dated[Any]
    limit: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancePlan:
    """What a programme comes to: financed, granted, the monthly parts, and what the household brings itself.

    ``own`` is the part of the price that neither finance nor grant covers, ``short`` what the savings leave of it.
    """

    financed: Money
    granted: Money
    instalment: Money
    household: Money
    ministry: Money
    own: Money
    short: Money
    years: tuple[PaidYear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinanceEstimate:
    """One programme's answer: why not, or which figures nobody has set, or a plan; always what it rests on."""

    programme: FinanceProgramme
    versions: tuple[tuple[Dated[Any], Version[Any]], ...]
    missing: tuple[Dated[Any], ...]
    barriers: tuple[Barrier, ...]
    plan: FinancePlan | None


def estimate(programme: FinanceProgramme, wanted: FinanceWanted, figures: FigureBook, day: date) -> FinanceEstimate:
    """Work out one programme for a wish under the figures of a day; what is not configured is named, never guessed."""
    versions, missing = [], []
    for figure in programme.figures():
        try:
            versions.append((figure, figures.on(figure, day)))
        except NotConfigured:
            missing.append(figure)
    values = {figure.code: version.value for figure, version in versions}
    barriers = tuple(_barriers(programme, wanted, values))
    is_open = not barriers and not missing
    return FinanceEstimate(
        programme=programme,
        versions=tuple(versions),
        missing=tuple(missing),
        barriers=barriers,
        plan=_plan(programme, wanted, values) if is_open else None,
    )


def _barriers(programme: FinanceProgramme, wanted: FinanceWanted, values: dict[str, Any]) -> Iterator[Barrier]:
    bounds: tuple[tuple[BarrierKind, Dated[Any] | None, Any, bool], ...] = (
        (BarrierKind.INCOME_TOO_LOW, programme.income_min, wanted.income, True),
        (BarrierKind.INCOME_TOO_HIGH, programme.income_max, wanted.income, False),
        (BarrierKind.TOO_YOUNG, programme.age_min, wanted.age, True),
        (BarrierKind.TOO_OLD, programme.age_max, wanted.age, False),
        (BarrierKind.PRICE_TOO_HIGH, programme.price_max, wanted.price, False),
    )
    for kind, figure, value, is_least in bounds:
        if figure is None or value is None or figure.code not in values:
            continue
        limit = values[figure.code]
        if (value < limit) if is_least else (value > limit):
            yield Barrier(kind, figure, limit)


def _plan(programme: FinanceProgramme, wanted: FinanceWanted, values: dict[str, Any]) -> FinancePlan:
    credit = Credit(values[programme.rate.code], values[programme.years.code])
    bearable = Money(wanted.income.fils * values[programme.share.code] // WHOLE)
    most = values[programme.ceiling.code]
    if wanted.to_finance is not None:
        most = min(most, wanted.to_finance)
    if programme.kind is FinanceModel.CAPACITY:
        financed = min(most, credit.principal(bearable))
        granted = _granted(programme, wanted, values, financed)
        household = credit.instalment(financed)
    else:
        financed, granted = most, NOTHING
        cap = values[programme.cap.code] if programme.cap else bearable
        household = min(bearable, cap, credit.instalment(financed))
    instalment = credit.instalment(financed)
    own = NOTHING if wanted.price is None else max(NOTHING, wanted.price - financed - granted)
    return FinancePlan(
        financed=financed,
        granted=granted,
        instalment=instalment,
        household=household,
        ministry=instalment - household,
        own=own,
        short=max(NOTHING, own - wanted.savings),
        years=credit.paid(financed, household),
    )


def _granted(programme: FinanceProgramme, wanted: FinanceWanted, values: dict[str, Any], financed: Money) -> Money:
    """Return what is granted so that a household gets the floor, or all it asks for where that is less."""
    if programme.floor is None:
        return NOTHING
    least: Money = values[programme.floor.code]
    if wanted.to_finance is not None:
        least = min(least, wanted.to_finance)
    return max(NOTHING, least - financed)
