"""Acts of two officials as the desk shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from iskan.apps.accounts.queries import names_of
from iskan.apps.agreements.enums import ActOutcome
from iskan.apps.agreements.queries import ActLine
from iskan.core.acts import ActArea, JointAct
from iskan.core.roles import Duty, roles_with
from iskan.core.text import Text
from iskan.policy.act_words import ARE_TOLD, AREAS, NEVER_BOTH, ONE_PERSON
from iskan.policy.acts import ACTS
from iskan.policy.messages import ACT_LEFT_BEHIND
from iskan.surfaces.ui.formatting import t

TONES: Final = {
    ActOutcome.AGREED: "success",
    ActOutcome.DECLINED: "danger",
    ActOutcome.TAKEN_BACK: "neutral",
    ActOutcome.OVERTAKEN: "neutral",
}
AWAITED: Final = Text(ar="بانتظار موظف ثانٍ", en="Awaits a second official")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One proposed act."""

    id: int
    name: str
    subject: str
    shown: tuple[tuple[str, str], ...]
    document: str
    reason: str
    status: str
    tone: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    overtaken: str
    may_decide: bool
    may_take_back: bool
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """A row of the table of acts."""

    area: str
    name: str
    begun_by: str
    agreed_by: str
    never_both: tuple[str, ...]
    told: tuple[str, ...]


def act_views(lines: Sequence[ActLine]) -> tuple[ActView, ...]:
    """Return proposals as this viewer reads them."""
    people = {line.proposed_by_id for line in lines} | {line.decided_by_id for line in lines if line.decided_by_id}
    names = names_of(frozenset(people))
    return tuple(_view(line, {pk: t(name) for pk, name in names.items()}) for line in lines)


def act_rows() -> tuple[ActRow, ...]:
    """Return the table of acts, by what they decide on."""
    return tuple(_row(act) for act in sorted(ACTS, key=lambda act: list(ActArea).index(act.area)))


def _view(line: ActLine, names: dict[int, str]) -> ActView:
    waits = line.outcome is None
    return ActView(
        id=line.id,
        name=t(line.act.name),
        subject=line.subject,
        shown=tuple((t(label), t(value)) for label, value in line.shown),
        document=line.document,
        reason=line.reason,
        status=str(line.outcome.label) if line.outcome else t(AWAITED),
        tone=TONES[line.outcome] if line.outcome else "warning",
        proposed_by=names[line.proposed_by_id],
        proposed_at=line.proposed_at,
        decided_by=names[line.decided_by_id] if line.decided_by_id else "",
        decided_at=line.decided_at,
        decision_reason=line.decision_reason,
        overtaken=t(ACT_LEFT_BEHIND) if line.outcome is ActOutcome.OVERTAKEN else "",
        may_decide=waits and line.why_not is None,
        may_take_back=waits and line.is_own,
        why_not=t(line.why_not.text) if waits and line.why_not else "",
    )


def _row(act: JointAct) -> ActRow:
    return ActRow(
        area=t(AREAS[act.area]),
        name=t(act.name),
        begun_by=_roles(act.begun_by),
        agreed_by=_roles(act.agreed_by),
        never_both=(t(ONE_PERSON), *(t(words) for apart, words in NEVER_BOTH.items() if apart in act.apart)),
        told=tuple(t(words) for told, words in ARE_TOLD.items() if told in act.told),
    )


def _roles(duties: frozenset[Duty]) -> str:
    roles = dict.fromkeys(role for duty in sorted(duties) for role in roles_with(duty))
    return t(Text(ar="، ", en=", ")).join(t(role.words) for role in roles)
