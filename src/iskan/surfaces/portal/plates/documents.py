"""The documents a case has yielded, as its page shows them: how each stands, until when, and how it is renewed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from iskan.apps.documents.enums import Validity
from iskan.apps.documents.queries import ISSUED, IssuedLine, those_open_to
from iskan.core.catalogue import Service
from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase

_TONES = {Validity.VALID.value: "success", Validity.NOT_YET.value: "info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocumentView:
    """A document the case yielded; one that is not ready is still being signed."""

    token: str
    name: str
    is_ready: bool
    status: str
    tone: str
    term: str
    renewal: str
    renew_url: str


def document_views(service: Service, issued: Iterable[IssuedLine]) -> tuple[IssuedDocumentView, ...]:
    """Return the newest of each document the service declares."""
    newest: dict[str, IssuedLine] = {}
    for line in issued:
        newest.setdefault(line.code, line)
    lines = (newest[document.code] for document in service.documents if document.code in newest)
    return tuple(_view(service, line) for line in lines)


def _view(service: Service, line: IssuedLine) -> IssuedDocumentView:
    return IssuedDocumentView(
        token=line.token,
        name=t(line.name),
        is_ready=line.is_ready,
        status=str(line.status.label),
        tone=_TONES.get(line.status.value, "warning"),
        term=term_words(line.valid_from, line.valid_until) if line.may_be_changed else "",
        renewal=_renewal(line),
        renew_url=url("portal:service", service.code) if line.may_be_renewed else "",
    )


def term_words(valid_from: date, valid_until: date | None) -> str:
    """Say in words which days a document holds."""
    if valid_until is None:
        return _("It holds from %(day)s until it is replaced or revoked.") % {"day": formatting.date(valid_from)}
    days = {"first": formatting.date(valid_from), "last": formatting.date(valid_until)}
    return _("It holds from %(first)s until %(last)s.") % days


def _renewal(line: IssuedLine) -> str:
    if line.renewable_from is None or not line.may_be_changed:
        return ""
    return _("It may be renewed from %(day)s.") % {"day": formatting.date(line.renewable_from)}


def _show(case: ShownCase) -> PlateView | None:
    issued = those_open_to(case.scope, case.today, *(case.related[ISSUED] or ()))
    return PlateView(card=document_views(case.service, issued) or None)


DOCUMENTS = Plate(code="documents", position=30, template="portal/plates/documents.html", reads=(ISSUED,), show=_show)
