"""The people of partner bodies as the ministry's administrators see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from iskan.apps.accounts.queries import Official
from iskan.policy.partners import BODIES
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """Somebody of a body."""

    id: int
    body: str
    username: str
    name: str
    roles: tuple[str, ...]
    is_active: bool


def partner_rows(people: Iterable[Official]) -> tuple[PartnerRow, ...]:
    """Return people with the names of their bodies and roles."""
    return tuple(
        PartnerRow(
            id=one.id, body=t(BODIES[one.partner].name), username=one.username, name=t(one.name),
            roles=tuple(t(role.words) for role in one.roles), is_active=one.is_active,
        )
        for one in people
    )  # fmt: skip


def bodies_to_choose() -> tuple[tuple[str, str], ...]:
    """Return every partner body to choose from."""
    return tuple((body.code, t(body.name)) for body in BODIES.values())
