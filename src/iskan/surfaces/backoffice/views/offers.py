"""Offers at the desk: listed by state, sent, contracted, handed over; hours for handovers opened."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.agreements.operations import propose_act
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.operations import handovers, offers
from iskan.apps.allocation.queries import offers as queries
from iskan.apps.housing_stock.queries.projects import NoSuchProject, project_names
from iskan.core.acts import JointAct
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit, clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import CERTIFY_DOUBTFUL, ISSUE_CONTRACT, WITHDRAW_NOMINATION
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, page, reading, references
from iskan.surfaces.backoffice.presenters.offers import answer_time, offer_desk, offer_rows, state_tabs
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, number, said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NONE_CHOSEN = Text(ar="اختر عرضًا واحدًا على الأقل.", en="Choose at least one offer.")
BAD_HOUR = Text(ar="أدخل التاريخ والوقت.", en="Enter the date and the time.")
BAD_NUMBER = Text(ar="أدخل عددًا صحيحًا.", en="Enter a whole number.")
MOST_SNAG_ROWS = 8
Do = Callable[[ScopedRequest, int], None]


@listing(rows=references)
def _show_list(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponseBase:
    counts = queries.offer_counts(request.scope)
    state = _state_asked(request, counts)
    found = queries.offers_page(request.scope, state=state, project="", page=number(request.GET.get("page", "")) or 1)
    may_send = state == OfferState.CERTIFIED and rules.can_work_cases(request.scope)
    return page(
        request, "offers/list", status=sent.status, may_send=may_send, time=answer_time(clock.today()), sent=sent,
        tabs=state_tabs(counts, state), state=state, found=found, rows=offer_rows(found.lines),
    )  # fmt: skip


def _show(request: ScopedRequest, offer_id: int, sent: FormState = UNSENT, **_address: object) -> HttpResponse:
    found = queries.offer_for(request.scope, offer_id)
    audit.record_read(scope=request.scope, subject_kind=audit.CASE, subject=found.case.reference, at=clock.now())
    desk = offer_desk(request.scope, queries.file_of(found, internal=True), clock.today())
    rows = range(1, MOST_SNAG_ROWS + 1)
    return page(request, "offers/offer", status=sent.status, desk=desk, snag_rows=rows, sent=sent)


def _show_slots(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    names = project_names()
    free = [(t(names[slot.project_code]), slot) for slot in queries.all_free_slots(clock.now())]
    may_open = rules.can_work_cases(request.scope)
    projects = [(code, t(name)) for code, name in names.items()]
    return page(
        request, "offers/slots", status=sent.status, sent=sent, free=free, projects=projects, may_open=may_open
    )  # fmt: skip


@asking(rules.can_read_cases)
@shows_refusals(_show_list, "send")
def offer_list(request: ScopedRequest) -> HttpResponseBase:
    """List the offers of a state, and send those that are certified."""
    if request.method != "POST":
        return _show_list(request)
    count = _send(request)
    return go(request, "backoffice:offers", done=_("Offers sent: %(count)s.") % {"count": count})


def _send(request: ScopedRequest) -> int:
    ids = [found for typed in request.POST.getlist("offers") if (found := number(typed)) is not None]
    if not ids:
        raise Refusal(NONE_CHOSEN, field="offers")
    return offers.send_offers(scope=request.scope, offer_ids=ids, at=clock.now())


def _state_asked(request: ScopedRequest, counts: dict[str, int]) -> str:
    """Return the state to list: the one asked for, or the first that holds offers."""
    asked = request.POST.get("state") or request.GET.get("state", "")
    if asked in OfferState.values:
        return asked
    return next((state.value for state in OfferState if counts.get(state)), OfferState.CERTIFIED.value)


@reading(rules.can_read_cases)
def offer(request: ScopedRequest, offer_id: int) -> HttpResponseBase:
    """Show the file of an offer."""
    return _show(request, offer_id)


def _moved(request: ScopedRequest, offer_id: int, move: Do, done: str) -> HttpResponse:
    move(request, offer_id)
    return go(request, "backoffice:offer", offer_id, done=done)


@changing(rules.can_work_cases)
@shows_refusals(_show, "settle")
def settle(request: ScopedRequest, offer_id: int) -> HttpResponseBase:
    """Propose what is to follow a second check that did not come out clear."""
    act = {"certify": CERTIFY_DOUBTFUL, "drop": WITHDRAW_NOMINATION}.get(request.POST.get("verdict", ""))
    if act is None:
        raise Refusal(NOTHING_CHOSEN, field="verdict")
    return _proposed(request, offer_id, act)


@changing(rules.can_work_cases)
@shows_refusals(_show, "judge")
def judge(request: ScopedRequest, offer_id: int) -> HttpResponseBase:
    """Have the registers asked again, and the conditions judged on what they answer."""
    return _moved(request, offer_id, _judge, _("The registers are being asked again."))


def _judge(request: ScopedRequest, offer_id: int) -> None:
    offers.judge_anew(scope=request.scope, offer_id=offer_id, at=clock.now())


@changing(rules.can_work_cases)
@shows_refusals(_show, "withdraw")
def withdraw(request: ScopedRequest, offer_id: int) -> HttpResponseBase:
    """Propose to withdraw a nomination before the draw."""
    return _proposed(request, offer_id, WITHDRAW_NOMINATION)


@changing(rules.can_work_cases)
@shows_refusals(_show, "contract")
def contract(request: ScopedRequest, offer_id: int) -> HttpResponseBase:
    """Propose to issue the contract of use."""
    return _proposed(request, offer_id, ISSUE_CONTRACT)


def _proposed(request: ScopedRequest, offer_id: int, act: JointAct) -> HttpResponse:
    proposed = propose_act(
        scope=request.scope, act=act, subject=str(offer_id), terms={}, reason=said(request, "reason"), at=clock.now()
    )
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


@changing(rules.can_work_cases)
@shows_refusals(_show, "hand_over")
def hand_over(request: ScopedRequest, offer_id: int) -> HttpResponseBase:
    """Record the handover."""
    return _moved(request, offer_id, _hand_over, _("The keys are handed over."))


def _hand_over(request: ScopedRequest, offer_id: int) -> None:
    places = [(said(request, f"where-{n}", 120), said(request, f"what-{n}", 500)) for n in range(1, MOST_SNAG_ROWS + 1)]
    handovers.hand_over(
        scope=request.scope,
        offer_id=offer_id,
        keys_count=_number(request, "keys"),
        electricity_reading=_number(request, "electricity"),
        water_reading=_number(request, "water"),
        snags=[pair for pair in places if any(pair)],
        has_temporary_flat=request.POST.get("flat") == "yes",
        at=clock.now(),
    )


def _number(request: ScopedRequest, name: str) -> int:
    found = number(said(request, name, 9))
    if found is None:
        raise Refusal(BAD_NUMBER, field=name)
    return found


@changing(rules.can_work_cases)
@shows_refusals(_show, "mend")
def mend(request: ScopedRequest, offer_id: int, snag_id: int) -> HttpResponseBase:
    """Note that a snag is mended."""

    def move(request: ScopedRequest, _offer_id: int) -> None:
        handovers.mend_snag(scope=request.scope, snag_id=snag_id, at=clock.now())

    return _moved(request, offer_id, move, _("The snag is noted as mended."))


@changing(rules.can_work_cases)
@shows_refusals(_show, "flat")
def return_flat(request: ScopedRequest, offer_id: int) -> HttpResponseBase:
    """Note that the temporary flat is returned."""
    return _moved(request, offer_id, _return_flat, _("The temporary flat is noted as returned."))


def _return_flat(request: ScopedRequest, offer_id: int) -> None:
    handovers.return_flat(scope=request.scope, offer_id=offer_id, at=clock.now())


@asking(rules.can_read_cases)
@shows_refusals(_show_slots, "slot")
def slots(request: ScopedRequest) -> HttpResponseBase:
    """Show the hours for handovers that have room, and open more."""
    if request.method != "POST":
        return _show_slots(request)
    _open_slot(request)
    return go(request, "backoffice:handover-hours", done=_("The hour is open."))


def _open_slot(request: ScopedRequest) -> None:
    try:
        starts_at = timezone.make_aware(datetime.fromisoformat(said(request, "starts_at", 20)))
    except ValueError as fault:
        raise Refusal(BAD_HOUR, field="starts_at") from fault
    try:
        handovers.open_slot(
            scope=request.scope, project_code=said(request, "project", 40), starts_at=starts_at,
            capacity=_number(request, "capacity"), at=clock.now(),
        )  # fmt: skip
    except NoSuchProject as fault:
        raise Refusal(NOTHING_CHOSEN, field="project") from fault
