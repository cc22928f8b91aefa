"""What the cast live on, and whose name one register spells otherwise."""

from typing import Final

from iskan.core.money import Money
from iskan.core.people import Employment
from iskan.core.text import Text
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.cast_families import CAST_FAMILIES
from iskan.integrations.synthetic.livelihoods import HOUSING, SOCIAL, TELEPHONE, TRANSPORT, Livelihood, allowance
from iskan.integrations.synthetic.names import respelt

PEOPLE: Final = {person.cpr: person for family in CAST_FAMILIES for person in family.people}

_SCHOOL: Final = Text("وزارة التربية والتعليم", "Ministry of Education")
_TRADING: Final = Text("شركة ساحل اللؤلؤ للتجارة", "Pearl Coast Trading Company")
_FORCE: Final = Text("قوة الدفاع", "Defence Force")


def _works(employment: Employment, employer: Text | None, basic: int, **allowances: int) -> Livelihood:
    names = {"housing": HOUSING, "transport": TRANSPORT, "social": SOCIAL, "telephone": TELEPHONE}
    paid = tuple(allowance(names[name], dinars) for name, dinars in allowances.items())
    return Livelihood(employment, employer, Money.bhd(basic), paid)


def _private(basic: int, **allowances: int) -> Livelihood:
    return _works(Employment.PRIVATE, _TRADING, basic, **allowances)


def _government(basic: int, **allowances: int) -> Livelihood:
    return _works(Employment.GOVERNMENT, _SCHOOL, basic, **allowances)


_NOT_WORKING: Final = Livelihood(Employment.UNEMPLOYED, None, Money(0), ())

_LIVELIHOODS: Final = {
    cast.QUALIFIES_FOR_UNIT: _private(620, housing=130, telephone=20),
    cast.QUALIFIES_FOR_PLOT: _government(1180, housing=170, transport=45),
    cast.BETWEEN_CEILINGS: _government(900, housing=150),
    cast.TOO_YOUNG: _private(450),
    cast.TOO_OLD: _private(720, transport=40),
    cast.OWNS_HOUSE: _private(680, housing=120),
    cast.SOLD_LONG_AGO: _government(710, social=60),
    cast.INHERITED_180: _private(590, transport=50),
    cast.INHERITED_250: _private(640),
    cast.WIFE_WITH_CONSENT: _government(700),
    "880801002": _government(1400, housing=200),
    cast.WIFE_WITHOUT_CONSENT: _private(560),
    "900201102": _government(980, housing=140),
    cast.DIVORCED_MOTHER: _private(520, transport=40),
    cast.MARRIED_TO_FOREIGNER: _government(640, social=50),
    cast.ADULT_SON: _private(540, housing=110),
    "620801402": _works(Employment.RETIRED, None, 480),
    cast.ORPHAN_WITH_SIBLINGS: _private(480, transport=35),
    cast.CATEGORY_FIVE: _works(Employment.RETIRED, None, 310),
    cast.HOME_FINANCE: _private(760),
    cast.DISABLED_CHILD: _government(690, housing=125),
    cast.NOT_RESIDENT: _private(650),
    cast.WIFE_INHERITS: _works(Employment.MILITARY, _FORCE, 700, housing=120),
    cast.UNINHABITABLE: _works(Employment.SELF_EMPLOYED, None, 600),
    cast.TWO_WIVES: _private(720, housing=110),
    cast.SPELT_OTHERWISE: _private(610, housing=105),
    cast.FOREIGN_WIFE: _works(Employment.MILITARY, _FORCE, 650, housing=130),
}


SPELT_OTHERWISE: Final = {(cast.SPELT_OTHERWISE, "wage"): respelt(PEOPLE[cast.SPELT_OTHERWISE].name_ar)}


def livelihood(cpr: str) -> Livelihood:
    """Return what one of the cast lives on."""
    return _LIVELIHOODS.get(cpr, _NOT_WORKING)
