"""What stands around every page of the desk: the reader, the search, the pages their role opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.messages import get_messages
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iskan.apps.accounts import rules
from iskan.apps.agreements.rules import can_follow_acts
from iskan.apps.anomalies.rules import can_look_into_anomalies
from iskan.apps.cases.rules import can_take
from iskan.apps.draws.rules import can_follow_draws
from iskan.apps.housing_stock.rules import can_read_stock
from iskan.apps.inspections.rules import can_read_visits
from iskan.apps.payments.rules import can_read_money
from iskan.apps.privacy.rules import can_oversee_privacy
from iskan.apps.waiting_lists.rules import can_read_trials
from iskan.foundation import clock
from iskan.foundation.reading import cached_in_process
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.backoffice.inbox import INBOX
from iskan.surfaces.backoffice.page_help import EVERYWHERE, TO_SEARCH, TO_TAKE, help_on
from iskan.surfaces.backoffice.trays import TRAYS
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import language, t

_TONES = {"success": "success", "error": "danger", "warning": "warning"}


def can_oversee(scope: Scope) -> bool:
    """Say whether the viewer watches over others' work, without necessarily doing any."""
    return rules.can_supervise(scope) or rules.can_read_audit(scope)


def can_read_figures(scope: Scope) -> bool:
    """Say whether the viewer may see the figures of the law as the system holds them."""
    return rules.can_publish_figures(scope) or rules.can_read_cases(scope)


def can_see_registers(scope: Scope) -> bool:
    """Say whether the viewer may see how the registers are."""
    return rules.can_read_cases(scope) or rules.can_administer(scope)


def can_see_undelivered(scope: Scope) -> bool:
    """Say whether the viewer reaches those whom messages do not reach, or watches over that."""
    return rules.can_work_cases(scope) or can_oversee(scope)


def can_have_an_inbox(scope: Scope) -> bool:
    """Say whether anything may ever wait for the viewer: whoever is an official."""
    return scope.is_official


PAGES: Final[tuple[tuple[str, str, str, Callable[[Scope], bool]], ...]] = (
    (INBOX, gettext_noop("Inbox"), "inbox", can_have_an_inbox),
    ("worklist", gettext_noop("Worklist"), "list", rules.can_read_cases),
    ("filings", gettext_noop("File for a citizen"), "edit", rules.can_review),
    ("acts", gettext_noop("Second official"), "users", can_follow_acts),
    ("team", gettext_noop("Team"), "users", rules.can_work_cases),
    ("overview", gettext_noop("Overview"), "chart", can_oversee),
    ("statistics", gettext_noop("Statistics"), "chart", can_oversee),
    ("waiting-list", gettext_noop("Waiting list"), "list", rules.can_read_cases),
    ("household-events", gettext_noop("Changes in households"), "users", rules.can_read_cases),
    ("projects", gettext_noop("Projects"), "building", can_read_stock),
    ("draws", gettext_noop("Draws"), "dice", can_follow_draws),
    ("exceptions", gettext_noop("Exceptions"), "flag", rules.can_read_cases),
    ("distributions", gettext_noop("Distributions"), "dice", rules.can_read_cases),
    ("offers", gettext_noop("Offers"), "key", rules.can_read_cases),
    ("cancellations", gettext_noop("Cancellations"), "cross-circle", rules.can_read_cases),
    ("inspections", gettext_noop("Inspections"), "pin", can_read_visits),
    ("payments", gettext_noop("Fees and payments"), "card", can_read_money),
    ("figures", gettext_noop("Figures of the law"), "scale", can_read_figures),
    ("calendar", gettext_noop("Working calendar"), "calendar", can_read_figures),
    ("branches", gettext_noop("Branches"), "pin", can_read_figures),
    ("policy-trials", gettext_noop("Policy trials"), "sort", can_read_trials),
    ("registers", gettext_noop("Registers"), "link", can_see_registers),
    ("unreached", gettext_noop("Undelivered messages"), "mail", can_see_undelivered),
    ("audit", gettext_noop("Audit trail"), "shield", rules.can_read_audit),
    ("processing", gettext_noop("Personal data"), "lock", can_oversee_privacy),
    ("anomalies", gettext_noop("Unusual conduct"), "warning", can_look_into_anomalies),
    ("officials", gettext_noop("Officials"), "users", rules.can_administer),
    ("partners", gettext_noop("Partner bodies"), "building", rules.can_administer),
    ("clients", gettext_noop("Linked systems"), "screen", rules.can_administer),
    ("operations", gettext_noop("Operations"), "chart", rules.can_administer),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHelp:
    """Words of help on a page, and the keys that work there with what each does."""

    words: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskShell:
    """The frame of a page."""

    name: str
    may_search: bool
    may_take: bool
    navigation: tuple[dict[str, Any], ...]
    notices: tuple[tuple[str, str], ...]
    help: PageHelp
    trail_href: str


def shell_of(request: ScopedRequest, trail_of: tuple[str, str] | None = None) -> DeskShell:
    """Return the frame for whoever is reading; auditors are led to the lines about what the page shows."""
    user: Any = request.user
    names = (user.name_en, user.name_ar) if language() == "en" else (user.name_ar, user.name_en)
    return DeskShell(
        name=next(filter(None, names), user.username),
        may_search=rules.can_read_cases(request.scope),
        may_take=can_take(request.scope),
        navigation=_navigation(request.path, request.scope),
        notices=tuple((str(message), _TONES.get(message.level_tag, "info")) for message in get_messages(request)),
        help=_help(request),
        trail_href=_trail_href(request.scope, trail_of),
    )


def _trail_href(scope: Scope, trail_of: tuple[str, str] | None) -> str:
    if trail_of is None or not rules.can_read_audit(scope):
        return ""
    kind, name = trail_of
    return f"{url('backoffice:audit')}?{urlencode({'kind': kind, 'subject': name})}"


def _help(request: ScopedRequest) -> PageHelp:
    words, own = help_on(request.resolver_match.view_name if request.resolver_match else "")
    takes = (TO_TAKE,) if can_take(request.scope) else ()
    searches = (TO_SEARCH,) if rules.can_read_cases(request.scope) else ()
    keys = (*own, *takes, *searches, *EVERYWHERE)
    return PageHelp(words=t(words) if words else "", keys=tuple((key, t(does)) for key, does in keys))


def _navigation(path: str, scope: Scope) -> tuple[dict[str, Any], ...]:
    home = url("backoffice:worklist")
    items = [(name, href, label, icon) for name, href, label, icon, opens in _pages(language()) if opens(scope)]
    under = (href for _name, href, _label, _icon in items if href != home and path.startswith(href))
    here = max(under, key=len, default="")
    counts = TRAYS.counted(scope, clock.now())
    at_home = path == home or path.startswith((f"{home}cases/", f"{home}search/", f"{home}households/"))
    return tuple(
        {
            "label": label, "href": href, "icon": icon, "current": href == here or (href == home and at_home),
            "count": counts.get(name, 0),
        }
        for name, href, label, icon in items
    )  # fmt: skip


@cached_in_process(maxsize=2)
def _pages(_language: str) -> tuple[tuple[str, str, str, str, Callable[[Scope], bool]], ...]:
    """Return each page with its address and words in the active language: the same until the next start."""
    return tuple((name, url(f"backoffice:{name}"), _(label), icon, opens) for name, label, icon, opens in PAGES)
