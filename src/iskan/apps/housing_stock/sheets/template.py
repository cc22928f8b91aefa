"""The template of a sheet of units: headings, two examples to write over, and what each column takes."""

import io
from typing import TYPE_CHECKING, Final

from iskan.apps.housing_stock.sheets.columns import COLUMNS
from iskan.core.text import Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TITLE: Final = Text(ar="الوحدات", en="Units")
EXPLAINED: Final = Text(ar="الشرح", en="Explanation")
EXAMPLES: Final = (
    ("east-sitra", 1, None, "ES-0001", "house-4br", 4, 220, None, None, 26.152, 50.632, "building", None, None,
     12, 1204, 625),
    ("east-sitra", 1, "B1", "ES-B1-001", "flat-3br-ground", 3, 140, 0, None, None, None, "planned", 26.153, 50.634,
     20, 1206, 625),
)  # fmt: skip
EXPLANATIONS: Final = {
    "project": Text(ar="رمز المشروع كما في صفحته", en="the project's code, as on its page"),
    "phase": Text(ar="رقم مرحلة قائمة في المشروع", en="the number of a phase the project has"),
    "building": Text(ar="رمز المبنى؛ للشقق", en="the code of the building; for flats"),
    "code": Text(ar="رمز لا يتكرر في أي مشروع", en="a code no other unit of any project has"),
    "unit_class": Text(ar="تبدأ بـ house أو flat أو plot", en="begins with house, flat or plot"),
    "rooms": Text(ar="عدد غرف النوم؛ يُترك للقسائم", en="bedrooms; left empty for plots"),
    "area": Text(ar="بالمتر المربع", en="in square metres"),
    "floor": Text(ar="للشقق فقط، والأرضي 0", en="for flats only, the ground floor is 0"),
    "accessible": Text(ar="نعم أو لا؛ يُفهم من الفئة إن تُرك فارغًا", en="yes or no; read from the class if empty"),
    "latitude": Text(ar="بالدرجات العشرية", en="in decimal degrees"),
    "longitude": Text(ar="بالدرجات العشرية", en="in decimal degrees"),
    "house": Text(ar="رقم المبنى في العنوان؛ للشقة رقم مبناها", en="its number; of a flat, its building's"),
    "road": Text(ar="رقم الطريق", en="the number of the road"),
    "block": Text(ar="رقم المجمع", en="the number of the block"),
    "state": Text(ar="مخططة أو قيد الإنشاء أو جاهزة أو موقوفة عن التوزيع", en="planned, building, ready or withheld"),
    "building_north": Text(
        ar="بالدرجات العشرية؛ يكفي ذكره مرة لكل مبنى", en="in decimal degrees; once for each building is enough"
    ),
    "building_east": Text(
        ar="بالدرجات العشرية؛ يكفي ذكره مرة لكل مبنى", en="in decimal degrees; once for each building is enough"
    ),
}


def template(language: str) -> bytes:
    """Return an empty workbook in a language, right to left in Arabic."""
    from openpyxl import Workbook  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small
    from openpyxl.styles import Font  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small

    book = Workbook()
    sheet = book.active
    sheet.title = TITLE.in_(language)
    sheet.append([column.heading.in_(language) for column in COLUMNS])
    for example in EXAMPLES:
        sheet.append(example)
    _explain(book.create_sheet(EXPLAINED.in_(language)), language)
    for each in book.worksheets:
        each.sheet_view.rightToLeft = language == "ar"
        for cell in each[1]:
            cell.font = Font(bold=True)
        for place in range(1, len(COLUMNS) + 1):
            each.column_dimensions[get_column_letter(place)].width = 18
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _explain(sheet: "Worksheet", language: str) -> None:
    sheet.append(
        [Text(ar="العمود", en="Column").in_(language), Text(ar="ما يُكتب فيه", en="What it takes").in_(language)]
    )
    for column in COLUMNS:
        sheet.append([column.heading.in_(language), EXPLANATIONS[column.field].in_(language)])
