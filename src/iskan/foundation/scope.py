"""Who is looking, and so what a query may return: every query of personal records takes one of these."""

from dataclasses import dataclass

from django.http import HttpRequest

from iskan.core.delegations import DelegatedAct
from iskan.core.roles import Duty, Role, may

__all__ = [
    "NOBODY",
    "SYSTEM",
    "ActingFor",
    "DelegatedAct",
    "Duty",
    "FilingFor",
    "OutOfScope",
    "Role",
    "Scope",
    "ScopedRequest",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFor:
    """The one case a viewer files for somebody else, by its id, and through which channel.

    ``client`` names the machine that files; without one, the official at the desk does. Before the case is begun
    there is no id.
    """

    channel: str
    client: str = ""
    case_id: int | None = None
    applicant_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingFor:
    """A citizen the viewer may act for: in which services, in all delegates may use where none is named, and how."""

    principal_id: int
    services: frozenset[str] = frozenset()
    acts: frozenset[DelegatedAct] = frozenset(DelegatedAct)

    def covers(self, service: str) -> bool:
        return not self.services or service in self.services

    def allows(self, act: DelegatedAct) -> bool:
        return act is DelegatedAct.READ or act in self.acts


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The viewer.

    A citizen sees their own and what they are delegate for, an official their departments' work, an auditor everything
    without changing it.

    ``cpr`` is set for citizens alone. ``own_cpr`` is the viewer's own personal number through whichever door they came,
    so that no official decides on their own household. With ``filing`` the viewer sees one draft and nothing else.
    ``assurance`` is how surely eKey knew the citizen when this session began. ``partner`` is the body outside the
    ministry whose person, or whose machine of the name ``partner_client``, the viewer is; while they answer for it,
    ``answering`` is the one case they see.
    """

    user_id: int | None = None
    cpr: str | None = None
    own_cpr: str | None = None
    acting_for: tuple[ActingFor, ...] = ()
    roles: frozenset[Role] = frozenset()
    department_ids: frozenset[int] = frozenset()
    is_system: bool = False
    filing: FilingFor | None = None
    assurance: str = ""
    partner: str = ""
    partner_client: str = ""
    answering: int | None = None

    @property
    def principal_ids(self) -> frozenset[int]:
        """Return the ids of all whom the viewer may act for in something."""
        return frozenset(one.principal_id for one in self.acting_for)

    def may_act_for(self, user_id: int, act: DelegatedAct, service: str = "") -> bool:
        """Say whether the viewer may do something for a citizen, in a service or else in any."""
        held = (one for one in self.acting_for if one.principal_id == user_id and one.allows(act))
        return any(not service or one.covers(service) for one in held)

    def acts_everywhere_for(self, user_id: int, act: DelegatedAct) -> bool:
        """Say whether the viewer may do something for a citizen in every service delegates may use."""
        held = (one for one in self.acting_for if one.principal_id == user_id and one.allows(act))
        return any(not one.services for one in held)

    @property
    def is_official(self) -> bool:
        return bool(self.roles) and not self.partner

    @property
    def sees_all_departments(self) -> bool:
        """Say whether every department's cases are open to read; an administrator keeps accounts and reads none."""
        return self.may(Duty.AUDIT)

    @property
    def acting_id(self) -> int:
        """Return the id of the person acting, or raise `OutOfScope` where nobody is signed in."""
        if self.user_id is None:
            raise OutOfScope
        return self.user_id

    def may(self, duty: Duty) -> bool:
        """Say whether one of the viewer's roles may do it, and none forbids it."""
        return may(self.roles, duty)


NOBODY = Scope()
SYSTEM = Scope(is_system=True)


class ScopedRequest(HttpRequest):
    """A request whose viewer is known: what views are handed once `ScopeMiddleware` has run."""

    scope: Scope


class OutOfScope(Exception):
    """The record exists or not: this viewer is not told which."""
