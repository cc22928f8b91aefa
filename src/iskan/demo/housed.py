"""A distribution of months ago, carried to the keys: households at every step between the answer and the warranty."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import Distribution, HandoverSlot, Offer, Snag
from iskan.apps.allocation.operations import certificates, distribution, handovers, offers
from iskan.apps.allocation.queries.distribution import candidates_for
from iskan.apps.cases.operations.review import CriteriaNotMet
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.draws.models import Draw
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.apps.housing_stock.queries.units import units_for_draw
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.text import Text
from iskan.demo import words
from iskan.demo.draws import announce, hold
from iskan.demo.nominations import official
from iskan.foundation.scope import SYSTEM, Role, Scope
from iskan.integrations.beacon.chains import configured
from iskan.policy.judged_again import JudgedAt

PROJECT: Final = "suhail"
BAHRAIN: Final = ZoneInfo("Asia/Bahrain")
ASIDE: Final = "later:"
RESERVE = 50
REFUSED, SILENT, DROPPED = 2, 1, 1
# How many days ago each step was taken.
PREPARED, APPROVED, CERTIFIED, SENT, ANSWERED, EXPIRED = 170, 163, 157, 151, 144, 128
ANSWERED_LATER, FROZEN, DRAWN, CONTRACTED = 115, 110, 103, 93
# How many days from now the appointments lie, and how many households with a contract have yet to choose one.
TO_COME, YET_TO_CHOOSE = (2, 4, 8), 3
A_SLOT: Final = 4


class Keys(NamedTuple):
    """A handover: how many days ago, what was to be mended and how much of it is, and the temporary flat."""

    days_ago: int
    snags: tuple[tuple[str, str], ...]
    mended: int = 0
    flat: str = ""


HANDED_OVER: Final = (
    Keys(47, words.SNAGS[:5], mended=3, flat="due"),
    Keys(75, words.SNAGS[:2], mended=2, flat="returned"),
    Keys(61, words.SNAGS[1:4], mended=1),
    Keys(33, ()),
    Keys(19, words.SNAGS[3:5]),
    Keys(6, words.SNAGS[2:6], mended=1, flat="due"),
)
LEFT_DRAWN: Final = len(TO_COME) + YET_TO_CHOOSE + len(HANDED_OVER)


class _Desk(NamedTuple):
    """Who works on the distribution, and what day the demonstration takes for today."""

    at: datetime
    reviewer: Scope
    approver: Scope

    def ago(self, days: int) -> datetime:
        """Return an hour of office so many days ago, or on the working day after; of two on one day the later is so."""
        return _morning(self.at - timedelta(days=days)) + timedelta(minutes=200 - days)


def write_housed(*, at: datetime) -> int:
    """Distribute a small project months ago and carry it on until today; return how many households were nominated."""
    reviewer, approver = official(Role.REVIEWER, at), official(Role.APPROVER, at)
    if reviewer is None or approver is None or not configured().is_stand_in:
        return 0
    desk = _Desk(at, reviewer, approver)
    try:
        made = _prepare(desk)
    except distribution.NothingToDistribute:
        return 0
    _approve(made.reference, desk)
    _first_offers(made.pk, desk)
    _offers_of_homes_given_up(made.pk, desk)
    draw = _draw(desk)
    if draw is not None:
        handovers.take_draw(draw_id=draw.pk, at=draw.draws_at + timedelta(minutes=3))
        _to_the_keys(desk)
    return made.nominated_count


def _prepare(desk: _Desk) -> Distribution:
    with _without_newcomers(desk.ago(PREPARED)):
        return distribution.prepare_distribution(
            scope=desk.reviewer, projects=[PROJECT], reserve_percent=RESERVE, at=desk.ago(PREPARED)
        )


@contextmanager
def _without_newcomers(day: datetime) -> Iterator[None]:
    """Set aside whoever came to the lists after a day, for the length of a block: lists are kept as they are today."""
    with transaction.atomic():
        newcomers = WaitingListEntry.objects.filter(entered_at__gt=day)
        newcomers.update(programme=Concat(Value(ASIDE), "programme"))
        yield
        newcomers.update(programme=Substr("programme", len(ASIDE) + 1))


def _approve(reference: str, desk: _Desk) -> None:
    distribution.recommend_distribution(
        scope=desk.reviewer, reference=reference, reason=words.DISTRIBUTED, at=desk.ago(PREPARED - 2)
    )
    distribution.approve_distribution(scope=desk.approver, reference=reference, at=desk.ago(APPROVED))


def _first_offers(distribution_id: int, desk: _Desk) -> None:
    sent = _sent(distribution_id, desk, opened=APPROVED, certified=CERTIFIED, sent=SENT)
    refusing, silent = sent[1 : 1 + REFUSED], sent[1 + REFUSED : 1 + REFUSED + SILENT]
    for offer in sent:
        if offer not in silent:
            _answer(offer, accepted=offer not in refusing, at=desk.ago(ANSWERED))
    offers.expire_offers(at=desk.ago(EXPIRED))
    for offer in sent[len(sent) - DROPPED :]:
        offers.withdraw_nomination(
            scope=desk.approver, offer_id=offer.pk, reason=words.WITHDRAWN_NOMINATION, at=desk.ago(EXPIRED)
        )


def _offers_of_homes_given_up(distribution_id: int, desk: _Desk) -> None:
    filled = EXPIRED - 1
    offers.fill_homes(distribution_id=distribution_id, at=desk.ago(filled))
    for offer in _sent(distribution_id, desk, opened=filled, certified=filled - 4, sent=filled - 5):
        _answer(offer, accepted=True, at=desk.ago(ANSWERED_LATER))


def _sent(distribution_id: int, desk: _Desk, *, opened: int, certified: int, sent: int) -> list[Offer]:
    """Open, certify and send the offers there are none of yet, by seniority."""
    offers.open_offers(distribution_id=distribution_id, at=desk.ago(opened))
    found = _by_seniority(OfferState.CHECKING, distribution_id)
    for offer in found:
        with transaction.atomic():
            offers.certify(offer=offer, scope=SYSTEM, at=desk.ago(certified))
    offers.send_offers(scope=desk.reviewer, offer_ids=[offer.pk for offer in found], at=desk.ago(sent))
    return found


def _answer(offer: Offer, *, accepted: bool, at: datetime) -> None:
    scope, reason = scope_of(offer.case.applicant, at.date()), "" if accepted else words.TOO_FAR
    offers.answer_offer(scope=scope, offer_id=offer.pk, accepted=accepted, reason=reason, at=at)


def _draw(desk: _Desk) -> Draw | None:
    candidates = candidates_for(PROJECT)
    if not candidates:
        return None
    draw = announce(
        name=project_name(PROJECT), code=PROJECT, candidates=candidates, units=units_for_draw(PROJECT),
        hour=_morning(desk.ago(DRAWN)), at=desk.ago(FROZEN),
    )  # fmt: skip
    hold(draw, at=draw.draws_at - timedelta(hours=1))
    return draw


def _to_the_keys(desk: _Desk) -> None:
    """Issue contracts to the most senior, choose appointments, and hand over the keys of those that are past."""
    contracted = list(islice(_contracted(desk), LEFT_DRAWN))
    with_keys = len(HANDED_OVER)
    for offer, keys in zip(contracted, HANDED_OVER, strict=False):
        _hand_over(offer, keys, desk)
    slots = _slots_to_come(desk)
    for offer, slot in zip(contracted[with_keys:], slots[: len(TO_COME)], strict=False):
        _choose(offer, slot, desk.ago(CONTRACTED - 2))


def _contracted(desk: _Desk) -> Iterator[Offer]:
    """Judge again what each family owns, and issue the contracts of those whom it does not stop."""
    for offer in _by_seniority(OfferState.DRAWN):
        certificates.check_property(offer_id=offer.pk, before=JudgedAt.CONTRACT, at=desk.ago(CONTRACTED))
        try:
            handovers.issue_contract(scope=desk.reviewer, offer_id=offer.pk, at=desk.ago(CONTRACTED))
        except CriteriaNotMet:
            continue
        yield offer


def _slots_to_come(desk: _Desk) -> list[HandoverSlot]:
    """Open the hours of the next days: those taken, and as many that are free."""
    return [
        _slot(desk.at + timedelta(days=days), desk.reviewer, desk.ago(CONTRACTED))
        for days in (*TO_COME, *(last + 7 for last in TO_COME))
    ]


def _hand_over(offer: Offer, keys: Keys, desk: _Desk) -> None:
    slot = _slot(desk.ago(keys.days_ago), desk.reviewer, desk.ago(CONTRACTED))
    _choose(offer, slot, desk.ago(CONTRACTED - 1))
    done = handovers.hand_over(
        scope=desk.reviewer, offer_id=offer.pk, keys_count=4, electricity_reading=10 + keys.days_ago % 7,
        water_reading=2 + keys.days_ago % 5, snags=keys.snags, has_temporary_flat=bool(keys.flat),
        at=slot.starts_at + timedelta(minutes=40),
    )  # fmt: skip
    for number, snag in enumerate(Snag.objects.filter(handover=done).order_by("pk")[: keys.mended], start=1):
        mended = min(slot.starts_at + timedelta(days=6 * number), desk.at - timedelta(hours=2))
        handovers.mend_snag(scope=desk.reviewer, snag_id=snag.pk, at=mended)
    if keys.flat == "returned":
        handovers.return_flat(scope=desk.reviewer, offer_id=offer.pk, at=slot.starts_at + timedelta(days=38))


def _choose(offer: Offer, slot: HandoverSlot, at: datetime) -> None:
    scope = scope_of(offer.case.applicant, at.date())
    handovers.choose_slot(scope=scope, offer_id=offer.pk, slot_id=slot.pk, at=at)


def _slot(day: datetime, scope: Scope, at: datetime) -> HandoverSlot:
    return handovers.open_slot(scope=scope, project_code=PROJECT, starts_at=_morning(day), capacity=A_SLOT, at=at)


def _morning(day: datetime) -> datetime:
    """Return nine o'clock of the first working day from a day on."""
    on = day.astimezone(BAHRAIN).date()
    while not working_calendar().is_working(on):
        on += timedelta(days=1)
    return datetime.combine(on, time(9), BAHRAIN)


