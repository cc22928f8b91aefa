"""Three steps of fifteen questions each, without registers: the form other systems were measured with."""

from iskan.core.catalogue import Channel, Service
from iskan.core.forms import Question, Step, TextQuestion
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy.departments import HOUSING_REQUESTS
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.service_families import APPLYING

FIELDS_A_STEP = 15


def _question(step: int, number: int) -> Question:
    return TextQuestion(
        code=f"field_{step}_{number}",
        label=Text(ar=f"السؤال {number} من الخطوة {step}", en=f"Question {number} of step {step}"),
    )


def _step(step: int) -> Step:
    questions = tuple(_question(step, number) for number in range(1, FIELDS_A_STEP + 1))
    return Step(code=f"step_{step}", title=Text(ar=f"الخطوة {step}", en=f"Step {step}"), questions=questions)


SERVICE = Service(
    code="bench_form",
    name=Text(ar="استمارة القياس", en="Measuring form"),
    summary=Text(ar="ثلاث خطوات في كل منها خمسة عشر سؤالًا", en="Three steps of fifteen questions each"),
    who_may_apply=(Text(ar="كل مواطن", en="Any citizen"),),
    by_delegate=False,
    legal_basis=(),
    channels=(Channel.WEB,),
    fee=None,
    promise=None,
    steps=(_step(1), _step(2), _step(3)),
    lifecycle=course(
        code="bench_form",
        decided_by=Eyes.NOBODY,
        on_approval=(),
        told=Notice(
            subject=Text(ar="اكتملت {reference}", en="{reference} is complete"),
            body=Text(ar="اكتملت معاملتك {reference}.", en="Your case {reference} is complete."),
        ),
    ),
    decided_by=HOUSING_REQUESTS,
    family=APPLYING,
    position=90,
)
