"""Families of every kind the housing law distinguishes, as a stream that the seed alone decides."""

from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import accumulate
from random import Random
from typing import Final

from iskan.integrations.synthetic.cast_families import CAST_FAMILIES
from iskan.integrations.synthetic.drafts import YEAR, Adult, FamilyDraft
from iskan.integrations.synthetic.numbers import PersonalNumbers
from iskan.integrations.synthetic.people import DAY, SyntheticFamily, SyntheticPerson

_TODAY: Final = DAY.toordinal()


def families(*, seed: int, people: int) -> Iterator[SyntheticFamily]:
    """Yield the cast's families, then families made by chance until there are at least so many people.

    A longer stream of the same seed begins with the shorter one.
    """
    count = 0
    for family in CAST_FAMILIES:
        count += len(family.people)
        yield family
    rng = Random(seed)  # noqa: S311 -- a made-up population must be repeatable, not unpredictable
    numbers, number = PersonalNumbers(rng), len(CAST_FAMILIES)
    while count < people:
        number += 1
        family = _family(FamilyDraft(rng, numbers), rng.random(), number)
        count += len(family.people)
        yield family


def people(*, seed: int, people: int) -> Iterator[tuple[SyntheticFamily, SyntheticPerson]]:
    """Yield every person beside their family."""
    for family in families(seed=seed, people=people):
        for person in family.people:
            yield family, person


def _family(draft: FamilyDraft, chance: float, number: int) -> SyntheticFamily:
    kind, make = _KINDS[bisect(_SHARES, chance * _SHARES[-1])]
    make(draft)
    return draft.finished(number, kind)


def _young_couple(draft: FamilyDraft) -> None:
    _couple(draft, draft.born_years_ago(22, 48))


def _older_couple(draft: FamilyDraft) -> None:
    _couple(draft, draft.born_years_ago(48, 72))


def _couple(draft: FamilyDraft, born: int) -> None:
    home = draft.dwelling()
    husband = draft.adult(female=False, born=born)
    wife = draft.adult(female=True, born=_wife_born(draft, husband))
    _marry(draft, husband, wife, home)


def _three_generations(draft: FamilyDraft) -> None:
    home = draft.dwelling()
    husband = draft.adult(female=False, born=draft.born_years_ago(24, 45))
    father, mother = draft.parent_of(husband, female=False), draft.parent_of(husband, female=True)
    father_died = draft.between(_TODAY - 12 * YEAR, _TODAY - 30) if draft.chance(0.35) else None
    _write_couple(draft, father, mother, home, husband_died=father_died)
    husband = husband._replace(father=father.cpr, mother=mother.cpr)
    _marry(draft, husband, draft.adult(female=True, born=_wife_born(draft, husband)), home)


def _widow(draft: FamilyDraft) -> None:
    home = draft.dwelling()
    husband = draft.adult(female=False, born=draft.born_years_ago(32, 62))
    wife = draft.adult(female=True, born=_wife_born(draft, husband))
    died = draft.between(_TODAY - 9 * YEAR, _TODAY - 40)
    wed = min(draft.wedding_day(husband, wife), died - 200)
    _write_couple(draft, husband, wife, home, husband_died=died, wed=wed)
    draft.children(husband, wife, wed=wed, until=died, dwelling=home)


def _widow_alone(draft: FamilyDraft) -> None:
    home = draft.dwelling()
    husband = draft.adult(female=False, born=draft.born_years_ago(50, 78))
    wife = draft.adult(female=True, born=_wife_born(draft, husband))
    _write_couple(draft, husband, wife, home, husband_died=draft.between(_TODAY - 15 * YEAR, _TODAY - 40))


def _divorced_mother(draft: FamilyDraft) -> None:
    hers, his = draft.dwelling(), draft.dwelling()
    husband = draft.adult(female=False, born=draft.born_years_ago(30, 52))
    wife = draft.adult(female=True, born=_wife_born(draft, husband))
    wed = draft.wedding_day(husband, wife)
    parted = draft.between(max(wed, _TODAY - 12 * YEAR), _TODAY - 30)
    draft.join(husband, wife, began=wed, ended=parted, how="divorce")
    draft.write(wife, marital="divorced", dwelling=hers)
    draft.write(husband, marital="divorced", dwelling=his)
    minors = draft.children(husband, wife, wed=wed, until=parted + 200, dwelling=hers, most=4)
    awarded = min(parted + draft.between(5, 200), _TODAY)
    to_father = minors[0] if len(minors) > 1 and draft.chance(0.25) else ""
    for child in minors:
        draft.custody(child, husband if child == to_father else wife, awarded=awarded)
    _move(draft, to_father, his)


