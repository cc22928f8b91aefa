"""The reader's own details."""

from dataclasses import dataclass
from typing import Any

from iskan.apps.accounts.enums import Assurance
from iskan.apps.accounts.queries import Contact
from iskan.surfaces.ui.fields import FieldView


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePage:
    name_ar: str
    name_en: str
    cpr: str
    phone: str
    email: str
    assurance: str
    fields: tuple[FieldView, ...]
    errors: tuple[tuple[str, str], ...]


def profile_page(user: Any, contact: Contact, fields: tuple[FieldView, ...], assurance: str) -> ProfilePage:
    """Return the profile; what the national sign-in says of a person in this session is shown, never edited."""
    return ProfilePage(
        name_ar=user.name_ar,
        name_en=user.name_en,
        cpr=user.cpr,
        phone=contact.phone,
        email=contact.email,
        assurance=str(Assurance(assurance).label) if assurance else "",
        fields=fields,
        errors=tuple((field.name, field.error) for field in fields if field.error),
    )
