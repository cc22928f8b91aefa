"""What happens to people of the synthetic population after it was made: the stand-in's own population moves on."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from iskan.core.people import MaritalStatus
from iskan.integrations.synthetic.people import NOWHERE, SyntheticFamily, SyntheticPerson
from iskan.integrations.synthetic.population import Population

Happening = Callable[..., tuple[SyntheticPerson, ...]]


class NothingHappens(ValueError):
    """The words name nothing that may happen, or nobody it could happen to."""


def happen(population: Population, told: Mapping[str, Any], *, at: datetime) -> None:
    """Let something happen to a person, ``{"what": "death", "cpr": …}`` and what else it needs.

    Raises:
        NothingHappens.
    """
    try:
        words = dict(told)
        happening, cpr = _HAPPENINGS[words.pop("what")], words.pop("cpr")
        family = population.family_of(cpr)
        people = happening(family, population.find(cpr), **words)
    except (KeyError, TypeError, ValueError, LookupError) as error:
        raise NothingHappens(str(error)) from error
    population.move_on(family._replace(people=people), at=at)


def _death(family: SyntheticFamily, who: SyntheticPerson, *, on: str) -> tuple[SyntheticPerson, ...]:
    died = date.fromisoformat(on)
    return tuple(
        one._replace(died=died, dwelling=NOWHERE) if one.cpr == who.cpr else _without_spouse(one, who, "widowed")
        for one in family.people
    )


def _birth(
    family: SyntheticFamily, who: SyntheticPerson, *, child: str, name_ar: str, name_en: str, on: str
) -> tuple[SyntheticPerson, ...]:
    """Have a child born to a person and their first spouse."""
    other = who.spouses[0] if who.spouses else ""
    father, mother = (other, who.cpr) if who.female else (who.cpr, other)
    born = SyntheticPerson(
        cpr=child, name_ar=name_ar, name_en=name_en, female=False, born=date.fromisoformat(on),
        nationality=who.nationality, marital=MaritalStatus.SINGLE, dwelling=who.dwelling, father=father, mother=mother,
        spouses=(), died=None,
    )  # fmt: skip
    return (*family.people, born)


def _marriage(
    family: SyntheticFamily, who: SyntheticPerson, *, spouse: str, name_ar: str, name_en: str, born: str
) -> tuple[SyntheticPerson, ...]:
    joins = SyntheticPerson(
        cpr=spouse, name_ar=name_ar, name_en=name_en, female=not who.female, born=date.fromisoformat(born),
        nationality="BH", marital=MaritalStatus.MARRIED, dwelling=who.dwelling, father="", mother="",
        spouses=(who.cpr,), died=None,
    )  # fmt: skip
    married = who._replace(spouses=(*who.spouses, spouse), marital=MaritalStatus.MARRIED)
    return (*(married if one.cpr == who.cpr else one for one in family.people), joins)


def _divorce(family: SyntheticFamily, who: SyntheticPerson, *, spouse: str) -> tuple[SyntheticPerson, ...]:
    """Part two spouses; who was asked about stays in the home."""
    other = next(one for one in family.people if one.cpr == spouse)
    parted = (_without_spouse(_without_spouse(one, who, "divorced"), other, "divorced") for one in family.people)
    return tuple(one._replace(dwelling=NOWHERE) if one.cpr == spouse else one for one in parted)


def _departure(family: SyntheticFamily, who: SyntheticPerson) -> tuple[SyntheticPerson, ...]:
    """Have a person move abroad: they live at no address here."""
    return tuple(one._replace(dwelling=NOWHERE) if one.cpr == who.cpr else one for one in family.people)


def _nationality(family: SyntheticFamily, who: SyntheticPerson, *, to: str) -> tuple[SyntheticPerson, ...]:
    return tuple(one._replace(nationality=to) if one.cpr == who.cpr else one for one in family.people)


def _without_spouse(one: SyntheticPerson, gone: SyntheticPerson, marital: str) -> SyntheticPerson:
    if gone.cpr not in one.spouses:
        return one
    left = tuple(cpr for cpr in one.spouses if cpr != gone.cpr)
    return one._replace(spouses=left, marital=one.marital if left else marital)


_HAPPENINGS: Final[Mapping[str, Happening]] = {
    "death": _death,
    "birth": _birth,
    "marriage": _marriage,
    "divorce": _divorce,
    "departure": _departure,
    "nationality": _nationality,
}
