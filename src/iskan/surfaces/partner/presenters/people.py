"""The people of a body as its administrator sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from iskan.apps.accounts.queries import Official
from iskan.foundation.scope import Role, Scope
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPersonRow:
    """Somebody of the body."""

    id: int
    username: str
    name: str
    role: str
    is_active: bool
    may_close: bool


def person_rows(people: Iterable[Official], scope: Scope) -> tuple[BodyPersonRow, ...]:
    """Return the body's people with what they may do."""
    return tuple(
        BodyPersonRow(
            id=one.id, username=one.username, name=t(one.name), role="، ".join(t(role.words) for role in one.roles),
            is_active=one.is_active,
            may_close=one.is_active and one.id != scope.user_id and one.roles == {Role.PARTNER_OFFICER},
        )
        for one in people
    )  # fmt: skip
