"""What stands around every page of the partners' desk: whose desk it is, the reader, and its pages."""

from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_answer_for_body, can_keep_body
from iskan.foundation.scope import ScopedRequest
from iskan.policy.partners import BODIES
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import language, t

_TONES = {"success": "success", "error": "danger", "warning": "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerShell:
    """The frame of a page."""

    name: str
    body: str
    navigation: tuple[dict[str, Any], ...]
    notices: tuple[tuple[str, str], ...]


def shell_of(request: ScopedRequest) -> PartnerShell:
    """Return the frame for whoever is reading."""
    user: Any = request.user
    names = (user.name_en, user.name_ar) if language() == "en" else (user.name_ar, user.name_en)
    return PartnerShell(
        name=next(filter(None, names), user.username),
        body=t(BODIES[request.scope.partner].name),
        navigation=tuple(_navigation(request)),
        notices=tuple((str(message), _TONES.get(message.level_tag, "info")) for message in get_messages(request)),
    )


def _navigation(request: ScopedRequest) -> list[dict[str, Any]]:
    items = []
    if can_answer_for_body(request.scope):
        items.append((_("Requests received"), url("partner:referrals"), "inbox"))
    if can_keep_body(request.scope):
        items.append((_("Our people"), url("partner:people"), "users"))
        items.append((_("Our systems"), url("partner:keys"), "screen"))
    here = max((href for _label, href, _icon in items if request.path.startswith(href)), key=len, default="")
    return [{"label": label, "href": href, "icon": icon, "current": href == here} for label, href, icon in items]
