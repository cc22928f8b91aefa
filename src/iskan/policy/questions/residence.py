"""Where somebody lives, as a municipality certifies it."""

from iskan.core.forms import Step, TextQuestion
from iskan.core.text import Text
from iskan.policy.questions import municipal

RESIDENCE = Step(
    code="residence",
    title=Text(ar="عنوان السكن", en="Where you live"),
    intro=Text(
        ar="تُصدر الشهادة البلدية التي يقع المسكن في نطاقها، وتُعرف من رقم المجمع.",
        en="The certificate comes from the municipality in whose area the home stands; its block tells which.",
    ),
    questions=(
        *municipal.place("residence", Text(ar="عنوان المسكن", en="Address of the home")),
        TextQuestion(
            code="presented_to",
            label=Text(ar="الجهة التي تُقدَّم إليها الشهادة", en="Whom the certificate is for"),
            help=Text(ar="مثل: مدرسة، مصرف، جهة حكومية.", en="Such as a school, a bank, a government body."),
            max_length=120,
        ),
    ),
)
