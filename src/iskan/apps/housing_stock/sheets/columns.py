"""The columns of a sheet of units: their headings in both languages, and how a cell of each is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import LATITUDES, LONGITUDES, PROJECT_CODE, UNIT_CLASS, UNIT_CODE
from iskan.apps.housing_stock.sheets import refusals
from iskan.apps.housing_stock.sheets.files import Cell, SheetLine
from iskan.apps.housing_stock.sheets.refusals import BadSheet
from iskan.core.text import Text, fold, latin_digits

Reader = Callable[[str], Any]


class BadCell(ValueError):
    """The words of a cell cannot be what the column asks for."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


BAD_PROJECT = Text(ar="رمز مشروع بأحرف صغيرة وأرقام وشرطات، مثل east-sitra", en="a project's code, such as east-sitra")
BAD_UNIT = Text(
    ar="رمز بأحرف لاتينية كبيرة وأرقام وشرطات، مثل ES-0001",
    en="a code of capital letters, digits and hyphens, such as ES-0001",
)
BAD_CLASS = Text(
    ar="فئة تبدأ بـ house أو flat أو plot، مثل house-4br",
    en="a class that begins with house, flat or plot, such as house-4br",
)
BAD_COUNT = Text(ar="عدد صحيح من {least} إلى {most}", en="a whole number from {least} to {most}")
BAD_AREA = Text(ar="مساحة بالمتر المربع أكبر من صفر، مثل 220", en="an area in square metres above zero, such as 220")
BAD_LATITUDE = Text(ar="خط عرض داخل البحرين، مثل 26.152", en="a latitude within Bahrain, such as 26.152")
BAD_LONGITUDE = Text(ar="خط طول داخل البحرين، مثل 50.632", en="a longitude within Bahrain, such as 50.632")
BAD_HOUSE = Text(ar="رقم المبنى في العنوان، مثل 1204 أو 12A", en="a number in an address, such as 1204 or 12A")
BAD_ROAD = Text(ar="رقم الطريق، مثل 1204", en="the number of a road, such as 1204")
BAD_BLOCK = Text(ar="رقم المجمع من ثلاث أو أربع خانات، مثل 840", en="a block's three or four digits, such as 840")
BAD_YES = Text(ar="نعم أو لا", en="yes or no")
BAD_STATE = Text(
    ar="إحدى الحالات: مخططة، قيد الإنشاء، جاهزة، موقوفة عن التوزيع", en="one of: planned, building, ready, withheld"
)
_STATES: Final = {
    "planned": UnitState.PLANNED, "مخططة": UnitState.PLANNED, "مخطط لها": UnitState.PLANNED,
    "building": UnitState.BUILDING, "under construction": UnitState.BUILDING, "قيد الإنشاء": UnitState.BUILDING,
    "ready": UnitState.READY, "جاهزة": UnitState.READY,
    "withheld": UnitState.WITHHELD, "محجوبة": UnitState.WITHHELD,
}  # fmt: skip
_YES: Final = {
    "yes": True,
    "y": True,
    "true": True,
    "1": True,
    "نعم": True,
    "no": False,
    "n": False,
    "false": False,
    "0": False,
    "لا": False,
}
_STATE_WORDS: Final = {fold(word): state for word, state in _STATES.items()}
_YES_WORDS: Final = {fold(word): answer for word, answer in _YES.items()}


def _patterned(pattern: str, longest: int, words: Text, *, upper: bool = False) -> Reader:
    shape = re.compile(pattern)

    def read(typed: str) -> str:
        bare = typed.upper() if upper else typed.lower()
        if len(bare) > longest or not shape.fullmatch(bare):
            raise BadCell(words)
        return bare

    return read


def _address_part(pattern: str, words: Text) -> Reader:
    """Read a number of an address, with or without zeros before it: block 0840 is block 840."""
    read = _patterned(pattern, 10, words, upper=True)
    return lambda typed: read(typed.replace(" ", "").lstrip("0"))


def _counted(least: int, most: int) -> Reader:
    words = BAD_COUNT.format(least=str(least), most=str(most))
    shape = re.compile(r"-?\d{1,4}")

    def read(typed: str) -> int:
        if not shape.fullmatch(typed) or not least <= int(typed) <= most:
            raise BadCell(words)
        return int(typed)

    return read


def _measured(least: Decimal, most: Decimal, places: str, words: Text) -> Reader:
    def read(typed: str) -> Decimal:
        try:
            value = Decimal(typed.replace("٫", "."))
        except InvalidOperation as fault:
            raise BadCell(words) from fault
        if not value.is_finite() or not least <= value <= most:
            raise BadCell(words)
        return value.quantize(Decimal(places))

    return read


def _degrees(limits: tuple[int, int], words: Text) -> Reader:
    return _measured(Decimal(limits[0]), Decimal(limits[1]), "0.000001", words)


