"""Whom the reader lets act for them, and for whom they may act."""

from datetime import date

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.operations import (
    AlreadyDelegated,
    BadDelegation,
    DelegationTerms,
    accept_delegation,
    delegate,
    revoke_delegation,
)
from iskan.apps.accounts.queries import delegations_given, delegations_held
from iskan.apps.accounts.unsent import words_in
from iskan.apps.catalogue import queries as catalogue
from iskan.core.answers import PageReading
from iskan.core.catalogue import Service
from iskan.core.counted import DAY, counted
from iskan.core.dated import NotConfigured
from iskan.core.delegations import DelegatedAct
from iskan.core.text import Text
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import ScopedRequest
from iskan.policy.parameters.validity import DELEGATION_DAYS
from iskan.surfaces.portal.forms import EVERY, delegation_form, filled, read_day, read_form, refilled
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.portal.presenters.delegations import delegations_page
from iskan.surfaces.ui.access import post_only
from iskan.surfaces.ui.fields import FieldView


@citizen
def delegations(request: ScopedRequest) -> HttpResponseBase:
    """List the reader's delegations, and give a new one."""
    form = delegation_form(_services())
    if request.method != "POST":
        return _show(request, filled(form, {}))
    words = words_in(request)
    reading = read_form(form, words, clock.today())
    if not reading.faults:
        # What cannot be read asks nothing of anybody: a slip of the pen is no try.
        if retry_after := ratelimit.count(ratelimit.DELEGATE, ratelimit.viewer_of(request)):
            return ratelimit.too_many_requests(request, retry_after)
        _give(request, reading)
    if reading.faults:
        return _show(request, refilled(form, words, reading), UNPROCESSABLE)
    return go(request, "portal:delegations", done=_("The delegation is given. It counts once the delegate accepts it."))


def _services() -> tuple[Service, ...]:
    return tuple(service for service in catalogue.declared().values() if service.by_delegate)


def _give(request: ScopedRequest, reading: PageReading) -> None:
    answers = reading.answers
    terms = DelegationTerms(
        delegate_cpr=answers["delegate"],
        delegate_name=answers["delegate_name"],
        services=frozenset(answers["services"]) - {EVERY},
        acts=frozenset(map(DelegatedAct, answers["acts"])) | {DelegatedAct.READ},
        first_day=read_day(answers["first_day"]),
        last_day=read_day(answers["last_day"]),
    )
    try:
        delegate(scope=request.scope, terms=terms, at=clock.now(), longest=_longest(clock.today()))
    except (BadDelegation, AlreadyDelegated) as refusal:
        reading.faults[refusal.field] = refusal.text


def _longest(today: date) -> tuple[int, Text] | None:
    """Return the most days a delegation may hold and their words; nothing where none are configured."""
    try:
        days = catalogue.figures().value(DELEGATION_DAYS, today)
    except NotConfigured:
        return None
    return days, counted(days, DAY)


def _show(request: ScopedRequest, fields: tuple[FieldView, ...], status: int = 200) -> HttpResponseBase:
    scope, names = request.scope, {service.code: service.name for service in _services()}
    given, held = delegations_given(scope), delegations_held(scope)
    longest = _longest(clock.today())
    words = longest[1] if longest else None
    shown = delegations_page(given, held, fields, clock.today(), names=names, longest=words)
    return page(request, "delegations", status=status, delegations=shown)


@post_only
@citizen
def revoke(request: ScopedRequest, delegation_id: int) -> HttpResponseBase:
    """End a delegation."""
    revoke_delegation(scope=request.scope, delegation_id=delegation_id, at=clock.now())
    return go(request, "portal:delegations", done=_("The delegation is ended."))


@post_only
@citizen
def accept(request: ScopedRequest, delegation_id: int) -> HttpResponseBase:
    """Accept to act for somebody."""
    accept_delegation(scope=request.scope, delegation_id=delegation_id, at=clock.now())
    return go(request, "portal:delegations", done=_("You may now act for them."))
