"""What services of municipalities ask: the address, the municipality where its block does not tell it, use, area, works."""

from decimal import Decimal

from iskan.core.conditions import Condition, when
from iskan.core.forms import (
    AddressQuestion,
    ChoiceQuestion,
    DecimalQuestion,
    NumberQuestion,
    Option,
    PeriodQuestion,
    Question,
    Step,
    TextQuestion,
    YesNoQuestion,
)
from iskan.core.text import Text
from iskan.policy import departments
from iskan.policy.blocks import BLOCKS

MUNICIPALITY = "municipality"
PLACE = "place"
HOME, OTHER = "residential", "other"
RENTED, OWNED = "rented", "owner"
IS_RENTED = when("occupancy", RENTED)


def place(code: str, label: Text) -> tuple[Question, ...]:
    """Return the question about an address, and after it which municipality's it is where its block is not known."""
    return (
        AddressQuestion(code=code, label=label, blocks=BLOCKS),
        ChoiceQuestion(
            code=MUNICIPALITY,
            label=Text(ar="البلدية التي يقع العنوان في نطاقها", en="Municipality in whose area the address lies"),
            help=Text(
                ar="المجمع غير مدرج في سجل المجمعات، فيرجى اختيار البلدية.",
                en="The block is not in the register of blocks: please choose the municipality.",
            ),
            options=tuple(Option(office.code, office.name) for office in departments.MUNICIPALITIES.departments),
            shown_when=when(f"{code}.governorate", ""),
        ),
    )


def property_step(*questions: Question, title: Text | None = None) -> Step:
    """Return the step that asks where the property lies, and then these questions."""
    return Step(
        code="property",
        title=title or Text(ar="العقار والمطلوب", en="The property and what is asked"),
        intro=Text(
            ar="تنظر في الطلب البلدية التي يقع العنوان في نطاقها، وتُعرف من رقم المجمع.",
            en="The municipality in whose area the address lies decides; its block tells which.",
        ),
        questions=(*place(PLACE, Text(ar="عنوان العقار", en="Address of the property")), *questions),
    )


def area(label: Text, code: str = "area") -> DecimalQuestion:
    """Return the question for an area in square metres."""
    return DecimalQuestion(
        code=code, label=label, minimum=Decimal(1), maximum=Decimal(1_000_000), unit=Text(ar="م²", en="m²")
    )


def number(code: str, label: Text, help: Text | None = None, shown_when: Condition | None = None) -> TextQuestion:  # noqa: A002 -- as the field it fills
    """Return the question for a number as some paper has it."""
    return TextQuestion(code=code, label=label, help=help, max_length=40, shown_when=shown_when)


USE = ChoiceQuestion(
    code="use",
    label=Text(ar="استخدام العقار", en="Use of the property"),
    options=(
        Option(HOME, Text(ar="سكني", en="Residential")),
        Option(OTHER, Text(ar="غير سكني", en="Not residential")),
    ),
)
WORKS = TextQuestion(
    code="works", label=Text(ar="وصف الأعمال المطلوبة", en="The works to be done"), max_length=1000, multiline=True
)
OCCUPANCY = ChoiceQuestion(
    code="occupancy",
    label=Text(ar="شغل المكان", en="How the place is held"),
    options=(
        Option(RENTED, Text(ar="مستأجر", en="Rented")),
        Option(OWNED, Text(ar="يشغله مالكه", en="Occupied by its owner")),
    ),
)
UNITS = NumberQuestion(
    code="units", label=Text(ar="عدد الوحدات المعنية", en="How many units it concerns"), minimum=1, maximum=1_000
)
PURPOSE = TextQuestion(code="purpose", label=Text(ar="الغرض", en="Purpose"), max_length=300)
PERIOD = PeriodQuestion(code="period", label=Text(ar="المدة المطلوبة", en="Period asked for"), not_before_today=True)
FOR_BUSINESS = YesNoQuestion(
    code="for_business", label=Text(ar="هل الطلب لنشاط تجاري مسجل؟", en="Is it for a registered business?")
)
