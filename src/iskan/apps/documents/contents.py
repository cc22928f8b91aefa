"""What an issued document says, as it was when it was issued."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cattrs.preconf.json import make_converter

from iskan.apps.documents.enums import FeminineIssueStatus, IssueStatus, ShownStatus
from iskan.core.text import Text

_converter = make_converter()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementCard:
    """The card's words: who is entitled to what, since when, and what comes next."""

    holder_name: Text
    cpr: str
    service: Text
    programme: Text
    governorate: Text
    seniority_on: date
    decided_on: date
    household_count: int
    category: Text | None = None
    next_steps: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationCertificate:
    """The certificate's words: who is nominated for which kind of home in which project, and on what income."""

    holder_name: Text
    cpr: str
    programme: Text
    project: Text
    unit_class: Text
    seniority_on: date
    nominated_on: date
    checked_on: date
    distribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsufructContract:
    """The contract's words: who may use which home for the purpose of ownership, and from when."""

    holder_name: Text
    cpr: str
    programme: Text
    project: Text
    governorate: Text
    unit_class: Text
    unit_code: str
    area: str
    household_count: int
    contracted_on: date
    draw: str


Contents = EntitlementCard | NominationCertificate | UsufructContract


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: what it holds, and the words for how it stands, of one gender with its Arabic name."""

    contents: type[Contents]
    statuses: type[IssueStatus] | type[FeminineIssueStatus]


KINDS: dict[str, Kind] = {
    "entitlement_card": Kind(EntitlementCard, FeminineIssueStatus),  # بطاقة
    "nomination_certificate": Kind(NominationCertificate, FeminineIssueStatus),  # شهادة
    "usufruct_contract": Kind(UsufructContract, IssueStatus),  # عقد
}
NAMES: dict[str, Text] = {
    "nomination_certificate": Text(ar="شهادة ترشيح", en="Nomination certificate"),
    "usufruct_contract": Text(
        ar="عقد ترخيص بالانتفاع بمسكن بهدف التمليك", en="Contract of use of a home for the purpose of ownership"
    ),
}


def as_json(contents: Contents) -> dict[str, Any]:
    """Return the contents as the database keeps them."""
    kept: dict[str, Any] = _converter.unstructure(contents)
    return kept


def from_json(kept: dict[str, Any], template: str = "entitlement_card") -> Contents:
    """Return the contents of a document of a template as issued; one that has none of its own reads as a card."""
    return _converter.structure(kept, _kind(template).contents)


def shown_status(status: str, template: str) -> ShownStatus:
    """Return how a document of a template stands, in words that agree with its name."""
    return _kind(template).statuses(status)


def _kind(template: str) -> Kind:
    return KINDS.get(template, KINDS["entitlement_card"])
