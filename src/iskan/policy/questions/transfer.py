"""What is asked of whoever transfers an application, or takes over that of one who has died."""

from iskan.core.conditions import AllOf, AnyOf, Not, when
from iskan.core.evidence import Evidence, Freshness, FreshnessUnit
from iskan.core.forms import (
    ChoiceQuestion,
    CprQuestion,
    EarlierCaseQuestion,
    Option,
    Step,
    TextQuestion,
    YesNoQuestion,
)
from iskan.core.text import Text
from iskan.policy import choices
from iskan.policy.evidence import family, income, transfer
from iskan.policy.parameters.evidence import CUSTODY_DOCUMENT_YEARS, TRANSFER_SALARY_MONTHS
from iskan.policy.questions.evidence import SAME_MONTH

TO_SPOUSE, TO_SELF, TO_OTHER = "spouse", "self", "other"
BETWEEN_SPOUSES = AllOf((when("new_holder", TO_SPOUSE), when("new_category", "1")))
_WITHIN_MONTH = Freshness(unit=FreshnessUnit.MONTHS, figure=TRANSFER_SALARY_MONTHS)

HOLDER = Step(
    code="holder",
    title=Text(ar="الطلب ومن يُحوَّل إليه", en="The application and its new holder"),
    intro=Text(
        ar="يبقى الطلب على قائمته بتاريخ تقديمه. ويُسأل الطرف الآخر عن موافقته قبل البت في التحويل.",
        en="The application stays on its list as of its day of filing. The other side is asked to agree before it is decided.",
    ),
    questions=(
        EarlierCaseQuestion(
            code="transferred_application",
            label=Text(ar="الطلب المطلوب تحويله", en="The application to transfer"),
            none_fits=Text(
                ar="لا يوجد لك طلب ينتظر دوره يمكن تحويله. وما حُدّد مسكنه بسحب يُراجَع بشأنه فرع الوزارة.",
                en="You have no waiting application to transfer. Once a home is drawn for it, ask at a branch.",
            ),
        ),
        ChoiceQuestion(
            code="new_holder",
            label=Text(ar="لمن يكون الطلب بعد التحويل؟", en="Whose is it to be?"),
            options=(
                Option(TO_SPOUSE, Text(ar="الزوج أو الزوجة، الحالي أو السابق", en="The spouse, present or former")),
                Option(TO_SELF, Text(ar="يبقى لي بفئة أسرة أخرى", en="Mine still, in another family category")),
                Option(TO_OTHER, Text(ar="فرد آخر من الأسرة", en="Another member of the family")),
            ),
        ),
        CprQuestion(
            code="new_holder_cpr",
            label=Text(ar="الرقم الشخصي لمن يُحوَّل إليه الطلب", en="Personal number of the new holder"),
            shown_when=Not(when("new_holder", TO_SELF)),
        ),
        ChoiceQuestion(
            code="new_category",
            label=Text(ar="فئة الأسرة بعد التحويل", en="Family category after the transfer"),
            options=choices.options(choices.FAMILY_CATEGORIES),
        ),
        YesNoQuestion(
            code="after_divorce",
            label=Text(ar="هل التحويل بعد طلاق؟", en="Does it follow a divorce?"),
            shown_when=when("new_category", "2"),
        ),
        TextQuestion(
            code="transfer_reason",
            label=Text(ar="سبب التحويل", en="Why it is transferred"),
            multiline=True,
            max_length=1000,
            required=False,
        ),
    ),
)

# The matrix of the published page: what a cell asks for that no source names is not configured.
EVIDENCE = (
    Evidence(kind=income.SALARY_STATEMENT, required_when=BETWEEN_SPOUSES, fresh_within=_WITHIN_MONTH),
    Evidence(kind=transfer.TRANSFEREE_SALARY, required_when=BETWEEN_SPOUSES, fresh_within=_WITHIN_MONTH),
    Evidence(
        kind=transfer.TRANSFEREE_SALARY_OF_MONTH, required_when=when("new_category", "2"), fresh_within=SAME_MONTH
    ),
    Evidence(
        kind=family.CUSTODY_DOCUMENT,
        required_when=AllOf((when("new_category", "2"), when("after_divorce"))),
        fresh_within=Freshness(unit=FreshnessUnit.YEARS, figure=CUSTODY_DOCUMENT_YEARS),
    ),
    Evidence(
        kind=transfer.TRANSFER_SUPPORT,
        required_when=Not(AnyOf((BETWEEN_SPOUSES, when("new_category", "2")))),
        optional=True,
    ),
)

DECEASED = Step(
    code="deceased",
    title=Text(ar="صاحب الطلب المتوفى", en="Whose application it was"),
    intro=Text(
        ar="لم تُحدَّد بعد قواعد انتقال الطلب إلى الورثة ومستنداته، فينظر موظفان في كل حالة.",
        en="The rules and documents for heirs are not configured yet: two officials look at each case.",
    ),
    questions=(
        CprQuestion(
            code="deceased_cpr",
            label=Text(ar="الرقم الشخصي للمتوفى", en="Personal number of whoever died"),
        ),
        ChoiceQuestion(
            code="kinship",
            label=Text(ar="صلتك بالمتوفى", en="What you are to them"),
            options=(
                Option("spouse", Text(ar="زوج أو زوجة", en="Widow or widower")),
                Option("child", Text(ar="ابن أو ابنة", en="Son or daughter")),
                Option("parent", Text(ar="أب أو أم", en="Father or mother")),
                Option("other", Text(ar="وارث آخر", en="Another heir")),
            ),
        ),
        ChoiceQuestion(
            code="new_category",
            label=Text(ar="فئة أسرتك", en="Your family category"),
            options=choices.options(choices.FAMILY_CATEGORIES),
        ),
        CprQuestion(
            code="other_heir_cpr",
            label=Text(ar="الرقم الشخصي لوارث آخر يُسأل عن موافقته", en="Personal number of another heir who is asked"),
            help=Text(
                ar="يُترك فارغًا إن لم يكن للمتوفى وارث بالغ غيرك.", en="Leave it empty if there is no other adult heir."
            ),
            required=False,
        ),
    ),
)
