"""Every nominee of a distribution by name, pool by pool, as far as the viewer may see them."""

from dataclasses import dataclass
from datetime import date

from iskan.apps.allocation.models import Distribution, DistributionColumns
from iskan.apps.allocation.queries.columns import unpacked_nominations
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.core.text import Text
from iskan.foundation.scope import Scope

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominee:
    """One household that is nominated; ``exception`` is the number of the exception it stands on, or zero."""

    place: int
    reference: str
    name: Text
    cpr: str
    governorate: str
    seniority_on: date
    set_aside: bool
    exception: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineesOfPool:
    """The nominees for one class of home in one project, by place."""

    project_code: str
    unit_class: str
    units: int
    nominees: tuple[Nominee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllNominees:
    """All pools; ``withheld`` counts the nominees whose case the viewer may not see."""

    pools: tuple[NomineesOfPool, ...]
    withheld: int

    @property
    def references(self) -> tuple[str, ...]:
        """The cases shown."""
        return tuple(one.reference for pool in self.pools for one in pool.nominees)


def nominees_of(scope: Scope, distribution: Distribution) -> AllNominees:
    """Return everybody nominated whose case the viewer sees; the caller has been let into the distribution."""
    kept = unpacked_nominations(DistributionColumns.objects.get(distribution=distribution).nominated)
    numbers = [int(each) for each in kept["case"]]
    known = _known(scope, numbers)
    pools: dict[int, list[Nominee]] = {lot: [] for lot in range(len(distribution.lots))}
    for row, case_id in enumerate(numbers):
        if case_id in known:
            reference, governorate, name, cpr = known[case_id]
            pools[int(kept["lot"][row])].append(
                Nominee(
                    place=int(kept["place"][row]), reference=reference, name=name, cpr=cpr, governorate=governorate,
                    seniority_on=date.fromordinal(int(kept["seniority"][row])),
                    set_aside=bool(kept["set_aside"][row]), exception=int(kept["exception"][row]),
                )
            )  # fmt: skip
    return AllNominees(
        pools=tuple(
            NomineesOfPool(
                project_code=lot["project"], unit_class=lot["unit_class"], units=lot["units"],
                nominees=tuple(sorted(pools[number], key=lambda one: one.place)),
            )
            for number, lot in enumerate(distribution.lots)
        ),
        withheld=len(numbers) - len(known),
    )  # fmt: skip


def _known(scope: Scope, numbers: list[int]) -> dict[int, tuple[str, str, Text, str]]:
    fields = ("pk", "reference", "governorate", "applicant__name_ar", "applicant__name_en", "applicant__cpr")
    found: dict[int, tuple[str, str, Text, str]] = {}
    for first in range(0, len(numbers), AT_ONCE):
        rows = visible_cases(scope).filter(pk__in=numbers[first : first + AT_ONCE]).values_list(*fields)
        found |= {pk: (reference, place, Text(ar=ar, en=en), cpr or "") for pk, reference, place, ar, en, cpr in rows}
    return found