def _move(draft: FamilyDraft, cpr: str, home: int) -> None:
    draft.people = [person._replace(dwelling=home) if person.cpr == cpr else person for person in draft.people]


def _two_wives(draft: FamilyDraft) -> None:
    first_home, second_home = draft.dwelling(), draft.dwelling()
    husband = draft.adult(female=False, born=draft.born_years_ago(36, 62))
    first = draft.adult(female=True, born=_wife_born(draft, husband))
    second = draft.adult(female=True, born=husband.born + draft.between(5 * YEAR, 14 * YEAR))
    draft.write(husband, marital="married", dwelling=first_home, spouses=(first.cpr, second.cpr))
    for wife, home, later in ((first, first_home, 0), (second, second_home, int(6 * YEAR))):
        wed = min(draft.wedding_day(husband, wife) + later, _TODAY - 90)
        draft.join(husband, wife, began=wed)
        draft.write(wife, marital="married", dwelling=home, spouses=(husband.cpr,))
        draft.children(husband, wife, wed=wed, dwelling=home, most=4)


def _foreign_wife(draft: FamilyDraft) -> None:
    home = draft.dwelling()
    husband = draft.adult(female=False, born=draft.born_years_ago(26, 58))
    _marry(draft, husband, draft.foreigner(female=True, born=_wife_born(draft, husband)), home)


def _foreign_husband(draft: FamilyDraft) -> None:
    home = draft.dwelling()
    wife = draft.adult(female=True, born=draft.born_years_ago(25, 50))
    husband = draft.foreigner(female=False, born=wife.born - draft.between(-YEAR, 9 * YEAR))
    _marry(draft, husband, wife, home)


def _single(draft: FamilyDraft) -> None:
    home = draft.dwelling()
    person = draft.adult(female=draft.chance(0.55), born=draft.born_years_ago(24, 66))
    draft.write(person, marital="divorced" if draft.chance(0.3) else "single", dwelling=home)


def _orphans(draft: FamilyDraft) -> None:
    home = draft.dwelling()
    father = draft.adult(female=False, born=draft.born_years_ago(48, 60))
    mother = draft.adult(female=True, born=father.born + draft.between(YEAR, 5 * YEAR))
    wed = father.born + int(24 * YEAR)
    died = draft.between(_TODAY - 5 * YEAR, _TODAY - 90)
    draft.join(father, mother, began=wed, ended=died, how="death")
    draft.write(father, marital="married", dwelling=home, died=died, spouses=(mother.cpr,))
    draft.write(mother, marital="widowed", dwelling=home, died=min(died + draft.between(0, 700), _TODAY - 1))
    draft.children(father, mother, wed=wed, until=died, dwelling=home)


def _wife_born(draft: FamilyDraft, husband: Adult) -> int:
    return min(husband.born + draft.between(-YEAR, 7 * YEAR), _TODAY - int(20 * YEAR))


def _marry(draft: FamilyDraft, husband: Adult, wife: Adult, home: int) -> None:
    wed = draft.wedding_day(husband, wife)
    draft.join(husband, wife, began=wed)
    draft.write(husband, marital="married", dwelling=home, spouses=(wife.cpr,))
    draft.write(wife, marital="married", dwelling=home, spouses=(husband.cpr,))
    draft.children(husband, wife, wed=wed, dwelling=home)


def _write_couple(
    draft: FamilyDraft, husband: Adult, wife: Adult, home: int, *, husband_died: int | None, wed: int | None = None
) -> None:
    wed = wed or draft.wedding_day(husband, wife)
    draft.join(husband, wife, began=wed, ended=husband_died, how="death" if husband_died else "")
    draft.write(husband, marital="married", dwelling=home, died=husband_died, spouses=(wife.cpr,))
    spouses = () if husband_died else (husband.cpr,)
    draft.write(wife, marital="widowed" if husband_died else "married", dwelling=home, spouses=spouses)


_WEIGHTED: Final[tuple[tuple[float, str, Callable[[FamilyDraft], None]], ...]] = (
    (38, "young_couple", _young_couple),
    (18, "older_couple", _older_couple),
    (13, "three_generations", _three_generations),
    (5, "widow", _widow),
    (3, "widow_alone", _widow_alone),
    (7, "divorced_mother", _divorced_mother),
    (2, "two_wives", _two_wives),
    (4, "foreign_wife", _foreign_wife),
    (2.5, "foreign_husband", _foreign_husband),
    (6, "single", _single),
    (1.5, "orphans", _orphans),
)
_SHARES: Final = tuple(accumulate(weight for weight, _, _ in _WEIGHTED))
_KINDS: Final = tuple((kind, make) for _, kind, make in _WEIGHTED)
