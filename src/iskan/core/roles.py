"""The roles of officials: what each is called, what it may do, and which party it is in a case."""

from collections.abc import Collection
from enum import StrEnum
from itertools import combinations
from typing import Final, NamedTuple

from iskan.core.lifecycle import Party
from iskan.core.text import Text


class Duty(StrEnum):
    """One thing an official may do by role alone; departments and households are asked about elsewhere."""

    WORK = "work"  # move cases and offers on
    REVIEW = "review"  # judge documents, recommend, prepare distributions
    DECIDE = "decide"  # give the second official's decision
    SETTLE = "settle"  # decide exceptions and cancellations, conduct draws
    SUPERVISE = "supervise"  # hand out work, keep the stock, try policies
    PROPOSE_FIGURES = "propose_figures"
    APPROVE_FIGURES = "approve_figures"
    ADMINISTER = "administer"  # keep the officials' accounts
    READ = "read"  # read case files
    OVERSEE = "oversee"  # follow others' work
    INSPECT = "inspect"  # go and look, and report what was found
    RECKON = "reckon"  # answer for settlements, read what was charged and paid
    AUDIT = "audit"  # read the audit trail, and every department's cases
    ANSWER = "answer"  # answer what is sent to one's body
    KEEP_BODY = "keep_body"  # keep the people and keys of one's body


READING = frozenset({Duty.READ, Duty.OVERSEE, Duty.AUDIT})


class Role(StrEnum):
    """What an official may do. A citizen has none. Whoever audits changes nothing, whatever else they are."""

    REVIEWER = "reviewer"
    APPROVER = "approver"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    DRAW_PARTY = "draw_party"
    TREASURER = "treasurer"
    INSPECTOR = "inspector"
    PARTNER_OFFICER = "partner_officer"
    PARTNER_ADMINISTRATOR = "partner_admin"

    @property
    def words(self) -> Text:
        return _DECLARED[self].words

    @property
    def duties(self) -> frozenset[Duty]:
        return _DECLARED[self].duties

    @property
    def party(self) -> Party | None:
        """Return which party of a lifecycle it is, if any."""
        return _DECLARED[self].party


class _Declared(NamedTuple):
    words: Text
    duties: frozenset[Duty]
    party: Party | None = None


_DECLARED: Final = {
    Role.REVIEWER: _Declared(
        Text(ar="موظف المراجعة", en="Reviewing official"),
        frozenset({Duty.WORK, Duty.READ, Duty.REVIEW}),
        Party.REVIEWER,
    ),
    Role.APPROVER: _Declared(
        Text(ar="موظف الاعتماد", en="Approving official"),
        frozenset({Duty.WORK, Duty.READ, Duty.DECIDE, Duty.SETTLE, Duty.APPROVE_FIGURES}),
        Party.APPROVER,
    ),
    Role.SUPERVISOR: _Declared(
        Text(ar="المشرف", en="Supervisor"),
        frozenset(
            {
                *(Duty.WORK, Duty.READ, Duty.REVIEW, Duty.SETTLE),
                *(Duty.SUPERVISE, Duty.OVERSEE, Duty.PROPOSE_FIGURES),
            }
        ),
        Party.SUPERVISOR,
    ),
    Role.AUDITOR: _Declared(Text(ar="المدقق", en="Auditor"), READING),
    Role.ADMINISTRATOR: _Declared(
        Text(ar="مسؤول النظام", en="Administrator"),
        frozenset({Duty.ADMINISTER, Duty.PROPOSE_FIGURES, Duty.APPROVE_FIGURES}),
    ),
    Role.DRAW_PARTY: _Declared(Text(ar="طرف في السحوبات", en="Party of the draws"), frozenset()),
    Role.TREASURER: _Declared(Text(ar="موظف المالية", en="Finance official"), frozenset({Duty.RECKON})),
    Role.INSPECTOR: _Declared(Text(ar="المعاين", en="Inspector"), frozenset({Duty.INSPECT})),
    Role.PARTNER_OFFICER: _Declared(
        Text(ar="موظف جهة شريكة", en="Officer of a partner body"), frozenset({Duty.ANSWER})
    ),
    Role.PARTNER_ADMINISTRATOR: _Declared(
        Text(ar="مسؤول جهة شريكة", en="Administrator of a partner body"), frozenset({Duty.KEEP_BODY})
    ),
}


def may(roles: Collection[Role], duty: Duty) -> bool:
    """Say whether somebody of these roles may do it."""
    held = {each for role in roles for each in role.duties}
    return duty in held and (duty in READING or Duty.AUDIT not in held)


def roles_with(duty: Duty) -> tuple[Role, ...]:
    """Return the roles that may do it."""
    return tuple(role for role in Role if duty in role.duties)


DECIDING = frozenset({Duty.REVIEW, Duty.DECIDE, Duty.SETTLE, Duty.INSPECT})
"""Duties by which somebody decides on a household, or looks at its home: their own personal number is known."""

OF_PARTNERS: Final = frozenset({Role.PARTNER_OFFICER, Role.PARTNER_ADMINISTRATOR})
"""Roles of people who are no officials of the ministry: they see what is sent to their body and nothing else."""

OF_MINISTRY: Final = tuple(role for role in Role if role not in OF_PARTNERS)

# Whoever answers for money neither decides what is charged nor keeps accounts; whoever inspects decides nothing on it.
_HELD_ALONE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.TREASURER, Role.INSPECTOR, *OF_PARTNERS})


def _never_together(one: Role, other: Role) -> bool:
    return bool({one, other} & _HELD_ALONE) or (
        Role.DRAW_PARTY in {one, other} and Duty.SETTLE in one.duties | other.duties
    )


ROLES_APART: Final = tuple(pair for pair in combinations(Role, 2) if _never_together(*pair))
"""Roles no one person holds together: who keeps accounts, audits or reckons does nothing else; a party draws nothing.

A reviewer may be an approver too, as in a small department: of one case or distribution nobody is ever both.
"""


def go_together(roles: Collection[Role]) -> bool:
    """Say whether one person may hold all these roles."""
    return not any(one in roles and other in roles for one, other in ROLES_APART)


def decides(roles: Collection[Role]) -> bool:
    """Say whether somebody of these roles decides on households."""
    return any(may(roles, duty) for duty in DECIDING)
