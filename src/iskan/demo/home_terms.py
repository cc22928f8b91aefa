"""Price and floor plan of the homes that are offered, made up for the demonstration and set by two officials."""

from datetime import datetime
from typing import Final

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from iskan.apps.agreements.operations import agree_to_act
from iskan.apps.documents.operations.storing import receive_upload
from iskan.apps.housing_stock.enums import UnitType
from iskan.apps.housing_stock.operations.terms import propose_terms
from iskan.apps.housing_stock.queries.terms import classes_of
from iskan.core.money import Money
from iskan.demo.figures import INVENTED
from iskan.demo.nominations import official
from iskan.demo.scans import fonts
from iskan.foundation.scope import Role, Scope

PROJECTS: Final = ("suhail", "khalifa-town")
PRICES: Final = {UnitType.HOUSE: Money.bhd("98,000"), UnitType.FLAT: Money.bhd("67,000")}

# Rooms as (name, x, y, width, depth) in metres, the street side at the bottom.
Room = tuple[str, float, float, float, float]
PLANS: Final[dict[UnitType, tuple[Room, ...]]] = {
    UnitType.HOUSE: (
        ("غرفة نوم رئيسية", 0, 0, 5, 5), ("حمام", 5, 0, 2.5, 2.5), ("ملابس", 5, 2.5, 2.5, 2.5),
        ("غرفة نوم", 7.5, 0, 4.5, 5), ("غرفة نوم", 12, 0, 4, 5), ("ممر", 0, 5, 16, 1.6), ("صالة", 0, 6.6, 6.5, 6.4),
        ("مطبخ", 6.5, 6.6, 4.5, 4), ("حمام", 6.5, 10.6, 4.5, 2.4), ("مجلس", 11, 6.6, 5, 6.4),
    ),
    UnitType.FLAT: (
        ("غرفة نوم رئيسية", 0, 0, 4.6, 4.4), ("حمام", 4.6, 0, 2.4, 2.4), ("ملابس", 4.6, 2.4, 2.4, 2),
        ("غرفة نوم", 7, 0, 3.6, 4.4), ("غرفة نوم", 10.6, 0, 3.4, 4.4), ("ممر", 0, 4.4, 14, 1.4),
        ("صالة", 0, 5.8, 6, 4.6), ("مطبخ", 6, 5.8, 3.6, 4.6), ("مجلس", 9.6, 5.8, 4.4, 4.6),
    ),
}  # fmt: skip
_SHEET: Final = """
#set page(width: auto, height: auto, margin: 8mm, fill: white)
#set text(font: "IBM Plex Sans Arabic", size: 8pt, lang: "ar", dir: rtl)
#box(width: {width}mm, height: {depth}mm)[{rooms}]
#v(3mm)
#text(fill: rgb("#6b6657"))[مخطط للنسخة التجريبية، الأبعاد بالمتر]
"""
_ROOM: Final = """#place(top + left, dx: {x}mm, dy: {y}mm, rect(width: {width}mm, height: {depth}mm, stroke: 0.8pt,
  align(center + horizon)[{name} \\ #text(size: 6.5pt)[#text(dir: ltr)[{size}]]]))"""
MM_A_METRE: Final = 10


def write_home_terms(*, at: datetime) -> int:
    """Have two officials set price and plan of each class of homes that is offered; return of how many."""
    proposer, approver = official(Role.SUPERVISOR, at), official(Role.APPROVER, at)
    if proposer is None or approver is None:
        return 0
    classes = [(project, one) for project in PROJECTS for one in classes_of(project)]
    for project, unit_class in classes:
        _set(project, unit_class, proposer, approver, at)
    return len(classes)


def _set(project: str, unit_class: str, proposer: Scope, approver: Scope, at: datetime) -> None:
    kind = UnitType(unit_class.partition("-")[0])
    plan = SimpleUploadedFile(f"{project}-{unit_class}.png", draw_plan(PLANS[kind]), content_type="image/png")
    document = receive_upload(scope=proposer, owner_id=proposer.acting_id, uploaded=plan, at=at)
    proposed = propose_terms(
        scope=proposer, project_code=project, unit_class=unit_class, price=PRICES[kind], plan=document.pk,
        instrument=INVENTED, reason="", at=at,
    )  # fmt: skip
    agree_to_act(scope=approver, proposed_id=proposed, at=at)


def draw_plan(rooms: tuple[Room, ...]) -> bytes:
    """Return a floor plan as a picture, PNG, each room with its name and its size in metres."""
    drawn = "\n".join(
        _ROOM.format(
            x=x * MM_A_METRE, y=y * MM_A_METRE, width=width * MM_A_METRE, depth=depth * MM_A_METRE, name=name,
            size=f"{width:g} × {depth:g}",
        )
        for name, x, y, width, depth in rooms
    )  # fmt: skip
    sheet = _SHEET.format(
        width=max(x + width for _name, x, _y, width, _depth in rooms) * MM_A_METRE,
        depth=max(y + depth for _name, _x, y, _width, depth in rooms) * MM_A_METRE,
        rooms=drawn,
    )
    return typst.compile(sheet.encode(), format="png", ppi=130.0, font_paths=fonts(), ignore_system_fonts=True)
