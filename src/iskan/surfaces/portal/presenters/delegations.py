"""Delegations given and held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from iskan.apps.accounts.operations.delegations import OPEN_FOR
from iskan.apps.accounts.queries import Mandate
from iskan.surfaces.ui.fields import FieldView
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateView:
    """One delegation, as either side reads it."""

    id: int
    name: str
    cpr: str
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


def delegations_page(
    given: Iterable[Mandate], held: Iterable[Mandate], fields: tuple[FieldView, ...], today: date
) -> DelegationsPage:
    """Return the delegations page."""
    return DelegationsPage(
        given=tuple(_view(mandate, today) for mandate in given),
        held=tuple(_view(mandate, today, is_held=True) for mandate in held),
        fields=fields,
        errors=tuple((field.name, field.error) for field in fields if field.error),
    )


def _view(mandate: Mandate, today: date, *, is_held: bool = False) -> MandateView:
    status, tone = _standing(mandate, today)
    return MandateView(
        id=mandate.id,
        name=t(mandate.name),
        cpr=mandate.cpr,
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
    if mandate.revoked_at is not None:
        return _("Ended"), "neutral"
    if mandate.last_day < today:
        return _("Expired"), "neutral"
    if mandate.accepted_at is None:
        return (_("Awaits acceptance"), "warning") if _waits(mandate, today) else (_("Not accepted in time"), "neutral")
    return (_("Not yet begun"), "info") if mandate.first_day > today else (_("In force"), "success")
