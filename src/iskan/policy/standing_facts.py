"""What the ministry itself knows of a person without asking a register: where they stand with it."""

from iskan.core.eligibility import Fact, FactKind
from iskan.core.text import Text

WAITS = Fact(
    code="waits",
    kind=FactKind.YES_NO,
    label=Text(ar="له طلب على قائمة الانتظار", en="Has an application on a waiting list"),
    meaning=Text(ar="طلب إسكاني مقبول لم تُخصص له وحدة بعد.", en="An approved application not yet given a home."),
    question=Text(ar="هل لديك طلب على قائمة الانتظار؟", en="Do you have an application on a waiting list?"),
)
WAS_CANCELLED = Fact(
    code="was_cancelled",
    kind=FactKind.YES_NO,
    label=Text(ar="له طلب أُلغي بقرار", en="Has an application that was cancelled"),
    meaning=Text(ar="طلب إسكاني أُلغي بقرار ولم يُحيَ.", en="An application cancelled by a decision and not revived."),
    question=Text(ar="هل أُلغي لك طلب إسكاني؟", en="Was an application of yours cancelled?"),
)
WAS_REFUSED = Fact(
    code="was_refused",
    kind=FactKind.YES_NO,
    label=Text(ar="له معاملة رُفضت", en="Was refused something"),
    meaning=Text(ar="معاملة انتهت بالرفض.", en="A case that ended in a refusal."),
    question=Text(ar="هل رُفضت لك معاملة؟", en="Was a case of yours refused?"),
)
HOLDS_HOME = Fact(
    code="holds_home",
    kind=FactKind.YES_NO,
    label=Text(ar="تسلّم مسكنًا من الوزارة", en="Was given a home by the ministry"),
    meaning=Text(ar="مسكن سُلّمت مفاتيحه.", en="A home whose keys were handed over."),
    question=Text(ar="هل تسلّمت مسكنًا من الوزارة؟", en="Were you given a home by the ministry?"),
)
WAITING_SINCE = Fact(
    code="waiting_since",
    kind=FactKind.DATE,
    past=True,
    label=Text(ar="الأقدمية منذ", en="Seniority since"),
    meaning=Text(ar="تاريخ تقديم الطلب الذي ينتظر دوره.", en="The day the waiting application was filed."),
    question=Text(ar="متى قُدّم الطلب الذي ينتظر دوره؟", en="When was the waiting application filed?"),
)
PLACE_ON_LIST = Fact(
    code="place_on_list",
    kind=FactKind.WHOLE,
    label=Text(ar="الترتيب على القائمة", en="Place on the list"),
    meaning=Text(ar="الترتيب على قائمة الانتظار عند آخر احتساب.", en="The place on the waiting list when last ranked."),
    question=Text(ar="ما ترتيب الطلب على القائمة؟", en="What place has the application on the list?"),
)
