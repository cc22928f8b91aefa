"""How the body's own system comes in, and how it is told: keys and the signing secret, each shown once."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_keep_body
from iskan.apps.partners.operations.keys import make_key, make_secret, revoke_key
from iskan.apps.partners.queries.keys import calls_of, keys_of, secret_made_at
from iskan.core.text import tidy
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.partner.pages import asking, go, page
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NAME_LENGTH = 60


def _show(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    return page(
        request, "keys", status=sent.status, sent=sent, rows=keys_of(request.scope), calls=calls_of(request.scope),
        secret_made_at=secret_made_at(request.scope),
    )  # fmt: skip


@asking(can_keep_body)
@shows_refusals(_show, "key")
def keys(request: ScopedRequest) -> HttpResponseBase:
    """List the keys of the body's system; make a new one and show it, this once."""
    if request.method != "POST":
        return _show(request)
    made = make_key(scope=request.scope, name=tidy(request.POST.get("name", ""))[:NAME_LENGTH], at=clock.now())
    return _shown_once(request, _("Your new key"), made)


@asking(can_keep_body)
def secret(request: ScopedRequest) -> HttpResponseBase:
    """Ask whether a new signing secret is to be made, and show it, this once."""
    if request.method != "POST":
        return page(request, "new_secret", made_at=secret_made_at(request.scope))
    return _shown_once(request, _("Your new signing secret"), make_secret(scope=request.scope, at=clock.now()))


@asking(can_keep_body)
def revoke(request: ScopedRequest, key_id: int) -> HttpResponseBase:
    """Ask whether a key is to be revoked, and revoke it."""
    found = next((one for one in keys_of(request.scope) if one.id == key_id and one.revoked_at is None), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return page(request, "revoke_key", one=found)
    revoke_key(scope=request.scope, key_id=found.id, at=clock.now())
    return go(request, "partner:keys", done=_("The key is revoked."))


def _shown_once(request: ScopedRequest, title: str, words: str) -> HttpResponse:
    answer: HttpResponse = page(request, "shown_once", title=title, words=words)
    answer["Cache-Control"] = "no-store"
    return answer
