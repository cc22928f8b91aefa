"""What stands around every page of the portal: the reader's name, what waits for them, and the navigation."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from iskan.apps.notifications.queries import MOST_COUNTED, UNREAD
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import language

_TONES = {"success": "success", "error": "danger", "warning": "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationLink:
    """A link of the navigation: its words, address and sign, whether the reader is there, and what waits behind it.

    A phone shows ``tab`` links alone, four at the thumb; the others stand in the footer too.
    """

    label: str
    href: str
    icon: str
    current: bool
    count: str
    tab: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalShell:
    """The frame of a page, for a visitor or a signed-in citizen."""

    signed_in: bool
    name: str
    unread: int
    badge: str
    sign_in_url: str
    navigation: tuple[NavigationLink, ...]
    notices: tuple[tuple[str, str], ...]


def shell_of(request: ScopedRequest) -> PortalShell:
    """Return the frame for whoever is reading."""
    user = request.user
    signed_in, citizen = user.is_authenticated, request.scope.cpr is not None
    unread = _unread(user) if citizen else 0
    return PortalShell(
        signed_in=signed_in,
        name=_name(user) if signed_in else "",
        unread=unread,
        badge=counted(unread),
        sign_in_url="" if signed_in else _sign_in_url(request),
        navigation=_navigation(request.path, unread, citizen=citizen),
        notices=tuple((str(message), _TONES.get(message.level_tag, "info")) for message in get_messages(request)),
    )


def _unread(user: Any) -> int:
    return (user.related[UNREAD] if user.related else UNREAD.of(id=user.pk)) or 0


def counted(unread: int) -> str:
    """Write a count as a badge holds it: nothing for none, and 99+ for more than that."""
    if unread > MOST_COUNTED:
        return f"{MOST_COUNTED}+"
    return str(unread) if unread else ""


def _sign_in_url(request: ScopedRequest) -> str:
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"


def _name(user: Any) -> str:
    names = (user.name_en, user.name_ar) if language() == "en" else (user.name_ar, user.name_en)
    return str(next(filter(None, names), user.username))


def _navigation(path: str, unread: int, *, citizen: bool) -> tuple[NavigationLink, ...]:
    links = _links(language(), "", citizen=citizen)
    here = next((link.href for link in links if path.startswith(link.href)), "")
    return _links(language(), here, citizen=citizen, badge=counted(unread))


@lru_cache(maxsize=1024)
def _links(_language: str, here: str, *, citizen: bool, badge: str = "") -> tuple[NavigationLink, ...]:
    """Return the links in the active language, for whoever is on the page ``here``."""
    items = [
        ("portal:services", _("Services"), "list", True),
        ("portal:guide", _("Am I eligible?"), "scale", True),
        ("portal:projects", _("Projects"), "building", not citizen),
        ("draws:list", _("Draws"), "dice", not citizen),
    ]
    if citizen:
        items += [("portal:my_cases", _("My cases"), "file", True), ("portal:messages", _("Messages"), "inbox", True)]
    return tuple(
        NavigationLink(
            label=label,
            href=url(name),
            icon=icon,
            current=url(name) == here,
            count=badge if name == "portal:messages" else "",
            tab=tab,
        )
        for name, label, icon, tab in items
    )
