"""What happens in people's lives, and which services and pages they then look for."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeSituation:
    """Something that happens to a family; ``entries`` are codes of services and tools, the likeliest wanted first."""

    code: str
    name: Text
    summary: Text
    icon: str
    entries: tuple[str, ...]


_DECLARED = (
    LifeSituation(
        code="marrying",
        name=Text(ar="الزواج", en="Marrying"),
        summary=Text(ar="تكوين أسرة وطلب السكن الأول.", en="A new family, and the first application for a home."),
        icon="users",
        entries=("new_housing_application", "family_members_declaration", "guide", "waiting_list_data_update"),
    ),
    LifeSituation(
        code="child",
        name=Text(ar="مولود جديد", en="A child"),
        summary=Text(
            ar="إضافة المولود إلى الأسرة وإلى الطلب القائم.", en="Adding the child to the family and its application."
        ),
        icon="plus",
        entries=("family_members_declaration", "waiting_list_data_update"),
    ),
    LifeSituation(
        code="buying",
        name=Text(ar="شراء بيت أو شقة", en="Buying a home"),
        summary=Text(
            ar="حساب التمويل واختيار البرنامج والبنك.", en="Working out the finance, choosing programme and bank."
        ),
        icon="house",
        entries=(
            *("calculator", "tasheel_finance", "tasheel_plus_finance", "mazaya_finance"),
            *("guide", "new_housing_application", "projects"),
        ),
    ),
    LifeSituation(
        code="building",
        name=Text(ar="البناء وأعمال الموقع", en="Building and works"),
        summary=Text(
            ar="رخص البناء والهدم والحفر والسور، وشهادة الإتمام والعنوان واسترجاع التأمين.",
            en="Permits to build, demolish, dig and wall in; completion, address, and the deposit back.",
        ),
        icon="house",
        entries=(
            *("building_permit", "demolition_permit", "boundary_wall", "excavation_permit", "road_occupation"),
            *("unit_separation", "unit_merger", "change_of_use", "building_completion", "address_card"),
            *("address_plate", "information_certificate", "corner_sale", "deposit_refund"),
        ),
    ),
    LifeSituation(
        code="waiting",
        name=Text(ar="انتظار الدور", en="Waiting for my turn"),
        summary=Text(
            ar="معرفة الترتيب والموعد المتوقع، والإبقاء على الطلب قائمًا.",
            en="Your place, the year to expect, and keeping the application alive.",
        ),
        icon="clock",
        entries=(
            *("status", "forecast", "waiting_list_data_update", "waiting_lists", "change_of_service"),
            *("application_transfer", "application_revival", "draws"),
        ),
    ),
    LifeSituation(
        code="repairing",
        name=Text(ar="ترميم البيت", en="Repairing the home"),
        summary=Text(ar="تمويل الترميم ورخصه ومساعدات البلديات.", en="Finance, permits, and the municipalities' help."),
        icon="wrench",
        entries=(
            *("restoration_finance", "calculator", "renovation_permit", "small_addition", "rain_insulation"),
            *("home_restoration", "home_after_fire"),
        ),
    ),
    LifeSituation(
        code="moving",
        name=Text(ar="الانتقال والسكن بالإيجار", en="Moving and renting"),
        summary=Text(
            ar="إثبات السكن وتحديث العنوان وبيانات الاتصال.",
            en="Proof of residence, a new address, new contact details.",
        ),
        icon="pin",
        entries=(
            *("proof_of_residence", "update_contact_details", "waiting_list_data_update"),
            *("municipal_account_opening", "municipal_account_update", "municipal_account_closing"),
        ),
    ),
    LifeSituation(
        code="loss",
        name=Text(ar="وفاة أحد الزوجين أو الانفصال", en="Loss of a spouse, or separation"),
        summary=Text(ar="ما يتغيّر في طلب الأسرة ومسكنها.", en="What changes in the family's application and home."),
        icon="user",
        entries=(
            *("family_members_declaration", "heirs_transfer", "application_transfer", "waiting_list_data_update"),
            "official_statement",
        ),
    ),
    LifeSituation(
        code="leaving",
        name=Text(ar="بيع المسكن أو ترك القائمة", en="Selling, or leaving the list"),
        summary=Text(ar="التصرف في المسكن والتنازل عن الطلب.", en="Disposing of a home, giving up an application."),
        icon="logout",
        entries=("right_of_disposal", "tumooh_finance", "leave_waiting_list"),
    ),
    LifeSituation(
        code="refused",
        name=Text(ar="رفض الطلب أو خطأ في البيانات", en="Refused, or wrong details"),
        summary=Text(
            ar="طلب مراجعة القرار وتصحيح ما سُجّل عنك.",
            en="A review of the decision, and putting right what is recorded.",
        ),
        icon="scale",
        entries=(
            "decision_question",
            "decision_review",
            "data_correction",
            "application_revival",
            "processing_objection",
        ),
    ),
    LifeSituation(
        code="proving",
        name=Text(ar="إثبات لجهة أخرى", en="Proving it to somebody"),
        summary=Text(
            ar="إفادات وشهادات موقّعة يمكن لأي جهة التحقق منها.",
            en="Signed statements and certificates anybody can check.",
        ),
        icon="file-check",
        entries=("official_statement", "proof_of_residence", "verification"),
    ),
)
LIFE_SITUATIONS: Mapping[str, LifeSituation] = MappingProxyType({situation.code: situation for situation in _DECLARED})