def _one_of(known: Mapping[str, Any], words: Text) -> Reader:
    def read(typed: str) -> Any:
        if (found := known.get(fold(typed))) is None:
            raise BadCell(words)
        return found

    return read


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills, its heading, and how its cells are read."""

    field: str
    heading: Text
    read: Reader
    is_required: bool = False
    others: tuple[str, ...] = ()


COLUMNS: Final = (
    Column("project", Text(ar="المشروع", en="Project"), _patterned(PROJECT_CODE, 40, BAD_PROJECT), is_required=True),
    Column("phase", Text(ar="المرحلة", en="Phase"), _counted(1, 30), is_required=True),
    Column("building", Text(ar="المبنى", en="Building"), _patterned(UNIT_CODE, 20, BAD_UNIT, upper=True)),
    Column(
        "code", Text(ar="رقم الوحدة", en="Unit"), _patterned(UNIT_CODE, 30, BAD_UNIT, upper=True), is_required=True,
        others=("رمز الوحدة",),
    ),
    Column("unit_class", Text(ar="الفئة", en="Class"), _patterned(UNIT_CLASS, 32, BAD_CLASS), is_required=True),
    Column("rooms", Text(ar="عدد الغرف", en="Rooms"), _counted(1, 20)),
    Column("area", Text(ar="المساحة", en="Area"), _measured(Decimal("0.01"), Decimal(99_999), "0.01", BAD_AREA)),
    Column("floor", Text(ar="الطابق", en="Floor"), _counted(-2, 60)),
    Column("accessible", Text(ar="مهيأة لذوي الإعاقة", en="Accessible"), _one_of(_YES_WORDS, BAD_YES)),
    Column("latitude", Text(ar="خط العرض", en="Latitude"), _degrees(LATITUDES, BAD_LATITUDE)),
    Column("longitude", Text(ar="خط الطول", en="Longitude"), _degrees(LONGITUDES, BAD_LONGITUDE)),
    Column("state", Text(ar="الحالة", en="State"), _one_of(_STATE_WORDS, BAD_STATE)),
    Column("building_north", Text(ar="خط عرض المبنى", en="Building latitude"), _degrees(LATITUDES, BAD_LATITUDE)),
    Column("building_east", Text(ar="خط طول المبنى", en="Building longitude"), _degrees(LONGITUDES, BAD_LONGITUDE)),
    Column("house", Text(ar="رقم المبنى", en="House number"), _address_part(r"[1-9]\d{0,4}[A-Z]?", BAD_HOUSE)),
    Column("road", Text(ar="الطريق", en="Road"), _address_part(r"[1-9]\d{0,4}", BAD_ROAD)),
    Column("block", Text(ar="المجمع", en="Block"), _address_part(r"[1-9]\d{2,3}", BAD_BLOCK)),
)  # fmt: skip
BY_FIELD: Final = {column.field: column for column in COLUMNS}
_BY_HEADING: Final = {
    fold(word): column
    for column in COLUMNS
    for word in (column.heading.ar, column.heading.en, column.field, *column.others)
}
_ENOUGH: Final = 3


def names_columns(line: SheetLine) -> bool:
    """Say whether a row is one of headings: some of them are known, as no title's and no cover's words are."""
    return sum(fold(cell.words) in _BY_HEADING for cell in line.cells if cell.words) >= _ENOUGH


def read_headings(line: SheetLine) -> dict[int, Column]:
    """Return the column at each place of the first row.

    Raises:
        BadSheet: a heading is unknown, missing or there twice.
    """
    named = {place: cell.words for place, cell in enumerate(line.cells) if cell.words}
    columns = {place: _BY_HEADING.get(fold(words)) for place, words in named.items()}
    if unknown := [named[place] for place, column in columns.items() if column is None]:
        raise BadSheet(_named(refusals.UNKNOWN_HEADERS, [Text(ar=word, en=word) for word in unknown]))
    known = {place: column for place, column in columns.items() if column is not None}
    fields = [column.field for column in known.values()]
    if twice := [column.heading for column in known.values() if fields.count(column.field) > 1]:
        raise BadSheet(_named(refusals.HEADER_TWICE, twice[:1]))
    if missing := [column.heading for column in COLUMNS if column.is_required and column.field not in fields]:
        raise BadSheet(_named(refusals.HEADERS_MISSING, missing))
    return known


def read_cell(column: Column, cell: Cell) -> Any:
    """Return what a cell says, or nothing where it is empty; `BadCell` where it says what the column cannot hold."""
    return column.read(latin_digits(cell.words)) if cell.words else None


def _named(text: Text, names: list[Text]) -> Text:
    listed = Text(ar="، ".join(name.ar for name in names), en=", ".join(name.en for name in names))
    return text.format(names=listed)
