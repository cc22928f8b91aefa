"""Where somebody lives, as a municipality certifies it."""

from iskan.core.forms import AddressQuestion, ChoiceQuestion, Option, Step, TextQuestion
from iskan.core.text import Text
from iskan.policy import departments

RESIDENCE = Step(
    code="residence",
    title=Text(ar="عنوان السكن", en="Where you live"),
    intro=Text(
        ar="تُصدر الشهادة البلدية التي يقع المسكن في نطاقها.",
        en="The certificate comes from the municipality in whose area the home stands.",
    ),
    questions=(
        ChoiceQuestion(
            code="municipality",
            label=Text(ar="البلدية", en="Municipality"),
            options=tuple(Option(office.code, office.name) for office in departments.MUNICIPALITIES.departments),
        ),
        AddressQuestion(code="residence", label=Text(ar="عنوان المسكن", en="Address of the home")),
        TextQuestion(
            code="presented_to",
            label=Text(ar="الجهة التي تُقدَّم إليها الشهادة", en="Whom the certificate is for"),
            help=Text(ar="مثل: مدرسة، مصرف، جهة حكومية.", en="Such as a school, a bank, a government body."),
            max_length=120,
        ),
    ),
)
