"""Blocks, areas and governorates: an approximate table for demonstrations, to be replaced by the official one.

No public table from block to governorate was found. Areas stand near the leading digits they are known by,
and boundaries between governorates are simplified.
"""

from typing import Final, NamedTuple

from iskan.core.text import Text

CAPITAL: Final = "BH-13"
SOUTHERN: Final = "BH-14"
MUHARRAQ: Final = "BH-15"
NORTHERN: Final = "BH-17"

GOVERNORATES: Final = {
    CAPITAL: Text("محافظة العاصمة", "Capital Governorate"),
    SOUTHERN: Text("المحافظة الجنوبية", "Southern Governorate"),
    MUHARRAQ: Text("محافظة المحرق", "Muharraq Governorate"),
    NORTHERN: Text("المحافظة الشمالية", "Northern Governorate"),
}


class Block(NamedTuple):
    number: str
    area: Text
    governorate: str


_TABLE: Final = (
    (MUHARRAQ, "الحد", "Hidd", "101 103 106 107 108 109 110 111"),
    (MUHARRAQ, "المحرق", "Muharraq", "202 203 204 206 207 208 209 211 212 213 214 215 216 217"),
    (MUHARRAQ, "البسيتين", "Busaiteen", "223 225 226 227 228 229"),
    (MUHARRAQ, "الدير", "Dair", "231 232"),
    (MUHARRAQ, "سماهيج", "Samaheej", "233 234 236"),
    (MUHARRAQ, "عراد", "Arad", "240 241 242 243 244 245 246"),
    (MUHARRAQ, "قلالي", "Galali", "252 253 254 255"),
    (MUHARRAQ, "ديار المحرق", "Diyar Al Muharraq", "263 264 265"),
    (CAPITAL, "المنامة", "Manama", "301 302 304 305 306 307 308 309 310 311 315 316"),
    (CAPITAL, "المنطقة الدبلوماسية", "Diplomatic Area", "317"),
    (CAPITAL, "الحورة", "Hoora", "318 319 320"),
    (CAPITAL, "القضيبية", "Gudaibiya", "321 323 325 326"),
    (CAPITAL, "الجفير", "Juffair", "324 340 341"),
    (CAPITAL, "أم الحصم", "Umm Al Hassam", "335 337 338 339"),
    (CAPITAL, "الزنج", "Zinj", "356 357 358"),
    (CAPITAL, "السنابس", "Sanabis", "402 404 405 408 410"),
    (CAPITAL, "جدحفص", "Jidhafs", "422 424 426 428"),
    (CAPITAL, "سترة", "Sitra", "601 602 603 604 606 607 608 609"),
    (CAPITAL, "النويدرات", "Nuwaidrat", "643 644 646"),
    (CAPITAL, "توبلي", "Tubli", "701 702 705 708 711 713"),
    (CAPITAL, "سند", "Sanad", "743 745"),
    (NORTHERN, "كرانة", "Karranah", "454 456 458"),
    (NORTHERN, "سار", "Saar", "515 517 523 525 527"),
    (NORTHERN, "باربار", "Barbar", "526 528 530"),
    (NORTHERN, "الدراز", "Diraz", "536 538 540 542"),
    (NORTHERN, "البديع", "Budaiya", "550 552 553 555"),
    (NORTHERN, "مدينة سلمان", "Salman Town", "580 582 584 586"),
    (NORTHERN, "الجنبية", "Janabiya", "571 573 575 577"),
    (NORTHERN, "سلماباد", "Salmabad", "704 706"),
    (NORTHERN, "عالي", "A'ali", "730 732 734 736 738 740 742"),
    (NORTHERN, "بوري", "Buri", "752 754 756"),
    (NORTHERN, "الهملة", "Hamala", "1006 1008 1010 1012"),
    (NORTHERN, "اللوزي", "Lawzi", "1016 1018"),
    (NORTHERN, "كرزكان", "Karzakkan", "1026 1027 1028"),
    (NORTHERN, "المالكية", "Malkiya", "1032 1033 1034"),
    (NORTHERN, "مدينة حمد", "Hamad Town", "1203 1204 1205 1206 1207 1208 1209 1210 1211 1212 1213 1214 1215 1216"),
    (SOUTHERN, "مدينة عيسى", "Isa Town", "801 802 803 804 806 807 808 809 810 812 813 814 815 816 840 841 844"),
    (SOUTHERN, "الرفاع الشرقي", "East Riffa", "901 902 903 905 906 907 908 909 910 911 912"),
    (SOUTHERN, "الرفاع الغربي", "West Riffa", "914 916 918 920 921 922 923 924 925 926 927"),
    (SOUTHERN, "الحجيات", "Hajiyat", "929 931 933 935 937 939 941"),
    (SOUTHERN, "عسكر", "Askar", "950 951"),
    (SOUTHERN, "الزلاق", "Zallaq", "1054 1055 1056 1057"),
)

BLOCKS: Final = tuple(
    Block(number, Text(arabic, english), governorate)
    for governorate, arabic, english, numbers in _TABLE
    for number in numbers.split()
)
BY_NUMBER: Final = {block.number: block for block in BLOCKS}
