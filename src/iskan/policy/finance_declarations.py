"""What declarations of finance through banks have in common.

The ministry names these services and publishes neither what they ask nor in how many days they are done (domain 1.2,
seed 002; supplement 1.12 bis). They ask what the support rests on: the family and income on record, the bank, and what
has changed. Where nothing has, they are done at once; otherwise an official looks.
"""

from iskan.core.conditions import Not, when
from iskan.core.forms import ChoicesQuestion, Option, Step, TextQuestion
from iskan.core.lifecycle import Lifecycle, Notice
from iskan.core.partners import PartnerBody
from iskan.core.text import Text
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.questions.financing import bank_question

CHANGES = (
    Option("none", Text(ar="لم يتغيّر شيء", en="Nothing has changed"), alone=True),
    Option("income", Text(ar="الدخل أو العمل", en="Income or work")),
    Option("family", Text(ar="أفراد الأسرة أو الحالة الاجتماعية", en="Members of the family, or marital status")),
    Option("home", Text(ar="السكن في المسكن الممول أو ملكيته", en="Living in the financed home, or its ownership")),
    Option("finance", Text(ar="التمويل أو البنك", en="The finance or its bank")),
)
SOMETHING_CHANGED = Not(when("changes", "none"))


def finance_step(bodies: tuple[PartnerBody, ...]) -> Step:
    """Return the step that names the finance declared and what has changed of it."""
    return Step(
        code="financed",
        title=Text(ar="التمويل وما تغيّر", en="The finance, and what has changed"),
        questions=(
            bank_question(bodies, Text(ar="البنك الممول", en="The financing bank"), None),
            TextQuestion(
                code="contract",
                label=Text(ar="رقم عقد التمويل", en="Number of the finance contract"),
                help=Text(ar="كما في عقدك مع البنك.", en="As your contract with the bank has it."),
                required=False,
                max_length=40,
            ),
            ChoicesQuestion(
                code="changes",
                label=Text(ar="ما الذي تغيّر منذ آخر إقرار؟", en="What has changed since the last declaration?"),
                options=CHANGES,
            ),
            TextQuestion(
                code="changes_told",
                label=Text(ar="بيّن ما تغيّر ومتى", en="Say what changed, and when"),
                multiline=True,
                max_length=1000,
                shown_when=SOMETHING_CHANGED,
            ),
        ),
    )


def declared_course(*, code: str, programme: Text) -> Lifecycle:
    """Return the course of a declaration: done at once where nothing is disputed or changed, by one official otherwise."""
    return course(
        code=code,
        decided_by=Eyes.ONE,
        undisputed=True,
        granted=Text(ar="سُجّل إقرارك لدى الوزارة.", en="Your declaration is on record with the ministry."),
        told=Notice(
            subject=Text(
                ar=f"سُجّل إقرار {programme.ar} {{reference}}", en=f"Your {programme.en} declaration {{reference}}"
            ),
            body=Text(
                ar=f"{{name}}، سُجّل إقرارك بشأن تمويل {programme.ar} ورقمه {{reference}}.",
                en=f"{{name}}, your declaration on {programme.en} finance is on record, reference {{reference}}.",
            ),
        ),
    )
