"""Delegations given and held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from iskan.apps.accounts.enums import DelegationEnd
from iskan.apps.accounts.operations.delegations import OPEN_FOR
from iskan.apps.accounts.queries import Mandate
from iskan.core.text import Text, same
from iskan.policy.delegations import ACTS, EVERY_SERVICE
from iskan.surfaces.ui.fields import FieldView
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateView:
    """One delegation, as either side reads it."""

    id: int
    name: str
    cpr: str
    services: tuple[str, ...]
    acts: tuple[str, ...]
    first_day: date
    last_day: date
    status: str
    tone: str
    can_end: bool
    can_accept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationsPage:
    given: tuple[MandateView, ...]
    held: tuple[MandateView, ...]
    fields: tuple[FieldView, ...]
    errors: tuple[tuple[str, str], ...]
    longest: str


def delegations_page(
    given: Iterable[Mandate],
    held: Iterable[Mandate],
    fields: tuple[FieldView, ...],
    today: date,
    *,
    names: Mapping[str, Text],
    longest: Text | None,
) -> DelegationsPage:
    """Return the delegations page; ``names`` are those of the services a delegate may use."""
    return DelegationsPage(
        given=tuple(_view(mandate, today, names) for mandate in given),
        held=tuple(_view(mandate, today, names, is_held=True) for mandate in held),
        fields=fields,
        errors=tuple((field.name, field.error) for field in fields if field.error),
        longest=t(longest) if longest else _("Not configured"),
    )


def _view(mandate: Mandate, today: date, names: Mapping[str, Text], *, is_held: bool = False) -> MandateView:
    status, tone = _standing(mandate, today)
    return MandateView(
        id=mandate.id,
        name=t(mandate.name),
        cpr=mandate.cpr,
        services=tuple(t(names.get(code) or same(code)) for code in mandate.services) or (t(EVERY_SERVICE),),
        acts=tuple(t(words) for act, words in ACTS.items() if act in mandate.acts),
        first_day=mandate.first_day,
        last_day=mandate.last_day,
        status=status,
        tone=tone,
        can_end=mandate.revoked_at is None and mandate.last_day >= today,
        can_accept=is_held and _waits(mandate, today),
    )


def _waits(mandate: Mandate, today: date) -> bool:
    is_open = mandate.revoked_at is None and mandate.accepted_at is None and mandate.last_day >= today
    return is_open and timezone.localdate(mandate.given_at + OPEN_FOR) > today


def _standing(mandate: Mandate, today: date) -> tuple[str, str]:
    if mandate.ended_as == DelegationEnd.NOT_ACCEPTED:
        return _("Not accepted in time"), "neutral"
    if mandate.ended_as == DelegationEnd.EXPIRED:
        return _("Expired"), "neutral"
    if mandate.revoked_at is not None:
        return _("Ended"), "neutral"
    if mandate.last_day < today:
        return _("Expired"), "neutral"
    if mandate.accepted_at is None:
        return (_("Awaits acceptance"), "warning") if _waits(mandate, today) else (_("Not accepted in time"), "neutral")
    return (_("Not yet begun"), "info") if mandate.first_day > today else (_("In force"), "success")
