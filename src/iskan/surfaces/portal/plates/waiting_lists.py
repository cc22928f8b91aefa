"""A household's place on its waiting list, why it moved, and a decision that took it off."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.allocation.queries.offers import OFFER
from iskan.apps.catalogue.queries import FIGURES
from iskan.apps.documents.queries import ISSUED, those_open_to
from iskan.apps.waiting_lists.enums import ChangeGround, ChangeKind
from iskan.apps.waiting_lists.queries.cancellations import CANCELLED, CancelledLine
from iskan.apps.waiting_lists.queries.leaving import GIVEN_UP
from iskan.apps.waiting_lists.queries.moves import STANDPOINT, Moved, moves_ahead
from iskan.apps.waiting_lists.queries.waiting_list import PLACE, Place
from iskan.core.dated import FigureBook
from iskan.core.lifecycle import Stage
from iskan.core.seniority import PROTOCOL, instant_text
from iskan.foundation.reading import RelatedValues
from iskan.policy.cancellation import CANCELLED_NAME, CANCELLED_NEXT
from iskan.policy.data_update import interval_on
from iskan.policy.governorates import governorate_name
from iskan.policy.waiting_list import GIVEN_UP_NAME, GIVEN_UP_NEXT, ORDER_BASIS
from iskan.surfaces.portal.presenters.offer import is_chosen
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import number, t
from iskan.surfaces.ui.plates import HeadLine, Plate, PlateLink, PlateView, ShownCase

LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChange:
    """Why the place moved in the last year."""

    before: int
    now: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledView:
    """A formal decision to cancel, and until when the application may be revived."""

    ground: str
    reason: str
    decided_on: date
    revive_until: date | None
    may_be_revived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """When the household last confirmed its details, and by when it should do so again, where a time is set."""

    renewed_on: date | None
    due_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """The household's place on its waiting list, how fresh its details are, and whether its card is to be made yet."""

    place: int
    waiting: int
    governorate: str
    place_in_governorate: int
    waiting_in_governorate: int
    seniority_on: date
    order: str
    instant: str
    lot: str
    method: str
    reached_on: date | None
    ranked_at: datetime
    update: UpdateView | None
    is_without_card: bool


def cancelled_view(found: CancelledLine, today: date) -> CancelledView:
    """Return the decision that took a case off its list."""
    return CancelledView(
        ground=str(found.ground.label),
        reason=found.reason,
        decided_on=found.decided_on,
        revive_until=found.revive_until,
        may_be_revived=found.revive_until is not None and today <= found.revive_until,
    )


def update_view(renewed_on: date | None, figures: FigureBook, today: date) -> UpdateView:
    """Return how fresh a waiting household's details are; while no interval is configured none is due."""
    interval = interval_on(figures, today)
    if interval is None:
        return UpdateView(renewed_on=renewed_on, due_on=None, is_late=False)
    due_on = None if renewed_on is None else interval.due_on(renewed_on)
    return UpdateView(renewed_on=renewed_on, due_on=due_on, is_late=due_on is None or due_on < today)


def _looked_back_to(today: date) -> datetime:
    """Return since when moves are told."""
    return make_aware(datetime.combine(today - LOOKED_BACK, time()))


def moves_view(moves: tuple[Moved, ...], place: int) -> PlaceChange | None:
    """Return why a place moved in the last year, if it did."""
    came = sum(move.count for move in moves if move.kind == ChangeKind.ENTERED)
    left = sum(move.count for move in moves if move.kind == ChangeKind.LEFT)
    if not moves:
        return None
    return PlaceChange(before=place + left - came, now=place, reasons=tuple(_reason(move) for move in moves))


def _reason(move: Moved) -> str:
    count = {"count": number(move.count)}
    if move.kind == ChangeKind.ENTERED and move.ground == ChangeGround.REVIVED:
        return (
            ngettext(
                "%(count)s application ahead of you was revived",
                "%(count)s applications ahead of you were revived",
                move.count,
            )
            % count
        )
    if move.kind == ChangeKind.ENTERED:
        return (
            ngettext(
                "%(count)s older application was granted and stands ahead of you",
                "%(count)s older applications were granted and stand ahead of you",
                move.count,
            )
            % count
        )
    if move.ground == ChangeGround.HOUSED:
        return (
            ngettext(
                "%(count)s household ahead of you received a home",
                "%(count)s households ahead of you received a home",
                move.count,
            )
            % count
        )
    if move.ground == ChangeGround.CANCELLED:
        return (
            ngettext(
                "%(count)s application ahead of you was cancelled by a formal decision",
                "%(count)s applications ahead of you were cancelled by formal decisions",
                move.count,
            )
            % count
        )
    return (
        ngettext("%(count)s household ahead of you withdrew", "%(count)s households ahead of you withdrew", move.count)
        % count
    )


