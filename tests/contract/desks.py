"""The officials' side of a case: whoever the lifecycle names makes a move by the form their desk draws for it."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import timedelta

from tests.contract.forms import Form, NoForm, form_to, forms_of
from tests.contract.walking import WORDS, Visitor, Walk
from tests.factories.answers import post_for
from tests.factories.cast import official, partner_person, signed_in

from iskan.apps.accounts.models import User
from iskan.apps.cases.operations.timers import make_due_move
from iskan.core.dated import FigureBook, NotConfigured
from iskan.core.lifecycle import OFFICIALS, Act, CaseOutcome, Lifecycle, Need, Party, Stage, Transition
from iskan.core.roles import Role
from iskan.foundation import clock

# A grant is not sought by recommending a refusal, nor a refusal by recommending a grant.
_AGAINST = {
    CaseOutcome.GRANTED: Act.RECOMMEND_REFUSAL,
    CaseOutcome.REFUSED: Act.RECOMMEND_APPROVAL,
}


def endings_of(lifecycle: Lifecycle) -> tuple[CaseOutcome, ...]:
    """Return how a filed case of a lifecycle may end, in the order its stages are declared."""
    filed = next(move.target for move in lifecycle.transitions if move.act is Act.SUBMIT)
    ended = (stage.outcome for stage in lifecycle.stages if stage.outcome)
    return tuple(one for one in dict.fromkeys(ended) if route(lifecycle, filed, ends_as(one)) is not None)


def ends_as(outcome: CaseOutcome) -> Callable[[Stage], bool]:
    return lambda stage: stage.outcome is outcome


def route(
    lifecycle: Lifecycle, start: str, reached: Callable[[Stage], bool], avoid: Act | None = None
) -> tuple[Transition, ...] | None:
    """Return the fewest moves from a stage to one sought; nothing where it cannot be reached."""
    waiting: deque[tuple[str, tuple[Transition, ...]]] = deque([(start, ())])
    seen = {start}
    while waiting:
        stage, moves = waiting.popleft()
        if reached(lifecycle.stage(stage)):
            return moves
        for move in lifecycle.leaving(stage):
            if move.target not in seen and _is_open(move) and (avoid is None or move.act is not avoid):
                seen.add(move.target)
                waiting.append((move.target, (*moves, move)))
    return None


def _is_open(move: Transition) -> bool:
    """Say whether a move is ever made here: a timer whose days the law has not set is not, nor what counters need."""
    if Need.UNCONFIRMED in move.needs:
        return False
    if move.after is None or move.else_at_once:
        return True
    try:
        FigureBook().value(move.after, clock.today())
    except NotConfigured:
        return False
    return True


def lead_to(walk: Walk, outcome: CaseOutcome) -> None:
    """Have everybody make their moves until the case has ended so."""
    follow(walk, ends_as(outcome), _AGAINST.get(outcome))


def follow(walk: Walk, reached: Callable[[Stage], bool], avoid: Act | None = None) -> None:
    """Have everybody make the moves that lead from where the case stands to a stage sought."""
    lifecycle = walk.service.lifecycle
    for _stage in range(2 * len(lifecycle.stages)):
        moves = route(lifecycle, walk.case.stage, reached, avoid)
        assert moves is not None, f"no way on from {walk.case.stage}"
        if not moves:
            return
        make(walk, moves[0])
    raise AssertionError(f"{walk.service.code} goes round in circles at {walk.case.stage}")


def make(walk: Walk, move: Transition) -> None:
    """Make a move as whoever it belongs to."""
    before = walk.case.version
    if Party.APPLICANT in move.by:
        walk.make(move)
    elif not OFFICIALS.isdisjoint(move.by):
        _make_at_desk(walk, move)
    elif Party.PARTNER in move.by:
        _make_at_partner(walk, move)
    else:
        _let_time_pass(walk, move)
    assert walk.case.version > before, f"{move.code} was not made"


def _let_time_pass(walk: Walk, move: Transition) -> None:
    """Let the days of a stage run out; what the system does at once has been done, or waits for others to agree."""
    if walk.service.lifecycle.is_automatic and walk.others_say_yes() and walk.case.closed_at is not None:
        return
    if Need.PAID in move.needs:
        walk.pay()
        return
    assert move.after is not None, f"{walk.case.stage}: the system has not made {move.code}"
    days = FigureBook().value(move.after, clock.today())
    assert make_due_move(case_id=walk.case.pk, at=walk.case.stage_since + timedelta(days=days + 1))


def _make_at_desk(walk: Walk, move: Transition) -> None:
    if move.act is Act.RECOMMEND_APPROVAL or walk.service.lifecycle.decides(move) is CaseOutcome.GRANTED:
        _accept_documents(walk)
    if Need.PAID in move.needs:
        walk.pay()
    desk, form = _desk_for(walk, move)
    arrived, page = desk.send(form.action, form.sent_with(_said(move, form)))
    if arrived == form.action:
        confirm = form_to(page, form.action)
        arrived, page = desk.send(form.action, confirm.sent_with({"confirmed": confirm.offered["confirmed"]}))
    assert arrived == desk.address("backoffice:case", walk.reference)


def _make_at_partner(walk: Walk, move: Transition) -> None:
    """Answer as an officer of the body the case was sent to, on its own desk."""
    referral = walk.case.referrals.latest("pk")
    username = f"officer.{referral.body}"
    user = User.objects.filter(username=username).first() or partner_person(username, referral.body)
    desk = Visitor(browser=signed_in(user), language=walk.visitor.language)
    page, answer = desk.address("partner:referral", referral.pk), desk.address("partner:answer", referral.pk, move.code)
    assert page in desk.read("partner:referrals")
    assert answer in desk.open(page)
    said = post_for(move.asks, {}, clock.today()) | ({"reason": [WORDS]} if move.asks_reason else {})
    arrived, _page = desk.send(answer, form_to(desk.open(answer)).sent_with(said))
    assert arrived == page


def _said(move: Transition, form: Form) -> Mapping[str, list[str]]:
    """Return what the official writes: words where there is room, every question answered, documents asked for."""
    said = post_for(move.asks, {}, clock.today(), f"move-{move.code}-")
    if "reason" in form.names:
        said["reason"] = [WORDS]
    if move.act is Act.REQUEST and "evidence" in form.names:
        said["evidence"] = form.offered["evidence"]
    if move.act is Act.REQUEST:
        said["within"] = ["10"]
    return said


def desk_of(walk: Walk, role: Role, number: int = 1) -> Visitor:
    """Return an official of the office that decides the case, at their desk."""
    office = walk.case.department
    assert office is not None
    username = f"{role}.{number}.{office.code}"
    user = User.objects.filter(username=username).first() or official(username, role, office, at=clock.now())
    return Visitor(browser=signed_in(user), language=walk.visitor.language)


def _desk_for(walk: Walk, move: Transition) -> tuple[Visitor, Form]:
    """Return the desk of the first official who is offered a move, with its form."""
    address = walk.visitor.address("backoffice:move", walk.reference, move.code)
    roles = [role for role in Role if role.party in move.by]
    for number in (1, 2):
        for role in roles:
            desk = desk_of(walk, role, number)
            page = desk.read("backoffice:case", walk.reference)
            if form := next((form for form in forms_of(page) if form.action == address), None):
                return desk, form
    raise NoForm(address)


def _accept_documents(walk: Walk) -> None:
    """Have a reviewing official accept every document nobody has judged."""
    desk = desk_of(walk, Role.REVIEWER)
    for item in walk.case.evidence.filter(verdict="pending", withdrawn_at=None).order_by("pk"):
        address = desk.address("backoffice:document", walk.reference, item.pk)
        desk.send(address, form_to(desk.open(address), address).sent_with({"verdict": ["accept"]}))
