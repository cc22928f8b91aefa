"""Facts that municipal services ask besides those of housing applications."""

from iskan.core.eligibility import Fact, FactKind
from iskan.core.text import Text

ADDITION_AREA = Fact(
    code="addition_area",
    kind=FactKind.DECIMAL,
    label=Text(ar="مساحة الإضافة بالمتر المربع", en="Area of the addition in square metres"),
    meaning=Text(ar="مساحة ما يضاف إلى البناء القائم.", en="The area of what is added to the building."),
    question=Text(ar="كم مساحة الإضافة المطلوبة بالمتر المربع؟", en="How many square metres are to be added?"),
    answer="addition_area",
)
CHANGES_STRUCTURE = Fact(
    code="changes_structure",
    kind=FactKind.YES_NO,
    label=Text(ar="تغيير في هيكل البناء أو واجهته", en="Change to the structure or the facade"),
    meaning=Text(
        ar="تمس أعمال الترميم هيكل البناء أو واجهته.",
        en="The renovation touches the structure of the building or its facade.",
    ),
    question=Text(
        ar="هل تغيّر أعمال الترميم هيكل البناء أو واجهته؟", en="Does the renovation change the structure or the facade?"
    ),
    answer="changes_structure",
)
OWNED_SINCE = Fact(
    code="home_owned_since",
    kind=FactKind.DATE,
    past=True,
    label=Text(ar="تاريخ تملك المسكن والسكن فيه", en="Day since which the home is owned and lived in"),
    meaning=Text(
        ar="اليوم الذي اجتمع فيه تملك المسكن والسكن فيه.", en="The day from which the home was both owned and lived in."
    ),
    question=Text(ar="منذ متى تملك المسكن وتسكن فيه؟", en="Since when have you owned the home and lived in it?"),
    answer="home_owned_since",
)
RENTED_OUT = Fact(
    code="home_rented_out",
    kind=FactKind.YES_NO,
    label=Text(ar="المسكن مؤجر", en="The home is rented out"),
    meaning=Text(ar="المسكن أو جزء منه مؤجر لغير الأسرة.", en="The home or a part of it is let to others."),
    question=Text(ar="هل المسكن أو جزء منه مؤجر؟", en="Is the home, or a part of it, rented out?"),
    answer="home_rented_out",
)
HELPED_BEFORE = Fact(
    code="home_helped_before",
    kind=FactKind.YES_NO,
    label=Text(ar="انتفاع سابق بهذه المساعدة", en="Helped in this way before"),
    meaning=Text(ar="سبق الانتفاع بهذه المساعدة من البلدية.", en="The municipality helped in this way before."),
    question=Text(ar="هل سبق أن انتفعت بهذه المساعدة؟", en="Were you helped in this way before?"),
    answer="home_helped_before",
)
MONTHLY_INCOME = Fact(
    code="municipal_income",
    kind=FactKind.MONEY,
    label=Text(ar="الدخل الشهري بحسب شهادة الراتب", en="Monthly income by the salary certificate"),
    meaning=Text(
        ar="الدخل الشهري بالدينار كما في شهادة الراتب أو شهادة الدخل الصادرة عن المحكمة.",
        en="Monthly income in dinars, as the salary certificate or the court's certificate of income has it.",
    ),
    question=Text(ar="كم دخلك الشهري بالدينار؟", en="How much is your monthly income, in dinars?"),
    answer="municipal_income",
)
ALL: tuple[Fact, ...] = (ADDITION_AREA, CHANGES_STRUCTURE, OWNED_SINCE, RENTED_OUT, HELPED_BEFORE, MONTHLY_INCOME)