def _cancelled_head(_stage: Stage, related: RelatedValues) -> HeadLine | None:
    if related[CANCELLED] is None:
        return None
    return HeadLine(name=t(CANCELLED_NAME), next_step=t(CANCELLED_NEXT), tone="danger")


def _show_cancelled(case: ShownCase) -> PlateView | None:
    found = case.related[CANCELLED]
    return PlateView(card=cancelled_view(found, case.today)) if found else None


def _given_up_head(_stage: Stage, related: RelatedValues) -> HeadLine | None:
    if related[GIVEN_UP] is None:
        return None
    return HeadLine(name=t(GIVEN_UP_NAME), next_step=t(GIVEN_UP_NEXT), tone="neutral")


def _show_given_up(case: ShownCase) -> PlateView | None:
    found = case.related[GIVEN_UP]
    return PlateView(card=found) if found else None


def _waiting_head(stage: Stage, related: RelatedValues) -> HeadLine | None:
    """Say that whoever waits for a home goes on waiting, whatever was decided."""
    if related[PLACE] is None:
        return None
    return HeadLine(name=t(stage.name), next_step=t(stage.next_step), tone=stage.tone, goes_on=True)


def _show_place(case: ShownCase) -> PlateView | None:
    """Show the place of a household whose turn has not come."""
    place = case.related[PLACE]
    if place is None or is_chosen(case.related[OFFER]):
        return None
    wishes = PlateLink("pin", url("portal:wishes", case.reference), _("Where would you rather live?"))
    return PlateView(card=_place(place, case), links=(wishes,))


def _place(place: Place, case: ShownCase) -> PlaceView:
    figures = case.related[FIGURES]
    return PlaceView(
        place=place.place,
        waiting=place.waiting,
        governorate=t(governorate_name(place.governorate)) if place.governorate else "",
        place_in_governorate=place.place_in_governorate,
        waiting_in_governorate=place.waiting_in_governorate,
        seniority_on=place.seniority_on,
        order=t(ORDER_BASIS),
        instant=instant_text(place.seniority_at),
        lot=place.lot,
        method=PROTOCOL,
        reached_on=place.reached_on,
        ranked_at=place.ranked_at,
        update=update_view(place.renewed_on, figures, case.today) if figures else None,
        is_without_card=_is_without_card(case),
    )


def _is_without_card(case: ShownCase) -> bool:
    declared = {document.code for document in case.service.documents}
    issued = those_open_to(case.scope, case.today, *(case.related[ISSUED] or ()))
    return not any(document.code in declared for document in issued)


def _show_moves(case: ShownCase) -> PlateView | None:
    place, standpoint = case.related[PLACE], case.related[STANDPOINT]
    if place is None or standpoint is None or is_chosen(case.related[OFFER]):
        return None
    return PlateView(card=moves_view(moves_ahead(standpoint, _looked_back_to(case.today)), place.place))


CANCELLATION = Plate(
    code="cancellation",
    position=10,
    template="portal/plates/cancellation.html",
    head_reads=(CANCELLED,),
    head=_cancelled_head,
    show=_show_cancelled,
)
WAITING_GIVEN_UP = Plate(
    code="given_up",
    position=11,
    template="portal/plates/given_up.html",
    head_reads=(GIVEN_UP,),
    head=_given_up_head,
    show=_show_given_up,
)
PLACE_ON_THE_LIST = Plate(
    code="place",
    position=40,
    template="portal/plates/place.html",
    head_reads=(PLACE,),
    head=_waiting_head,
    reads=(ISSUED, FIGURES, OFFER),
    show=_show_place,
)
PLACE_MOVES = Plate(
    code="place_moves",
    position=60,
    template="portal/plates/place_moves.html",
    reads=(PLACE, STANDPOINT, OFFER),
    show=_show_moves,
)
