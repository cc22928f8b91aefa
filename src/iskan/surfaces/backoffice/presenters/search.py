"""What a search shows: as what the words were looked for, the people, the cases and the homes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iskan.apps.cases.queries.search import Found, FoundPerson
from iskan.apps.housing_stock.queries.units import UnitLine
from iskan.apps.housing_stock.rules import can_read_stock
from iskan.core.lookups import LookupKind
from iskan.core.text import Text, listed
from iskan.foundation.scope import Scope
from iskan.policy.governorates import governorate_name
from iskan.policy.unit_classes import class_name
from iskan.surfaces.backoffice.presenters.worklist import WorklistRow, worklist_rows
from iskan.surfaces.ui import stock
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

KINDS: Final = {
    LookupKind.PERSONAL_NUMBER: gettext_noop("personal number"),
    LookupKind.LOST_ZERO: gettext_noop("personal number whose first zero was lost"),
    LookupKind.TELEPHONE: gettext_noop("telephone number"),
    LookupKind.EMAIL: gettext_noop("e-mail address"),
    LookupKind.REFERENCE: gettext_noop("reference"),
    LookupKind.REFERENCE_PART: gettext_noop("part of a reference"),
    LookupKind.HOME: gettext_noop("code of a home"),
    LookupKind.NAME: gettext_noop("name"),
    LookupKind.SUBJECT: gettext_noop("what a case is about"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person found, and the way to their household's file."""

    name: str
    cpr: str
    birth_date: date
    governorate: str
    reference: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """A home found, and the cases to which it was offered."""

    code: str
    url: str
    name: str
    project: str
    state: str
    tone: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """Everything the page shows."""

    sought: str
    understood: str
    people: tuple[PersonRow, ...]
    cases: tuple[WorklistRow, ...]
    homes: tuple[HomeRow, ...]
    is_cut: bool

    @property
    def is_empty(self) -> bool:
        return not (self.people or self.cases or self.homes)


def search_view(
    scope: Scope,
    sought: str,
    found: Found,
    homes: Mapping[UnitLine, tuple[str, ...]],
    today: date,
) -> SearchView:
    """Return the page of a search."""
    kinds = found.kinds | ({LookupKind.HOME} if homes else frozenset())
    return SearchView(
        sought=sought,
        understood=t(listed(_(words) for kind, words in KINDS.items() if kind in kinds)),
        people=tuple(map(_person, found.people)),
        cases=worklist_rows(found.cases, scope, today),
        homes=tuple(_home(home, given) for home, given in homes.items()) if can_read_stock(scope) else (),
        is_cut=found.is_cut,
    )


def _person(found: FoundPerson) -> PersonRow:
    person = found.person
    return PersonRow(
        name=t(Text(ar=person.name_ar, en=person.name_en)) or person.name_ar,
        cpr=person.cpr,
        birth_date=person.birth_date,
        governorate=t(governorate_name(person.governorate)),
        reference=found.reference,
        part=_("Applicant") if found.is_applicant else _("Member of the household"),
    )


def _home(home: UnitLine, references: tuple[str, ...]) -> HomeRow:
    return HomeRow(
        code=home.code,
        url=url("backoffice:unit", home.code),
        name=t(class_name(home.unit_class)),
        project=t(home.project_name),
        state=str(home.state.label),
        tone=stock.TONES[home.state],
        references=references,
    )
