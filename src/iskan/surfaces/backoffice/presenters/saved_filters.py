"""Saved filters: those a list offers, and what it says of the one it is narrowed by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iskan.apps.accounts.saved_filters import KeptFilter
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

WORKLIST, WAITING_LIST = "worklist", "waiting-list"
LISTS: Final = {WORKLIST: gettext_noop("Worklist"), WAITING_LIST: gettext_noop("Waiting list")}


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A saved filter, and the way to the list it narrows."""

    name: str
    href: str
    is_current: bool
    is_shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltersBar:
    """What a list offers of saved filters; ``save_url`` is empty where it is narrowed by nothing."""

    links: tuple[FilterLink, ...]
    save_url: str
    all_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRow:
    """A saved filter on the page that keeps them."""

    id: int
    name: str
    href: str
    list_name: str
    reach: str
    is_own: bool
    is_default: bool
    may_delete: bool


def filters_bar(list_code: str, kept: Sequence[KeptFilter], now: Mapping[str, str], *, narrowed: bool) -> FiltersBar:
    """Return the saved filters of a list, and the way to save how it is narrowed now."""
    saving = f"{url('backoffice:save-filter', list_code)}?{urlencode(now)}"
    return FiltersBar(
        links=tuple(FilterLink(one.name, href_of(list_code, one), one.query == now, one.is_shared) for one in kept),
        save_url=saving if narrowed else "",
        all_url=url("backoffice:saved-filters"),
    )


def href_of(list_code: str, kept: KeptFilter) -> str:
    """Return the address of a list narrowed by a filter."""
    return f"{url(f'backoffice:{list_code}')}?{urlencode(kept.query)}"


def filter_rows(kept: Mapping[str, Sequence[KeptFilter]]) -> tuple[FilterRow, ...]:
    """Return every filter somebody may use, list by list."""
    return tuple(
        FilterRow(
            id=one.id, name=one.name, href=href_of(code, one), list_name=_(LISTS[code]), reach=_reach(one),
            is_own=one.is_own, is_default=one.is_default, may_delete=one.may_delete,
        )
        for code, filters in kept.items()
        for one in filters
    )  # fmt: skip


def _reach(one: KeptFilter) -> str:
    if not one.is_shared:
        return _("Only the owner")
    return _("The department") if one.is_own else _("The department, from %(name)s") % {"name": t(one.owner_name)}
