"""Three draws to look at: one held, one announced and waiting, one cancelled with its reason."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.enums import NominationState
from iskan.apps.draws.models import Draw, PartyMember
from iskan.apps.draws.operations import drawing
from iskan.apps.draws.operations import draws as operations
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.draw.drawing import commitment_to
from iskan.core.text import Text
from iskan.foundation.scope import SYSTEM, Scope
from iskan.integrations.beacon.chains import configured
from iskan.integrations.beacon.simulator import stand_in_signature
from iskan.integrations.synthetic.cast import CAST
from iskan.policy.draw_parties import PARTIES

HELD_CODE = "salman-town-3"
CLASSES = ("house-4br", "house-4br", "house-4br", "flat-3br", "flat-3br", "house-4br-accessible")
CANDIDATES, UNITS_A_CLASS = 60, {"house-4br": 20, "flat-3br": 14, "house-4br-accessible": 8}
REASON = "أُعلنت قائمة المساكن ناقصة بعد أن تبيّن عدم جاهزية ستة مساكن، وسيُعلن سحب جديد بعد استكمالها."
HELD = Text(ar="مدينة سلمان – المرحلة الثالثة", en="Salman Town – Phase 3")
WAITING = Text(ar="مدينة خليفة – المرحلة الثانية", en="Khalifa Town – Phase 2")
CANCELLED = Text(ar="ضاحية الرملي – المرحلة الأولى", en="Al Ramli Suburb – Phase 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hall:
    """Who holds the demonstration's draws, seen on one day."""

    supervisor: Scope
    approver: Scope
    parties: dict[str, Scope]


def write_draws(*, at: datetime) -> int:
    """Hold, announce and cancel a draw; return how many there are now. Done once."""
    if Draw.objects.filter(project_code=HELD_CODE).exists() or not configured().is_stand_in:
        return Draw.objects.count()
    cases = _candidates()
    if cases:
        _held(cases, at - timedelta(days=16))
        _cancelled(cases[: CANDIDATES // 2], at - timedelta(days=9))
        _waiting(cases, at)
    return Draw.objects.count()


def _held(cases: list[int], at: datetime) -> None:
    hold(_announced(cases, HELD, HELD_CODE, at + timedelta(days=2), at), at=at + timedelta(days=1))


def _cancelled(cases: list[int], at: datetime) -> None:
    draw = _announced(cases, CANCELLED, "al-ramli-1", at + timedelta(days=3), at)
    scope = _hall(at).approver
    operations.cancel_draw(scope=scope, reference=draw.reference, reason=REASON, at=at + timedelta(hours=20))


def _waiting(cases: list[int], at: datetime) -> None:
    begun = at - timedelta(hours=30)
    draw = _announced(cases, WAITING, "khalifa-town-2", at + timedelta(days=2), begun)
    scope, secret = _hall(at).parties["citizens"], _secret(draw, "citizens").hex()
    operations.reveal_secret(scope=scope, reference=draw.reference, secret=secret, at=at - timedelta(hours=1))


def _announced(cases: list[int], name: Text, code: str, hour: datetime, at: datetime) -> Draw:
    units = [
        (f"{code.upper()}-{drawn.removeprefix('house-').upper()}-{number:03}", drawn)
        for drawn, count in UNITS_A_CLASS.items()
        for number in range(1, count + 1)
    ]
    candidates = list(zip(cases, cycle(CLASSES), strict=False))
    return announce(name=name, code=code, candidates=candidates, units=units, hour=hour, at=at)


def announce(
    *,
    name: Text,
    code: str,
    candidates: Sequence[tuple[int, str]],
    units: Sequence[tuple[str, str]],
    hour: datetime,
    at: datetime,
) -> Draw:
    """Freeze a draw, let every party commit itself, and announce it, an hour apart."""
    name_members(at - timedelta(days=60))
    hall = _hall(at)
    draw = operations.freeze_draw(
        scope=hall.supervisor, project_code=code, project_name=name, draws_at=hour, units=units, at=at,
        candidates=candidates,
    )  # fmt: skip
    for party, scope in hall.parties.items():
        commitment = commitment_to(_secret(draw, party)).hex()
        operations.commit_secret(
            scope=scope, reference=draw.reference, commitment=commitment, at=at + timedelta(hours=1)
        )
    operations.announce_draw(scope=hall.approver, reference=draw.reference, at=at + timedelta(hours=2))
    return draw


def hold(draw: Draw, *, at: datetime) -> None:
    """Let every party reveal its secret at an instant, and hold the draw at its hour."""
    hall = _hall(at)
    for party, scope in hall.parties.items():
        operations.reveal_secret(scope=scope, reference=draw.reference, secret=_secret(draw, party).hex(), at=at)
    scope, number = hall.supervisor, draw.beacon_round
    drawing.paste_beacon(
        scope=scope, reference=draw.reference, number=number, signature=stand_in_signature(number).hex(),
        at=draw.draws_at + timedelta(minutes=1),
    )  # fmt: skip
    drawing.run_draw(scope=scope, reference=draw.reference, at=draw.draws_at + timedelta(minutes=2))


def _candidates() -> list[int]:
    """Return the cases that have waited longest, and those of the cast who wait too."""
    waiting = WaitingListEntry.objects.filter(status=EntryStatus.WAITING)
    waiting = waiting.exclude(case__nominations__state=NominationState.NOMINATED)
    cast = waiting.filter(case__applicant__cpr__in=CAST).values_list("case_id", flat=True)
    longest = waiting.exclude(case__applicant__cpr__in=CAST).order_by("seniority_at", "lot")
    return [*cast, *longest.values_list("case_id", flat=True)[: max(0, CANDIDATES - len(cast))]]


def _secret(draw: Draw, party: str) -> bytes:
    """Return what a party of the demonstration would keep to itself; here everybody may work it out."""
    return hashlib.sha256(f"{draw.reference} {party} (demonstration)".encode()).digest()


def _hall(at: datetime) -> _Hall:
    return _Hall(
        supervisor=_scope("supervisor", at),
        approver=_scope("approver", at),
        parties={party: _scope(f"party-{party}", at) for party in PARTIES},
    )


def _scope(username: str, at: datetime) -> Scope:
    return scope_of(User.objects.get(username=username), at.date())


def name_members(at: datetime) -> None:
    """Name who speaks for each party, where nobody does yet."""
    for party, user_id in _members():
        if not PartyMember.objects.filter(user_id=user_id, let_go_at__isnull=True).exists():
            operations.name_member(scope=SYSTEM, party=party, user_id=user_id, at=at)


def _members() -> Iterator[tuple[str, int]]:
    for party in PARTIES:
        yield party, User.objects.get(username=f"party-{party}").pk
