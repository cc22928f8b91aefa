"""How the ministry reaches the citizen and where it pays."""

from iskan.core.forms import ChoiceQuestion, EmailQuestion, IbanQuestion, Option, PhoneQuestion, Step
from iskan.core.text import Text
from iskan.policy.banks import BANKS

# The question that states each detail by which a citizen is reached or paid.
DETAILS_ASKED = {"phone": "mobile", "email": "email", "iban": "iban"}
# The same where a citizen asks that what is recorded be put right.
DETAILS_CORRECTED = {"phone": "right_mobile", "email": "right_email"}

CONTACT = Step(
    code="contact",
    title=Text(ar="بيانات الاتصال", en="How to reach you"),
    intro=Text(
        ar="نراسلك على هذه البيانات، وتُحوَّل مستحقاتك إلى الحساب المذكور.",
        en="We write to you here, and what is due to you is paid to this account.",
    ),
    questions=(
        PhoneQuestion(
            code="mobile",
            label=Text(ar="رقم الهاتف النقال", en="Mobile number"),
            prefill="contact.mobile",
            autocomplete="tel",
        ),
        PhoneQuestion(
            code="second_phone",
            label=Text(ar="رقم هاتف آخر", en="Another telephone number"),
            required=False,
            mobile=False,
        ),
        EmailQuestion(
            code="email",
            label=Text(ar="البريد الإلكتروني", en="E-mail address"),
            required=False,
            prefill="contact.email",
            autocomplete="email",
        ),
        IbanQuestion(
            code="iban",
            label=Text(ar="رقم الحساب المصرفي الدولي", en="Bank account number (IBAN)"),
            help=Text(
                ar="حساب باسمك لدى مصرف في البحرين، ويبدأ رقمه بالحرفين BH.",
                en="An account in your own name at a bank in Bahrain; it starts with BH.",
            ),
            prefill="contact.iban",
            banks=BANKS,
        ),
        ChoiceQuestion(
            code="language",
            label=Text(ar="لغة المراسلة", en="Language of our messages"),
            options=(
                Option("ar", Text(ar="العربية", en="Arabic (العربية)")),
                Option("en", Text(ar="الإنجليزية (English)", en="English")),
            ),
            prefill="contact.language",
        ),
    ),
)
