"""What a service costs and brings, as values: fees that are earned, deposits that are held, amounts paid out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from iskan.core.dated import Dated, FigureBook
from iskan.core.money import Money
from iskan.core.text import Text


class ChargeKind(StrEnum):
    """What is charged: a fee is earned, a deposit is held until it is given back."""

    FEE = "fee"
    DEPOSIT = "deposit"

    @property
    def words(self) -> Text:
        return _WORDS[self]


_WORDS = {
    ChargeKind.FEE: Text(ar="رسم الخدمة", en="Service fee"),
    ChargeKind.DEPOSIT: Text(ar="التأمين المسترد", en="Refundable deposit"),
}


class PaidOut(StrEnum):
    """What is paid to a bank account: what the service declares, or what is left of a deposit.

    ``DEPOSIT`` is that of the earlier case a case is about, ``OWN_DEPOSIT`` the one left for the case itself.
    """

    DECLARED = "declared"
    DEPOSIT = "deposit"
    OWN_DEPOSIT = "own_deposit"

    @property
    def words(self) -> Text:
        return _PAID_OUT[self]


_PAID_OUT = {
    PaidOut.DECLARED: Text(
        ar="يُصرف إلى الحساب المصرفي لمقدم الطلب المبلغ المبين في الخدمة",
        en="What the service pays out goes to the applicant's bank account",
    ),
    PaidOut.OWN_DEPOSIT: Text(
        ar="يُردّ تأمين الطلب إلى الحساب المصرفي لمن دفعه",
        en="The application's deposit goes back to the bank account of whoever paid it",
    ),
    PaidOut.DEPOSIT: Text(
        ar="يُرد إلى الحساب المصرفي لدافع التأمين ما بقي منه",
        en="What is left of the deposit goes to the bank account of whoever paid it",
    ),
}


class Due(StrEnum):
    """When a charge falls due: as the application is filed, or once it is approved."""

    FILING = "filing"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """An amount the law sets by a figure; where several do, the answer to the question ``by`` says which of them.

    Where the figure prices one of something, such as a square metre, ``per`` is the question how many there are.
    """

    figure: Dated[Money] | None = None
    by: str | None = None
    figures: tuple[tuple[str, Dated[Money]], ...] = ()
    per: str | None = None
    due: Due = Due.APPROVAL

    def figure_for(self, answers: Mapping[str, object]) -> Dated[Money] | None:
        """Return the figure that prices a case with these answers; nothing where the answer names none."""
        return dict(self.figures).get(str(answers.get(self.by))) if self.by else self.figure

    def amount(self, answers: Mapping[str, object], day: date, book: FigureBook) -> Money | None:
        """Return what is due by the figures in force on a day; nothing where the answers name no figure or no number.

        Raises:
            NotConfigured: the law's amount was not found, or no version has begun.
        """
        figure = self.figure_for(answers)
        if figure is None:
            return None
        each = book.value(figure, day)
        if self.per is None:
            return each
        count = answers.get(self.per)
        return None if count is None else each.times(Decimal(str(count)))

    def all_figures(self) -> tuple[Dated[Money], ...]:
        """Return every figure that may price a case."""
        own = () if self.figure is None else (self.figure,)
        return (*own, *(figure for _answer, figure in self.figures))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee(Priced):
    """What a service costs; ``is_refundable`` says whether two officials may give it back."""

    is_refundable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit(Priced):
    """What is left with an office and given back, whole or in part, when what it stands for is over.

    ``is_returned_on_refusal`` says that it goes back by itself where the application is refused.
    """

    is_returned_on_refusal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredPayout(Priced):
    """What a service pays to the applicant's bank account once it is granted."""
