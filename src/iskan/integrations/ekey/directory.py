"""Who can sign in at the stand-in for eKey: the cast by their stories, and anybody else of the population by search."""

from dataclasses import dataclass
from typing import Final

from iskan.core.people import PersonRecord
from iskan.core.text import Text, fold, latin_digits
from iskan.integrations.ekey.port import EkeyAssurance, EkeyClaims
from iskan.integrations.synthetic.cast import CAST, PersonaOutcome
from iskan.integrations.synthetic.livelihoods import chance_of
from iskan.integrations.synthetic.people import DAY
from iskan.integrations.synthetic.population import Population

LEAST_AGE: Final = 15
FOUND_AT_MOST: Final = 24
SEARCHED_AT_MOST: Final = 60_000
_PHONE_SEED: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A person as the page lists them; the cast have a story."""

    cpr: str
    name: Text
    story: Text | None


class Directory:
    """People old enough for eKey, findable by number or by any part of their name in either language."""

    def __init__(self, population: Population) -> None:
        self._population = population
        self._names: list[tuple[str, str]] | None = None

    def cast(self) -> list[tuple[PersonaOutcome, list[DirectoryEntry]]]:
        return [
            (standing, [self._entry(cpr) for cpr, persona in CAST.items() if persona.standing is standing])
            for standing in PersonaOutcome
        ]

    def find(self, words: str) -> list[DirectoryEntry]:
        """Return the people a number, or all the words of a name, point to."""
        sought = latin_digits(words).strip()
        if sought.isdigit():
            return [self._entry(sought)] if self.admits(sought) else []
        parts = fold(sought).split()
        if not parts:
            return []
        found = (cpr for cpr, names in self._searchable() if all(part in names for part in parts))
        return [self._entry(cpr) for cpr, _ in zip(found, range(FOUND_AT_MOST), strict=False)]

    def admits(self, cpr: str) -> bool:
        return cpr in self._population and _may_sign_in(self._population.person(cpr))

    def claims(self, cpr: str, assurance: EkeyAssurance) -> EkeyClaims:
        """Return what eKey vouches for; the telephone is made up from the number, and nobody's."""
        person = self._population.person(cpr)
        return EkeyClaims(
            sub=cpr,
            cpr=cpr,
            name=person.name_ar,
            name_ar=person.name_ar,
            name_en=person.name_en,
            assurance=assurance,
            phone_number=f"+973360{chance_of(_PHONE_SEED, cpr, 'phone').randrange(10_000, 100_000)}",
        )

    def _entry(self, cpr: str) -> DirectoryEntry:
        person = self._population.person(cpr)
        persona = CAST.get(cpr)
        return DirectoryEntry(
            cpr=cpr, name=Text(person.name_ar, person.name_en), story=persona.story if persona else None
        )

    def _searchable(self) -> list[tuple[str, str]]:
        if self._names is None:
            people = (self._population.person(cpr) for cpr in self._population.cprs()[:SEARCHED_AT_MOST])
            self._names = [
                (person.cpr, fold(f"{person.name_ar} {person.name_en}")) for person in people if _may_sign_in(person)
            ]
        return self._names


def _may_sign_in(person: PersonRecord) -> bool:
    return person.is_alive and person.age_on(DAY) >= LEAST_AGE
