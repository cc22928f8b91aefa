"""The bodies outside the ministry that have a say in its cases; facts alone, their people are named by two officials.

Banks: those the sources name beside the ministry's finance programmes (domain 2: S33, S38b, S55). Which of them finance
a given programme is said by its service. The reviewing bodies are those building permits are referred to (domain 5).
"""

from collections.abc import Mapping

from iskan.core.partners import BodyKind, PartnerBody
from iskan.core.text import Text
from iskan.policy import banks as known

_FINANCING = {
    "NBOB": "nbb",
    "BBKU": "bbk",
    "ALSA": "al_salam",
    "BIBB": "bisb",
    "KHCB": "khaleeji",
    "ABIB": "al_baraka",
    "AUBB": "ahli_united",
    "KFHO": "kfh",
    "ESKB": "eskan_bank",
}
BANKS = tuple(
    PartnerBody(code=_FINANCING[bank.letters], kind=BodyKind.BANK, name=bank.name)
    for bank in known.BANKS
    if bank.letters in _FINANCING
)
ELECTRICITY_AND_WATER = PartnerBody(
    code="electricity_water",
    kind=BodyKind.UTILITY,
    name=Text(ar="هيئة الكهرباء والماء", en="Electricity and Water Authority"),
)
CIVIL_DEFENCE = PartnerBody(
    code="civil_defence",
    kind=BodyKind.REVIEWER,
    name=Text(ar="الإدارة العامة للدفاع المدني", en="General Directorate of Civil Defence"),
)
WORKS = PartnerBody(code="works", kind=BodyKind.REVIEWER, name=Text(ar="وزارة الأشغال", en="Ministry of Works"))
BODIES: Mapping[str, PartnerBody] = {body.code: body for body in (*BANKS, ELECTRICITY_AND_WATER, CIVIL_DEFENCE, WORKS)}