def _by_seniority(state: OfferState, distribution_id: int | None = None) -> list[Offer]:
    found = Offer.objects.filter(state=state, nomination__project_code=PROJECT).select_related("case__applicant")
    if distribution_id is not None:
        found = found.filter(nomination__distribution_id=distribution_id)
    return list(found.order_by("case__filed_at", "pk"))


SHOWN: Final[dict[OfferState, Text]] = {
    OfferState.HANDED_OVER: Text(ar="تسلمت الأسرة المفاتيح", en="has its keys"),
    OfferState.APPOINTED: Text(ar="لها موعد لتسلم المفاتيح", en="has an appointment for its keys"),
    OfferState.CONTRACTED: Text(ar="صدر عقدها ولم تختر موعدًا", en="has its contract, and an hour to choose"),
    OfferState.DRAWN: Text(ar="حدد السحب وحدتها", en="has drawn its home"),
    OfferState.ACCEPTED: Text(ar="قبلت العرض وتنتظر السحب", en="has accepted, and awaits the draw"),
    OfferState.OFFERED: Text(ar="ينتظر العرض ردها", en="has an offer to answer"),
    OfferState.REFUSED: Text(ar="رفضت العرض", en="refused its offer"),
    OfferState.EXPIRED: Text(ar="انقضت مهلة عرضها", en="let its offer lapse"),
    OfferState.DROPPED: Text(ar="عدلت الوزارة عن ترشيحها", en="had its nomination withdrawn"),
}


def households_shown() -> Iterator[tuple[str, Text]]:
    """Yield the personal number of one household at each step, furthest along first, and where it stands."""
    for state, told in SHOWN.items():
        found = Offer.objects.filter(state=state, case__applicant__cpr__isnull=False)
        cprs = found.order_by("case__filed_at", "pk").values_list("case__applicant__cpr", flat=True)
        for cpr in cprs[:1]:
            yield str(cpr), told
