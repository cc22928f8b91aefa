"""One thing asked of the reader, as the page says it."""

from dataclasses import dataclass
from datetime import date

from iskan.apps.cases.queries.consents import Asked
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedView:
    """Who asks, for which service, about what, in which words, until when."""

    reference: str
    service: str
    applicant: str
    is_own: bool
    about: str
    terms: str
    is_declaration: bool
    version: int
    due_on: date | None
    href: str


def asked_view(asked: Asked) -> AskedView:
    """Return one thing asked of the reader in their language."""
    return AskedView(
        reference=asked.reference,
        service=t(asked.service),
        applicant=t(asked.applicant),
        is_own=asked.is_own,
        about=t(asked.about) if asked.about else "",
        terms=t(asked.terms),
        is_declaration=asked.is_declaration,
        version=asked.version,
        due_on=asked.due_on,
        href=url("portal:answer-asked", asked.reference, asked.code),
    )
