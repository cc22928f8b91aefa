"""The projects of the demonstration: names and counts as published, dates and progress made up around them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from iskan.core.text import Text

Units = tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EstatePhase:
    """A phase: its classes with counts and shares of states in hundredths, its works, and the gates still open."""

    units: Units
    percent: int
    name: Text = Text(ar="", en="")  # noqa: RUF009 -- a frozen value
    started_on: date | None = None
    planned_on: date | None = None
    completed_on: date | None = None
    open_gates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """A project of the demonstration; ``block`` is that of its addresses, where one is known of its town."""

    code: str
    prefix: str
    name: Text
    town: Text
    governorate: str
    place: tuple[float, float]
    phases: tuple[EstatePhase, ...]
    kind: str = "general"
    programme: str = "unit"
    hectares: int | None = None
    block: str = ""


GIVEN: Final = (("handed_over", 100),)
BUILDING: Final = (("building", 100),)
PLANNED: Final = (("planned", 100),)
READY: Final = (("ready", 100),)
MOSTLY_GIVEN: Final = (("handed_over", 93), ("ready", 5), ("withheld", 2))
LATELY_GIVEN: Final = (("handed_over", 84), ("ready", 14), ("withheld", 2))
HALF_GIVEN: Final = (("handed_over", 46), ("ready", 52), ("withheld", 2))
ALL_GATES: Final = ("electricity", "water", "telecom", "roads", "sewage", "addresses")
CAPITAL, SOUTHERN, MUHARRAQ, NORTHERN = "BH-13", "BH-14", "BH-15", "BH-17"


def houses(count: int, states: tuple[tuple[str, int], ...]) -> Units:
    """Return houses of which one in thirty-three suits a wheelchair."""
    fitted = max(1, round(count * 0.03))
    return (("house-4br", count - fitted, states), ("house-4br-accessible", fitted, states))


def flats(count: int, states: tuple[tuple[str, int], ...]) -> Units:
    """Return flats, some on the ground floor, some of them fitted for a wheelchair."""
    ground, fitted = round(count * 0.08), max(1, round(count * 0.04))
    return (
        ("flat-3br", count - ground - fitted, states),
        ("flat-3br-ground", ground, states),
        ("flat-3br-accessible", fitted, states),
    )


def plots(count: int, states: tuple[tuple[str, int], ...]) -> Units:
    """Return plots of the usual size."""
    return (("plot-standard", count, states),)


def finished(units: Units, start: date, planned: date, completed: date, *, name: Text | None = None) -> EstatePhase:
    """Return a phase that is done."""
    return EstatePhase(
        units=units, percent=100, name=name or Text(ar="", en=""), started_on=start, planned_on=planned,
        completed_on=completed,
    )  # fmt: skip


def small(
    code: str, prefix: str, name: Text, town: Text, governorate: str, *, place: tuple[float, float], units: Units,
    start: int, late_months: int, block: str = "",
) -> Estate:  # fmt: skip
    """Return a local project that was finished some months late."""
    planned, month = date(start + 3, 6, 30), 6 + late_months
    completed = date(start + 3 + (month - 1) // 12, (month - 1) % 12 + 1, 28)
    phase = finished(units, date(start, 3, 1), planned, completed)
    programme = "ownership_flat" if units[0][0].startswith("flat") else "unit"
    return Estate(
        code=code, prefix=prefix, name=name, town=town, governorate=governorate, place=place, phases=(phase,),
        kind="local", programme=programme, block=block,
    )  # fmt: skip


ESTATES: Final = (
    Estate(
        code="salman-town", prefix="ST", name=Text(ar="مدينة سلمان", en="Salman Town"),
        town=Text(ar="مدينة سلمان", en="Salman Town"), governorate=NORTHERN, place=(26.247, 50.478), hectares=740,
        phases=(
            finished(
                houses(2800, GIVEN), date(2014, 1, 5), date(2017, 6, 30), date(2018, 3, 15),
                name=Text(ar="الجزيرتان 13 و14", en="Islands 13 and 14"),
            ),
            EstatePhase(
                name=Text(ar="شقق التمليك", en="Ownership flats"), units=flats(1402, BUILDING), percent=58,
                started_on=date(2024, 2, 4), planned_on=date(2027, 9, 30),
                open_gates=("telecom", "roads", "sewage", "addresses"),
            ),
            EstatePhase(
                name=Text(ar="القسائم", en="Plots"), units=plots(519, (("ready", 60), ("building", 40))), percent=83,
                started_on=date(2023, 9, 3), planned_on=date(2027, 3, 31),
            ),
            EstatePhase(
                name=Text(ar="الجزيرة 10", en="Island 10"), units=houses(432, PLANNED), percent=4,
                planned_on=date(2029, 6, 30), open_gates=ALL_GATES,
            ),
        ),
    ),
    Estate(
        code="east-hidd", prefix="EH", name=Text(ar="مشروع شرق الحد", en="East Hidd"), town=Text(ar="الحد", en="Hidd"),
        governorate=MUHARRAQ, place=(26.238, 50.672), block="110", hectares=248,
        phases=(
            finished(
                houses(320, GIVEN), date(2017, 5, 7), date(2020, 5, 31), date(2021, 1, 17),
                name=Text(ar="حي القلعة", en="Al Qalia neighbourhood"),
            ),
            EstatePhase(
                units=houses(398, BUILDING), percent=76, started_on=date(2022, 10, 2), planned_on=date(2026, 12, 31),
                open_gates=("roads", "addresses"),
            ),
            EstatePhase(
                units=houses(507, PLANNED), percent=11, started_on=date(2026, 3, 1), planned_on=date(2029, 3, 31),
                open_gates=ALL_GATES,
            ),
        ),
    ),
    Estate(
        code="east-sitra", prefix="ES", name=Text(ar="مدينة شرق سترة", en="East Sitra Town"),
        town=Text(ar="سترة", en="Sitra"), governorate=CAPITAL, place=(26.149, 50.647), hectares=244,
        phases=(
            finished(houses(1077, HALF_GIVEN), date(2019, 11, 3), date(2023, 12, 31), date(2025, 4, 30)),
            EstatePhase(
                units=houses(531, BUILDING), percent=41, started_on=date(2025, 1, 12), planned_on=date(2027, 12, 31),
                open_gates=("water", "telecom", "roads", "sewage", "addresses"),
            ),
            EstatePhase(
                units=houses(1237, PLANNED), percent=2, planned_on=date(2030, 6, 30), open_gates=ALL_GATES,
            ),
            EstatePhase(
                name=Text(ar="القسائم", en="Plots"), units=plots(563, BUILDING), percent=67,
                started_on=date(2024, 5, 5), planned_on=date(2027, 5, 31), open_gates=("roads", "addresses"),
            ),
        ),
    ),
    Estate(
        code="ramli", prefix="RM", name=Text(ar="مشروع الرملي", en="Ramli Housing Project"),
        town=Text(ar="الرملي", en="Ramli"), governorate=NORTHERN, place=(26.162, 50.535), block="732", hectares=100,
        phases=(
            finished(houses(1261, MOSTLY_GIVEN), date(2018, 2, 4), date(2021, 3, 31), date(2022, 2, 28)),
            EstatePhase(
                units=flats(1200, BUILDING), percent=52, started_on=date(2024, 9, 1), planned_on=date(2028, 2, 29),
                open_gates=("telecom", "roads", "sewage", "addresses"),
            ),
            EstatePhase(units=flats(1800, PLANNED), percent=0, planned_on=date(2030, 12, 31), open_gates=ALL_GATES),
        ),
    ),
    Estate(
        code="khalifa-town", prefix="KT", name=Text(ar="مدينة خليفة", en="Khalifa Town"),
        town=Text(ar="مدينة خليفة", en="Khalifa Town"), governorate=SOUTHERN, place=(25.992, 50.588), hectares=350,
        phases=(
            finished(
                (*houses(336, READY), *flats(36, READY)), date(2020, 6, 7), date(2024, 6, 30), date(2025, 9, 30)
            ),
            EstatePhase(
                units=houses(3000, (("building", 30), ("planned", 70))), percent=14, started_on=date(2025, 11, 2),
                planned_on=date(2030, 3, 31), open_gates=ALL_GATES,
            ),
        ),
    ),
    Estate(
        code="deerat-al-oyoun", prefix="DO", name=Text(ar="ديرة العيون", en="Deerat Al Oyoun"),
        town=Text(ar="ديار المحرق", en="Diyar Al Muharraq"), governorate=MUHARRAQ, place=(26.305, 50.648),
        phases=(finished(houses(3100, MOSTLY_GIVEN), date(2014, 9, 7), date(2018, 6, 30), date(2019, 5, 31)),),
    ),
    Estate(
        code="suhail", prefix="SU", name=Text(ar="مشروع سهيل", en="Suhail"), town=Text(ar="اللوزي", en="Lawzi"),
        governorate=NORTHERN, place=(26.158, 50.512), block="1016",
        phases=(finished(houses(132, LATELY_GIVEN), date(2022, 4, 3), date(2024, 4, 30), date(2024, 10, 31)),),
    ),
    Estate(
        code="al-buhair", prefix="BH", name=Text(ar="مشروع البحير", en="Al Buhair"), town=Text(ar="الرفاع", en="Riffa"),
        governorate=SOUTHERN, place=(26.131, 50.566), block="914",
        phases=(
            EstatePhase(
                units=houses(76, BUILDING), percent=88, started_on=date(2024, 10, 6), planned_on=date(2026, 12, 31),
                open_gates=("telecom", "addresses"),
            ),
        ),
    ),
    Estate(
        code="hawrat-sanad", prefix="HS", name=Text(ar="مشروع حورة سند", en="Hawrat Sanad"),
        town=Text(ar="سند", en="Sanad"),
        governorate=CAPITAL, place=(26.157, 50.581), block="645",
        phases=(
            EstatePhase(
                units=houses(47, BUILDING), percent=63, started_on=date(2025, 2, 2), planned_on=date(2027, 2, 28),
                open_gates=("water", "telecom", "roads", "addresses"),
            ),
        ),
    ),
    small("jidhafs", "JH", Text(ar="مشروع جدحفص", en="Jidhafs"), Text(ar="جدحفص", en="Jidhafs"), CAPITAL,
          place=(26.213, 50.546), units=flats(314, GIVEN), start=2012, late_months=9, block="421"),
    small("malkiya", "MK", Text(ar="مشروع المالكية", en="Malkiya"), Text(ar="المالكية", en="Malkiya"), NORTHERN,
          place=(26.099, 50.491), units=houses(376, GIVEN), start=2012, late_months=14, block="1033"),
    small("north-east-muharraq", "NM", Text(ar="مشروع شمال شرق المحرق", en="North-East Muharraq"),
          Text(ar="المحرق", en="Muharraq"), MUHARRAQ, place=(26.283, 50.634), units=houses(601, GIVEN),
          start=2012, late_months=6),
    small("arad", "AR", Text(ar="مشروع عراد", en="Arad"), Text(ar="عراد", en="Arad"), MUHARRAQ, place=(26.254, 50.638),
          units=houses(107, GIVEN), start=2012, late_months=3, block="243"),
    small("burhama", "BR", Text(ar="مشروع البرهامة", en="Burhama"), Text(ar="البرهامة", en="Burhama"), CAPITAL,
          place=(26.218, 50.553), units=flats(126, GIVEN), start=2012, late_months=11, block="354"),
    small("buri", "BU", Text(ar="مشروع بوري", en="Buri"), Text(ar="بوري", en="Buri"), NORTHERN, place=(26.147, 50.499),
          units=houses(23, GIVEN), start=2013, late_months=5, block="756"),
)  # fmt: skip
