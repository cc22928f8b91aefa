"""Rows of a sheet of units: each cell read by its column, each that cannot be read named with the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any, Final

from iskan.apps.housing_stock.enums import UnitState, UnitType
from iskan.apps.housing_stock.sheets.columns import BY_FIELD, COLUMNS, BadCell, Column, read_cell, read_headings
from iskan.apps.housing_stock.sheets.files import LONGEST_CELL, Cell, SheetLine, Table
from iskan.core.text import Text

FORMULA = Text(
    ar="في الخلية معادلة. ألصِق القيم وحدها بدل المعادلات.",
    en="The cell holds a formula. Paste values instead of formulas.",
)
NEEDED = Text(ar="الخلية فارغة", en="The cell is empty")
TOO_LONG = Text(ar="النص أطول من المسموح به", en="The text is longer than allowed")
EXPECTED = Text(ar="المطلوب: {wanted}", en="Expected: {wanted}")
CODE_TWICE = Text(
    ar="تكرر رقم الوحدة؛ ورد أولًا في الصف {row}", en="The unit's code is repeated; it first stands in row {row}"
)


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that cannot be taken: its row, its column's heading, what stands in it, and why."""

    row: int
    column: Text
    words: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit as a row tells it; an empty cell is nothing, and leaves what is kept as it is."""

    number: int
    project: str
    phase: int
    code: str
    unit_class: str
    building: str | None = None
    rooms: int | None = None
    area: Decimal | None = None
    floor: int | None = None
    accessible: bool | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    house: str | None = None
    road: str | None = None
    block: str | None = None
    state: UnitState | None = None
    building_north: Decimal | None = None
    building_east: Decimal | None = None

    @property
    def type(self) -> UnitType:
        return UnitType(self.unit_class.partition("-")[0])

    def to_json(self) -> dict[str, Any]:
        """Return the row without its empty cells, decimals as words."""
        kept = {name: value for name, value in asdict(self).items() if value is not None}
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in kept.items()}


_DECIMALS: Final = {field.name for field in fields(UnitRow) if "Decimal" in str(field.type)}


def row_from_json(kept: Mapping[str, Any]) -> UnitRow:
    """Return a row as it was kept."""
    values: dict[str, Any] = {name: Decimal(value) if name in _DECIMALS else value for name, value in kept.items()}
    return UnitRow(**values | {"state": UnitState(values["state"]) if "state" in values else None})


def read_rows(table: Table) -> tuple[tuple[UnitRow, ...], tuple[CellFault, ...]]:
    """Return the rows that can be read, and every cell that cannot.

    Raises:
        BadSheet: the headings are not those of a sheet of units.
    """
    columns = read_headings(table[0])
    rows: list[UnitRow] = []
    faults: list[CellFault] = []
    for line in table[1:]:
        values, wrong = _read(line, columns)
        faults += wrong
        if not wrong:
            rows.append(UnitRow(number=line.number, **values))
    return tuple(rows), (*faults, *repeated(rows))


def fault_at(row: UnitRow, field: str, why: Text) -> CellFault:
    """Return a fault in the cell of a row that fills a field."""
    value = getattr(row, field)
    return CellFault(row.number, BY_FIELD[field].heading, "" if value is None else str(value), why)


def _read(line: SheetLine, columns: Mapping[int, Column]) -> tuple[dict[str, Any], list[CellFault]]:
    values: dict[str, Any] = {}
    faults: list[CellFault] = []
    for place, column in columns.items():
        cell = line.cells[place] if place < len(line.cells) else Cell("")
        try:
            values[column.field] = _value(column, cell)
        except BadCell as fault:
            faults.append(CellFault(line.number, column.heading, cell.words[:LONGEST_CELL], fault.text))
    return values, faults


def _value(column: Column, cell: Cell) -> Any:
    if cell.is_formula:
        raise BadCell(FORMULA)
    if len(cell.words) > LONGEST_CELL:
        raise BadCell(TOO_LONG)
    if column.is_required and not cell.words:
        raise BadCell(NEEDED)
    try:
        return read_cell(column, cell)
    except BadCell as fault:
        raise BadCell(EXPECTED.format(wanted=fault.text)) from fault


def repeated(rows: Iterable[UnitRow]) -> list[CellFault]:
    """Return the rows whose unit stands in an earlier one too."""
    first: dict[str, int] = {}
    again = [row for row in rows if first.setdefault(row.code, row.number) != row.number]
    return [fault_at(row, "code", CODE_TWICE.format(row=str(first[row.code]))) for row in again]


def headings() -> tuple[Text, ...]:
    """Return the headings of the template in their order."""
    return tuple(column.heading for column in COLUMNS)
