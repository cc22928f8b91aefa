"""What people live on: employment, wages and allowances in the bands the services speak of, told by seed and number."""

from random import Random
from typing import Final, NamedTuple

from iskan.core.money import Money
from iskan.core.people import Employment
from iskan.core.text import Text
from iskan.integrations.synthetic.people import SyntheticPerson, age

HOUSING: Final = Text("علاوة سكن", "Housing allowance")
TRANSPORT: Final = Text("علاوة مواصلات", "Transport allowance")
SOCIAL: Final = Text("العلاوة الاجتماعية", "Social allowance")
TELEPHONE: Final = Text("علاوة هاتف", "Telephone allowance")
OVERTIME: Final = Text("أجر العمل الإضافي", "Overtime pay")

_EMPLOYERS: Final = {
    Employment.GOVERNMENT: (
        Text("وزارة التربية والتعليم", "Ministry of Education"),
        Text("وزارة الصحة", "Ministry of Health"),
        Text("وزارة الأشغال", "Ministry of Works"),
        Text("هيئة الكهرباء والماء", "Electricity and Water Authority"),
        Text("بلدية المنطقة الجنوبية", "Southern Municipality"),
    ),
    Employment.MILITARY: (
        Text("وزارة الداخلية", "Ministry of Interior"),
        Text("قوة الدفاع", "Defence Force"),
    ),
    Employment.PRIVATE: (
        Text("شركة ساحل اللؤلؤ للتجارة", "Pearl Coast Trading Company"),
        Text("مصنع النخلة للأغذية", "Palm Tree Foods Factory"),
        Text("مؤسسة الجزيرتين للمقاولات", "Two Islands Contracting"),
        Text("مجموعة المرفأ للنقل", "Harbour Transport Group"),
        Text("شركة البستان للضيافة", "Orchard Hospitality Company"),
        Text("مختبرات الأفق الطبية", "Horizon Medical Laboratories"),
    ),
}
_MEDIAN: Final = {
    Employment.GOVERNMENT: 690,
    Employment.PRIVATE: 520,
    Employment.MILITARY: 640,
    Employment.RETIRED: 560,
    Employment.SELF_EMPLOYED: 430,
}
_MEN: Final = (
    (0.24, Employment.GOVERNMENT), (0.68, Employment.PRIVATE), (0.84, Employment.MILITARY),
    (0.91, Employment.SELF_EMPLOYED), (1.0, Employment.UNEMPLOYED),
)  # fmt: skip
_WOMEN: Final = (
    (0.22, Employment.GOVERNMENT), (0.45, Employment.PRIVATE), (0.46, Employment.MILITARY),
    (0.50, Employment.SELF_EMPLOYED), (1.0, Employment.UNEMPLOYED),
)  # fmt: skip
_STUDENT_AGE: Final = 22
_PENSION_AGE: Final = 60


class Allowance(NamedTuple):
    name: Text
    amount: Money
    fixed: bool


class Livelihood(NamedTuple):
    employment: Employment
    employer: Text | None
    basic: Money
    allowances: tuple[Allowance, ...]


def chance_of(seed: int, cpr: str, topic: str) -> Random:
    """Return the chance that decides one thing about one person, the same whenever it is asked."""
    return Random(f"{seed}/{cpr}/{topic}")  # noqa: S311 -- a made-up population must be repeatable


def livelihood(person: SyntheticPerson, seed: int) -> Livelihood:
    """Return what a person lives on; children, students and the dead have no wage."""
    rng = chance_of(seed, person.cpr, "livelihood")
    employment = _employment(person, rng)
    if employment is Employment.UNEMPLOYED:
        return Livelihood(employment, None, Money(0), ())
    basic = Money.bhd(5 * max(40, round(rng.lognormvariate(0, 0.42) * _MEDIAN[employment] / 5)))
    employers = _EMPLOYERS.get(employment)
    employer = rng.choice(employers) if employers else None
    return Livelihood(employment, employer, basic, _allowances(employment, rng))


def allowance(name: Text, dinars: int, *, fixed: bool = True) -> Allowance:
    """Return an allowance of whole dinars."""
    return Allowance(name=name, amount=Money.bhd(dinars), fixed=fixed)


def _employment(person: SyntheticPerson, rng: Random) -> Employment:
    years = age(person)
    if years < _STUDENT_AGE or person.died:
        return Employment.UNEMPLOYED
    table = _WOMEN if person.female else _MEN
    found = _at(table, rng.random())
    if years >= _PENSION_AGE and found is not Employment.UNEMPLOYED:
        return Employment.RETIRED
    if person.nationality != "BH" and found in {Employment.GOVERNMENT, Employment.MILITARY}:
        return Employment.PRIVATE
    return found


def _at(table: tuple[tuple[float, Employment], ...], chance: float) -> Employment:
    return next(employment for limit, employment in table if chance < limit)


def _allowances(employment: Employment, rng: Random) -> tuple[Allowance, ...]:
    if employment in {Employment.RETIRED, Employment.SELF_EMPLOYED}:
        return ()
    offered = (
        (0.6, allowance(HOUSING, rng.randrange(60, 220, 10))),
        (0.5, allowance(TRANSPORT, rng.randrange(20, 70, 5))),
        (0.4, allowance(SOCIAL, rng.randrange(30, 130, 5))),
        (0.2, allowance(TELEPHONE, rng.randrange(10, 30, 5))),
        (0.15, allowance(OVERTIME, rng.randrange(40, 200, 10), fixed=False)),
    )
    return tuple(offer for share, offer in offered if rng.random() < share)
