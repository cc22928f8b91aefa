"""Who is in the family, as the population register and the courts have it."""

from iskan.core.conditions import AllOf, Not, when
from iskan.core.forms import AddressQuestion, ShownFact, Step, YesNoQuestion
from iskan.core.text import Text
from iskan.policy import facts

PERSON_SHOWN = (
    ShownFact("person.name", Text(ar="الاسم", en="Name")),
    ShownFact("person.cpr", Text(ar="الرقم الشخصي", en="Personal number")),
    ShownFact("birth_date", facts.BIRTH_DATE.label),
    ShownFact("marital_status", facts.MARITAL_STATUS.label),
)
MEMBERS_SHOWN = ShownFact("household.members", Text(ar="أفراد الأسرة", en="Family members"))

IS_APPLICANT = Text(
    ar="هذا رقمك الشخصي. أدخل الرقم الشخصي لفرد الأسرة.",
    en="This is your own personal number. Give that of the family member.",
)
IS_MEMBER = Text(
    ar="صاحب هذا الرقم مذكور ضمن أفراد أسرتك.", en="The person of this number is listed among your family already."
)

HOUSEHOLD = Step(
    code="household",
    title=Text(ar="أسرتك", en="Your family"),
    intro=Text(
        ar="هذه بياناتك وبيانات أسرتك في السجلات الحكومية. إن كان فيها خطأ فيمكنك بيانه، وسننظر فيه قبل البت في الطلب.",
        en="This is what government records say of you and your family. If something is wrong, say so: we look into it before deciding.",
    ),
    shows=(*PERSON_SHOWN, MEMBERS_SHOWN, ShownFact("custody", facts.CUSTODY.label, when("marital_status", "divorced"))),
    questions=(
        YesNoQuestion(
            code="abandoned",
            label=Text(ar="هل هجرك زوجك؟", en="Has your husband left you?"),
            shown_when=AllOf(
                (when("family_category", "2", "5"), when("sex", "female"), when("marital_status", "married"))
            ),
        ),
        YesNoQuestion(
            code="husband_consent",
            label=Text(ar="هل يوافق زوجك على أن تتقدمي بالطلب؟", en="Does your husband consent to your applying?"),
            help=Text(
                ar="أرفقي موافقته المكتوبة في صفحة المستندات.", en="Attach his written consent on the documents page."
            ),
            shown_when=AllOf((when("family_category", "1"), when("sex", "female"))),
        ),
    ),
)

ADDRESS = AddressQuestion(
    code="address",
    label=Text(ar="عنوان السكن", en="Home address"),
    shown_when=Not(when("address.known")),
)
PERMANENTLY_RESIDENT = YesNoQuestion(
    code="permanently_resident",
    label=Text(ar="هل تقيم أسرتك في البحرين إقامة دائمة؟", en="Does your family live in Bahrain permanently?"),
    shown_when=Not(when("residence.known")),
)

RESIDENCE = Step(
    code="residence",
    title=Text(ar="السكن والإقامة", en="Home and residence"),
    shows=(
        ShownFact("address.home", Text(ar="العنوان", en="Address")),
        ShownFact("permanently_resident", facts.PERMANENT_RESIDENCE.label),
    ),
    questions=(
        ADDRESS,
        PERMANENTLY_RESIDENT,
        YesNoQuestion(
            code="lives_with_parent",
            label=Text(
                ar="هل سكنك مع والديك البحرينيين أو أحدهما؟",
                en="Do you live with one or both of your Bahraini parents?",
            ),
            shown_when=AllOf((when("family_category", "3"), Not(when("household.known")))),
        ),
    ),
)
