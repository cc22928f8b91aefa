"""A family while it is being made: parents are joined, children named after them, everyone given a number."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Final, NamedTuple, TypeVar

from iskan.integrations.synthetic.names import BOYS, FAMILIES, FOREIGN_MEN, FOREIGN_WOMEN, GIRLS, Name
from iskan.integrations.synthetic.numbers import PersonalNumbers
from iskan.integrations.synthetic.people import DAY, NOWHERE, Bond, Custody, Dwelling, SyntheticFamily, SyntheticPerson
from iskan.integrations.synthetic.places import BLOCKS

T = TypeVar("T")

YEAR: Final = 365.25
_TODAY: Final = DAY.toordinal()
_NATIONS_OF_MEN: Final = tuple(FOREIGN_MEN)
_NATIONS_OF_WOMEN: Final = tuple(FOREIGN_WOMEN)
_MOST_CHILDREN_END: Final = 44 * YEAR
_LEAVES_HOME: Final = 25 * YEAR

Line = tuple[Name, Name, Name, Name]
"""A person's own name, the father's, the grandfather's, and the family's."""


class Adult(NamedTuple):
    """What is settled of an adult before the bonds they enter are."""

    cpr: str
    line: Line | None
    name: Name
    female: bool
    born: int
    nationality: str
    father: str = ""
    mother: str = ""


class FamilyDraft:
    """One family in the making. Days are ordinals until a person is written down."""

    def __init__(self, rng: Random, numbers: PersonalNumbers) -> None:
        self._random = rng.random
        self._numbers = numbers
        self.people: list[SyntheticPerson] = []
        self.dwellings: list[Dwelling] = []
        self.bonds: list[Bond] = []
        self.custodies: list[Custody] = []

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self._random() * len(choices))]

    def chance(self, share: float) -> bool:
        return self._random() < share

    def between(self, low: float, high: float) -> int:
        return int(low + self._random() * (high - low))

    def born_years_ago(self, youngest: float, oldest: float) -> int:
        return _TODAY - self.between(youngest * YEAR, oldest * YEAR)

    def dwelling(self) -> int:
        """Add a dwelling and return its index."""
        flat = str(self.between(1, 40)) if self.chance(0.35) else ""
        block = self.pick(BLOCKS).number
        road = f"{block[: len(block) - 2]}{self.between(1, 90):02d}"
        self.dwellings.append(Dwelling(flat, str(self.between(10, 2400)), road, block))
        return len(self.dwellings) - 1

    def adult(self, *, female: bool, born: int, line: Line | None = None, father: str = "", mother: str = "") -> Adult:
        """Settle a Bahraini adult, of a line that is given or new."""
        if line is None:
            line = (self.pick(GIRLS if female else BOYS), self.pick(BOYS), self.pick(BOYS), self.pick(FAMILIES))
        cpr = self._numbers.for_birth(date.fromordinal(born))
        return Adult(cpr, line, _full(line), female, born, "BH", father, mother)

    def foreigner(self, *, female: bool, born: int) -> Adult:
        nation = self.pick(_NATIONS_OF_WOMEN if female else _NATIONS_OF_MEN)
        name = self.pick((FOREIGN_WOMEN if female else FOREIGN_MEN)[nation])
        return Adult(self._numbers.for_birth(date.fromordinal(born)), None, name, female, born, nation)

    def parent_of(self, child: Adult, *, female: bool) -> Adult:
        """Settle the father, whose names the child carries, or the mother, who carries her own."""
        born = child.born - self.between(22 * YEAR, (32 if female else 38) * YEAR)
        if female or child.line is None:
            return self.adult(female=female, born=born)
        _, father, grandfather, family = child.line
        return self.adult(female=False, born=born, line=(father, grandfather, self.pick(BOYS), family))

    def write(
        self,
        adult: Adult,
        *,
        marital: str,
        dwelling: int,
        spouses: tuple[str, ...] = (),
        died: int | None = None,
    ) -> None:
        self.people.append(
            SyntheticPerson(
                adult.cpr, *adult.name, adult.female, date.fromordinal(adult.born), adult.nationality, marital,
                NOWHERE if died else dwelling, adult.father, adult.mother, spouses,
                date.fromordinal(died) if died else None,
            )
        )  # fmt: skip

    def join(self, husband: Adult, wife: Adult, *, began: int, ended: int | None = None, how: str = "") -> None:
        end = date.fromordinal(ended) if ended else None
        self.bonds.append(Bond(husband.cpr, wife.cpr, date.fromordinal(began), end, how))

    def wedding_day(self, husband: Adult, wife: Adult) -> int:
        """Return a day on which both were grown, and which has passed."""
        grown = max(husband.born + self.between(23 * YEAR, 31 * YEAR), wife.born + int(19 * YEAR))
        return min(grown, _TODAY - 60)

    def children(
        self, father: Adult, mother: Adult, *, wed: int, until: int | None = None, dwelling: int, most: int = 7
    ) -> list[str]:
        """Write the couple's children still at home and return the numbers of the minors."""
        minors = []
        born = wed + self.between(300, 1100)
        last = min(until or _TODAY, mother.born + int(_MOST_CHILDREN_END), _TODAY)
        for _ in range(min(most, 1 + self.between(0, 3.4) + self.between(0, 3.4))):
            if born > last:
                break
            if _TODAY - born < _LEAVES_HOME or self.chance(0.3):
                cpr = self._child(father, mother, born, dwelling)
                if _TODAY - born < 18 * YEAR:
                    minors.append(cpr)
            born += self.between(500, 1500)
        return minors

    def custody(self, child: str, custodian: Adult, *, awarded: int) -> None:
        confirmed = max(awarded, _TODAY - self.between(10, 520))
        self.custodies.append(Custody(child, custodian.cpr, date.fromordinal(awarded), date.fromordinal(confirmed)))

    def finished(self, number: int, kind: str) -> SyntheticFamily:
        return SyntheticFamily(
            number, kind, tuple(self.people), tuple(self.dwellings), tuple(self.bonds), tuple(self.custodies)
        )

    def _child(self, father: Adult, mother: Adult, born: int, dwelling: int) -> str:
        female = self.chance(0.49)
        given = self.pick(GIRLS if female else BOYS)
        line = _child_line(given, father)
        child = self.adult(female=female, born=born, line=line, father=father.cpr, mother=mother.cpr)
        self.write(child, marital="single", dwelling=dwelling)
        return child.cpr


def _child_line(given: Name, father: Adult) -> Line:
    if father.line is not None:
        return (given, father.line[0], father.line[1], father.line[3])
    # A foreign father's name is kept whole: his child carries it after its own.
    arabic, english = father.name[0].split(" "), father.name[1].split(" ")
    names = [(arabic[index], english[index]) for index in (0, 1, -1)]
    return (given, *names)  # type: ignore[return-value]  # three names by construction


def _full(line: Line) -> Name:
    one, two, three, four = line
    return f"{one[0]} {two[0]} {three[0]} {four[0]}", f"{one[1]} {two[1]} {three[1]} {four[1]}"
