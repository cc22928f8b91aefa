"""What a household is measured by in a ranking scheme, and where each measure is known from."""

from dataclasses import dataclass

from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number or a kind known of a household; ``is_kind`` where it is one of a few words."""

    code: str
    label: Text
    source: Text
    is_kind: bool = False


_REGISTER = Text(ar="السجل السكاني", en="population register")
_APPLICATION = Text(ar="الطلب", en="the application")
_NOWHERE = Text(ar="لا يوجد لها مصدر في النظام بعد", en="no source in this system yet")

MONTHS_WAITED = Measure(code="months_waited", label=Text(ar="أشهر الانتظار", en="Months waited"), source=_APPLICATION)
FAMILY_SIZE = Measure(
    code="family_size", label=Text(ar="عدد أفراد الأسرة", en="Persons in the family"), source=_REGISTER
)
INCOME = Measure(
    code="income",
    label=Text(ar="الدخل الشهري المحتسب بالدينار", en="Monthly income as counted, in dinars"),
    source=_APPLICATION,
)
EDUCATION = Measure(
    code="education", label=Text(ar="المستوى التعليمي", en="Education level"), source=_NOWHERE, is_kind=True
)
CIRCUMSTANCES = Measure(
    code="circumstances",
    label=Text(ar="عدد الظروف الاجتماعية المثبتة", en="Social circumstances on record"),
    source=_APPLICATION,
)
AGE_AT_FILING = Measure(code="age_at_filing", label=Text(ar="العمر عند التقديم", en="Age at filing"), source=_REGISTER)
AGE = Measure(code="age", label=Text(ar="العمر", en="Age"), source=_REGISTER)
IN_PUBLIC_RENTAL = Measure(
    code="in_public_rental",
    label=Text(ar="الإقامة في مسكن مؤقت من الوزارة", en="Living in a temporary flat of the ministry"),
    source=_APPLICATION,
)

ALL: tuple[Measure, ...] = (
    *(MONTHS_WAITED, FAMILY_SIZE, INCOME, EDUCATION, CIRCUMSTANCES),
    *(AGE_AT_FILING, AGE, IN_PUBLIC_RENTAL),
)
BY_CODE = {measure.code: measure for measure in ALL}
KINDS = tuple(measure.code for measure in ALL if measure.is_kind)
