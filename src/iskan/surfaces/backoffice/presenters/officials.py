"""Officials as the administrator sees them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iskan.apps.accounts.queries import Official
from iskan.core.roles import OF_MINISTRY
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.surfaces.backoffice.presenters.audit import role_names
from iskan.surfaces.ui.formatting import t

Departments = Mapping[str, tuple[int, Text]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRow:
    """An official in a list."""

    id: int
    username: str
    name: str
    roles: tuple[str, ...]
    role_codes: tuple[str, ...]
    department: str
    is_active: bool
    is_self: bool


def official_rows(officials: Iterable[Official], departments: Departments, scope: Scope) -> tuple[OfficialRow, ...]:
    """Return officials with the names of their roles and departments."""
    names = {pk: t(name) for pk, name in departments.values()}
    titles = role_names()
    return tuple(
        OfficialRow(
            id=one.id,
            username=one.username,
            name=t(one.name),
            roles=tuple(titles[role] for role in sorted(one.roles)),
            role_codes=tuple(role.value for role in one.roles),
            department=names.get(one.department_id or 0, ""),
            is_active=one.is_active,
            is_self=one.id == scope.user_id,
        )
        for one in officials
    )


def roles_to_choose() -> tuple[tuple[str, str], ...]:
    """Return every role an official may be given."""
    titles = role_names()
    return tuple((role.value, titles[role]) for role in OF_MINISTRY)


def departments_to_choose(departments: Departments) -> tuple[tuple[int, str], ...]:
    """Return every department to choose from."""
    return tuple((pk, t(name)) for pk, name in departments.values())
