"""Whom the reader lets act for them, and for whom they may act."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from iskan.apps.accounts.operations import (
    AlreadyDelegated,
    BadDelegation,
    accept_delegation,
    delegate,
    revoke_delegation,
)
from iskan.apps.accounts.queries import delegations_given, delegations_held
from iskan.core.answers import PageReading
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.forms import DELEGATION, filled, read_day, read_form, refilled
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.portal.presenters.delegations import delegations_page
from iskan.surfaces.ui.fields import FieldView
from iskan.surfaces.wizard.keeping import words_in


@citizen
def delegations(request: ScopedRequest) -> HttpResponseBase:
    """List the reader's delegations, and give a new one."""
    if request.method != "POST":
        return _show(request, filled(DELEGATION, {}))
    words = words_in(request)
    reading = read_form(DELEGATION, words, clock.today())
    if not reading.faults:
        # What cannot be read asks nothing of anybody: a slip of the pen is no try.
        if retry_after := ratelimit.count(ratelimit.DELEGATE, ratelimit.viewer_of(request)):
            return ratelimit.too_many_requests(request, retry_after)
        _give(request, reading)
    if reading.faults:
        return _show(request, refilled(DELEGATION, words, reading), UNPROCESSABLE)
    return go(request, "portal:delegations", done=_("The delegation is given. It counts once the delegate accepts it."))


def _give(request: ScopedRequest, reading: PageReading) -> None:
    answers = reading.answers
    try:
        delegate(
            scope=request.scope,
            delegate_cpr=answers["delegate"],
            first_day=read_day(answers["first_day"]),
            last_day=read_day(answers["last_day"]),
            at=clock.now(),
        )
    except (BadDelegation, AlreadyDelegated) as refusal:
        reading.faults["delegate"] = refusal.text


def _show(request: ScopedRequest, fields: tuple[FieldView, ...], status: int = 200) -> HttpResponseBase:
    scope = request.scope
    shown = delegations_page(delegations_given(scope), delegations_held(scope), fields, clock.today())
    return page(request, "delegations", status=status, delegations=shown)


@require_POST
@citizen
def revoke(request: ScopedRequest, delegation_id: int) -> HttpResponseBase:
    """End a delegation."""
    revoke_delegation(scope=request.scope, delegation_id=delegation_id, at=clock.now())
    return go(request, "portal:delegations", done=_("The delegation is ended."))


@require_POST
@citizen
def accept(request: ScopedRequest, delegation_id: int) -> HttpResponseBase:
    """Accept to act for somebody."""
    accept_delegation(scope=request.scope, delegation_id=delegation_id, at=clock.now())
    return go(request, "portal:delegations", done=_("You may now act for them."))
