"""Figures of the law as officials read them: each version with its first day, instrument and grade."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.catalogue.bounds import takes_several
from iskan.apps.catalogue.queries import Declined, Proposal, touched_by_proposal
from iskan.apps.catalogue.touching import Touched
from iskan.core.dated import Dated, FigureBook, NotConfigured, Version
from iskan.core.figure_words import figure_text, unit_name
from iskan.core.money import Money, NotAnAmount
from iskan.core.text import Text, latin_digits
from iskan.foundation.scope import Scope
from iskan.policy.registry import figures
from iskan.surfaces.ui.formatting import t

Touching = tuple[tuple[str, str], ...]
BOOL, WHOLE, MONEY, WORDS, CHOICE, SEVERAL = "bool", "whole", "money", "words", "choice", "several"
_KINDS = {bool: BOOL, int: WHOLE, Money: MONEY, str: WORDS}
_BAD = {
    BOOL: Text(ar="اختر نعم أو لا.", en="Choose yes or no."),
    WHOLE: Text(ar="أدخل عددًا صحيحًا.", en="Enter a whole number."),
    MONEY: Text(ar="أدخل مبلغًا بالدينار، مثل 1,200.500.", en="Enter an amount in dinars, such as 1,200.500."),
    WORDS: Text(ar="أدخل القيمة.", en="Enter the value."),
    CHOICE: Text(ar="اختر قيمة.", en="Choose a value."),
    SEVERAL: Text(ar="اختر قيمة واحدة على الأقل.", en="Choose one value at least."),
}


class BadValue(ValueError):
    """What was typed is not a value of the figure's kind."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.text = _BAD[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One value of a figure."""

    value: str
    first_day: date
    basis: str
    grade: str
    note: str
    is_in_force: bool
    is_configured: bool
    copy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A version that awaits a second official."""

    id: int
    figure: str
    version: VersionView
    proposed_by: str
    proposed_at: datetime
    is_own: bool
    past_reason: str
    touched: Touching


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedView(ProposalView):
    """A version that a second official declined, and why."""

    declined_by: str
    declined_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A figure with all its versions, newest first."""

    code: str
    label: str
    unit: str
    now: str
    is_configured: bool
    versions: tuple[VersionView, ...]
    proposals: tuple[ProposalView, ...]
    declined: tuple[DeclinedView, ...]


def kind_of(figure: Dated[Any]) -> str:
    """Return of what kind a figure's values are: told by its versions, or by its unit where the law has none."""
    if figure.names:
        return SEVERAL if takes_several(figure) else CHOICE
    for version in figure.versions:
        if version.value is not None:
            return _KINDS[type(version.value)]
    if figure.unit is None:
        return BOOL
    return MONEY if figure.is_money else WHOLE


def read_value(figure: Dated[Any], typed: str) -> Any:
    """Return what was typed as a value of the figure's kind, or raise `BadValue`."""
    kind, bare = kind_of(figure), latin_digits(typed).strip()
    try:
        return _READERS[kind](bare)
    except (ValueError, KeyError, NotAnAmount) as fault:
        raise BadValue(kind) from fault


def _whole(bare: str) -> int:
    if not (bare.isascii() and bare.isdecimal()) or len(bare) > 9:  # noqa: PLR2004 -- more digits are a slip
        raise ValueError(bare)
    return int(bare)


def _words(bare: str) -> str:
    if not bare:
        raise ValueError(bare)
    return bare


_READERS = {BOOL: {"yes": True, "no": False}.__getitem__, WHOLE: _whole, MONEY: Money.bhd} | dict.fromkeys(
    (WORDS, CHOICE, SEVERAL), _words
)


def figure_views(
    figures: Iterable[Dated[Any]],
    book: FigureBook,
    today: date,
    waiting: tuple[ProposalView, ...] = (),
    declined: tuple[DeclinedView, ...] = (),
) -> tuple[FigureView, ...]:
    """Return figures with their versions, those not configured first."""
    views = (_figure(figure, book, today, waiting, declined) for figure in figures)
    return tuple(sorted(views, key=lambda view: view.is_configured))


def _figure(
    figure: Dated[Any],
    book: FigureBook,
    today: date,
    waiting: tuple[ProposalView, ...],
    declined: tuple[DeclinedView, ...],
) -> FigureView:
    standing = _in_force(figure, book, today)
    versions: tuple[Version[Any], ...] = (*figure.versions, *book.published.get(figure.code, ()))
    ordered = sorted(enumerate(versions), key=lambda numbered: (numbered[1].first_day, numbered[0]), reverse=True)
    return FigureView(
        code=figure.code,
        label=t(figure.label),
        unit=t(unit) if (unit := unit_name(figure)) else "",
        now=t(figure_text(figure, standing.value)) if standing else _("Not configured"),
        is_configured=standing is not None,
        versions=tuple(_version(figure, version, standing) for _place, version in ordered),
        proposals=tuple(one for one in waiting if one.figure == figure.code),
        declined=tuple(one for one in declined if one.figure == figure.code),
    )


def proposal_views(
    proposals: Iterable[Proposal], names: Mapping[int, Text], scope: Scope, today: date
) -> tuple[ProposalView, ...]:
    """Return the versions that await a second official, each with whom it would touch."""
    return tuple(ProposalView(**_proposal(one, names, scope, touched_by_proposal(one, today))) for one in proposals)


def declined_views(declined: Iterable[Declined], names: Mapping[int, Text], scope: Scope) -> tuple[DeclinedView, ...]:
    """Return the versions that were declined, with who declined them and why."""
    return tuple(
        DeclinedView(
            **_proposal(one, names, scope),
            declined_by=t(names[one.declined_by_id]),
            declined_at=one.declined_at,
            reason=one.reason,
        )
        for one in declined
    )


def _proposal(
    one: Proposal, names: Mapping[int, Text], scope: Scope, touched: Iterable[Touched] = ()
) -> dict[str, Any]:
    return {
        "id": one.id,
        "figure": one.figure,
        "version": _version(figures()[one.figure], one.version, None),
        "proposed_by": t(names[one.proposed_by_id]),
        "proposed_at": one.proposed_at,
        "is_own": one.proposed_by_id == scope.user_id,
        "past_reason": one.past_reason,
        "touched": touching(touched),
    }


def touching(touched: Iterable[Touched]) -> Touching:
    """Return whom a version touches and what is sent, in the reader's words."""
    return tuple((t(label), t(value)) for label, value in touched)


def _in_force(figure: Dated[Any], book: FigureBook, today: date) -> Version[Any] | None:
    try:
        return book.on(figure, today)
    except NotConfigured:
        return None


def _version(figure: Dated[Any], version: Version[Any], standing: Version[Any] | None) -> VersionView:
    return VersionView(
        value=_("Not configured") if version.value is None else t(figure_text(figure, version.value)),
        first_day=version.first_day,
        basis=t(version.basis.cited()),
        grade=_graded(version.basis.grade),
        note=t(version.note) if version.note else "",
        is_in_force=version is standing,
        is_configured=version.value is not None,
        copy=version.copy,
    )


def _graded(grade: str) -> str:
    """Say how sure we are of a source: the letters are the team's, the words are for officials."""
    return {
        "A": _("Source: an official page or text"),
        "B": _("Source: the press, quoting the ministry"),
        "C": _("Source: another publication"),
        "G": _("Source: general knowledge"),
        "I": _("Source: inferred"),
        "NF": _("Source: not found"),
    }[grade]
