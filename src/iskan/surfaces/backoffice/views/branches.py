"""The ministry's branches at the desk: all of them, and entering or correcting one for a second official."""

import re
from decimal import Decimal

from django.http import Http404, HttpResponseBase
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_publish_figures
from iskan.apps.agreements.operations import propose_act
from iskan.apps.catalogue.branches import all_branches, branch_of
from iskan.core.branches import Branch, MapPoint
from iskan.core.branches_json import to_json
from iskan.core.dated import LegalBasis
from iskan.core.refusal import Refusal
from iskan.core.text import Text, latin_digits
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import ENTER_BRANCH
from iskan.policy.governorates import GOVERNORATES
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters.branches import branch_row, branch_words
from iskan.surfaces.backoffice.presenters.shell import can_read_figures
from iskan.surfaces.backoffice.words import NEEDED, needed, number, said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

BAD_COORDINATE = Text(ar="أدخل عددًا عشريًا، مثل 26.2405.", en="Enter a decimal number, such as 26.2405.")
BAD_TELEPHONE = Text(ar="أدخل رقمًا من 8 أرقام.", en="Enter a number of 8 digits.")
TELEPHONE_DIGITS = 8
COORDINATE = re.compile(r"[0-9]{2}(?:\.[0-9]{1,6})?")
LONGEST = {"name": 120, "area": 80, "hours": 160, "services": 600, "entrance": 300, "directions": 600}
OPTIONAL = ("area", "hours", "services", "entrance", "directions")


@reading(can_read_figures)
def branch_list(request: ScopedRequest) -> HttpResponseBase:
    """Show every branch, the closed ones too, with what is not set."""
    rows = tuple(map(branch_row, all_branches()))
    return page(request, "branches/list", rows=rows, may_enter=can_publish_figures(request.scope))


def _show_form(request: ScopedRequest, code: str = "", sent: FormState = UNSENT) -> HttpResponseBase:
    stands = _standing(code)
    begun = FormState.filled(branch_words(stands)) if sent is UNSENT else sent
    governorates = [(one, t(name)) for one, name in GOVERNORATES.items()]
    heading = t(stands.name) if stands else ""
    return page(request, "branches/enter", status=sent.status, heading=heading, governorates=governorates, sent=begun)


@asking(can_publish_figures)
@shows_refusals(_show_form, "branch")
def enter(request: ScopedRequest, code: str = "") -> HttpResponseBase:
    """Propose a branch, or a correction of what stands."""
    stands = _standing(code)
    if request.method != "POST":
        return _show_form(request, code)
    branch = _stated(request, code or f"branch-{get_random_string(6, 'abcdefghjkmnpqrstuvwxyz23456789')}")
    proposed = propose_act(
        scope=request.scope, act=ENTER_BRANCH, subject=branch.code, terms=to_json(branch),
        reason=needed(request, "reason", 500) if stands else said(request, "reason", 500), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


def _standing(code: str) -> Branch | None:
    if not code:
        return None
    if (stands := branch_of(code)) is None:
        raise Http404
    return stands


def _stated(request: ScopedRequest, code: str) -> Branch:
    texts = {name: _text(request, name) for name in OPTIONAL}
    return Branch(
        code=code, name=_both(request, "name", LONGEST["name"]), governorate=said(request, "governorate", 5),
        basis=LegalBasis(instrument=_both(request, "instrument", 200), source="entered", grade="A"),
        building=said(request, "building", 12), road=said(request, "road", 12),
        block=latin_digits(said(request, "block", 12)), telephone=_telephone(request), place=_place(request),
        is_closed=said(request, "closed", 3) == "yes", version=(number(said(request, "version", 9)) or 0) + 1, **texts,
    )  # fmt: skip


def _both(request: ScopedRequest, name: str, longest: int) -> Text:
    return Text(ar=needed(request, f"{name}_ar", longest), en=needed(request, f"{name}_en", longest))


def _text(request: ScopedRequest, name: str) -> Text | None:
    """Return words in both languages, or nothing where neither is given."""
    arabic, english = (_lines(request, f"{name}_{spoken}", LONGEST[name]) for spoken in ("ar", "en"))
    if bool(arabic) != bool(english):
        raise Refusal(NEEDED, field=f"{name}_en" if arabic else f"{name}_ar")
    return Text(ar=arabic, en=english) if arabic else None


def _lines(request: ScopedRequest, name: str, longest: int) -> str:
    """Return what was typed with its lines kept, without empty ones."""
    said(request, name, longest)
    lines = (" ".join(line.split()) for line in request.POST.get(name, "").splitlines())
    return "\n".join(filter(None, lines))


def _telephone(request: ScopedRequest) -> str:
    digits = latin_digits(said(request, "telephone", 20)).replace(" ", "").removeprefix("+973")
    if digits and not (digits.isascii() and digits.isdecimal() and len(digits) == TELEPHONE_DIGITS):
        raise Refusal(BAD_TELEPHONE, field="telephone")
    return digits


def _place(request: ScopedRequest) -> MapPoint | None:
    latitude, longitude = (_coordinate(request, name) for name in ("latitude", "longitude"))
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        raise Refusal(NEEDED, field="latitude" if latitude is None else "longitude")
    return MapPoint(latitude=latitude, longitude=longitude, is_area=said(request, "is_area", 3) == "yes")


def _coordinate(request: ScopedRequest, name: str) -> Decimal | None:
    typed = latin_digits(said(request, name, 12))
    if not typed:
        return None
    if not COORDINATE.fullmatch(typed):
        raise Refusal(BAD_COORDINATE, field=name)
    return Decimal(typed)
