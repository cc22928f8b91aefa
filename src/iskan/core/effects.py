"""What follows a transition, as values: each says in words what it does, and one handler carries out each type."""

from dataclasses import dataclass

from iskan.core.charges import ChargeKind, PaidOut
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Issue one of the documents the service declares, named by its code."""

    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Have another app do something; ``name`` is what it registered, ``says`` tells people what that does."""

    name: str
    says: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTo:
    """Send what the service declares to one of its partners, named by its code; its answer is awaited from then on."""

    partner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReferral:
    """Tell the partner a case waits for that its answer is awaited no more."""

    of_partner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FallDue:
    """Have the fee or the deposit the service declares fall due."""

    charges: ChargeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderInspection:
    """Have one of the inspections the service declares made, named by its code."""

    inspection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOut:
    """Owe somebody an amount that goes to their bank account; ``pays`` says which."""

    pays: PaidOut


Effect = Issue | Call | SendTo | EndReferral | FallDue | OrderInspection | PayOut
