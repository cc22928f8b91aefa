"""What the family needs and wishes: disability, governorate."""

from iskan.core.conditions import when
from iskan.core.forms import ChoiceQuestion, GroupQuestion, ShownFact, Step, TextQuestion, YesNoQuestion
from iskan.core.text import Text
from iskan.policy import choices

DISABILITY = Step(
    code="disability",
    title=Text(ar="الإعاقة في الأسرة", en="Disability in the family"),
    intro=Text(
        ar="يوجب القانون إثبات نوع الإعاقة في الطلب لتجهيز المسكن بما يناسبها.",
        en="The law requires the kind of disability to be recorded, so that the home is equipped for it.",
    ),
    shows=(ShownFact("disability.registered", Text(ar="الإعاقات المسجلة", en="Registered disabilities")),),
    questions=(
        YesNoQuestion(
            code="other_disability",
            label=Text(
                ar="هل في أسرتك فرد ذو إعاقة غير المذكورين أعلاه؟",
                en="Is there a disability in your family not shown above?",
            ),
        ),
        GroupQuestion(
            code="disabilities",
            label=Text(ar="الإعاقات", en="Disabilities"),
            item=Text(ar="فرد", en="Person"),
            minimum=1,
            shown_when=when("other_disability"),
            questions=(
                TextQuestion(code="name", label=Text(ar="اسم الفرد", en="Name of the person"), max_length=120),
                ChoiceQuestion(
                    code="type",
                    label=Text(ar="نوع الإعاقة", en="Kind of disability"),
                    options=choices.options(choices.DISABILITIES),
                ),
                TextQuestion(
                    code="needs",
                    label=Text(ar="ما يلزم في المسكن", en="What the home needs"),
                    required=False,
                    multiline=True,
                    max_length=500,
                ),
            ),
        ),
    ),
)

GOVERNORATE = ChoiceQuestion(
    code="governorate",
    label=Text(ar="المحافظة المرغوب فيها", en="Governorate wished for"),
    options=choices.options(choices.GOVERNORATES),
    prefill="address.governorate",
)

WISHES = Step(
    code="wishes",
    title=Text(ar="رغباتك", en="Your wishes"),
    intro=Text(
        ar="تراعى الرغبة قدر الإمكان، والأصل في التخصيص أقدمية الطلب.",
        en="Wishes are met where possible; allocation goes by the seniority of the application.",
    ),
    questions=(
        GOVERNORATE,
        TextQuestion(
            code="area_wish",
            label=Text(ar="المنطقة أو المشروع المرغوب فيه", en="Area or project wished for"),
            required=False,
            max_length=120,
        ),
        TextQuestion(
            code="remarks",
            label=Text(ar="ملاحظات", en="Remarks"),
            required=False,
            multiline=True,
            max_length=1000,
        ),
    ),
)
