"""The portal's own forms, outside any service: language and delegations, as questions read like all others."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from iskan.core.answers import PageReading, Posted, read_step
from iskan.core.catalogue import Service
from iskan.core.delegations import DelegatedAct
from iskan.core.forms import ChoiceQuestion, ChoicesQuestion, CprQuestion, DateQuestion, Option, Step, TextQuestion
from iskan.core.text import Text
from iskan.policy.delegations import ACTS, ACTS_HELP, EVERY_SERVICE, NAME_HELP
from iskan.surfaces.ui.fields import FieldView, Filling, fields_of, words_of

LANGUAGE = Step(
    code="language",
    title=Text(ar="لغة المراسلة", en="Language of our messages"),
    questions=(
        ChoiceQuestion(
            code="language",
            label=Text(ar="بأي لغة نراسلك؟", en="In which language shall we write to you?"),
            options=(
                Option("ar", Text(ar="العربية", en="العربية")),
                Option("en", Text(ar="الإنجليزية (English)", en="English")),
            ),
        ),
    ),
)
EVERY, READ_ONLY = "every", DelegatedAct.READ.value


def delegation_form(services: Iterable[Service]) -> Step:
    """Return the form by which a delegation is given, for those of the services that a delegate may use."""
    offered = tuple(Option(service.code, service.name) for service in services)
    return Step(
        code="delegation",
        title=Text(ar="تفويض شخص", en="Delegate to someone"),
        questions=(
            CprQuestion(
                code="delegate",
                label=Text(ar="الرقم الشخصي للمفوَّض", en="The delegate's personal number"),
                help=Text(ar="تسعة أرقام كما في البطاقة.", en="The nine digits on their identity card."),
            ),
            TextQuestion(
                code="delegate_name",
                label=Text(ar="اسم المفوَّض", en="The delegate's name"),
                help=NAME_HELP,
                max_length=200,
            ),
            ChoicesQuestion(
                code="services",
                label=Text(ar="في أي خدمات؟", en="For which services?"),
                options=(Option(EVERY, EVERY_SERVICE, alone=True), *offered),
            ),
            ChoicesQuestion(
                code="acts",
                label=Text(ar="ما الذي يجوز له؟", en="What may they do?"),
                help=ACTS_HELP,
                options=(
                    Option(READ_ONLY, Text(ar="الاطلاع وحده", en="Read alone"), alone=True),
                    *(Option(act.value, words) for act, words in ACTS.items() if act is not DelegatedAct.READ),
                ),
            ),
            DateQuestion(code="first_day", label=Text(ar="من يوم", en="From"), not_before_today=True),
            DateQuestion(code="last_day", label=Text(ar="إلى يوم", en="To"), not_before_today=True),
        ),
    )


def read_day(kept: str) -> date:
    """Return a day as an answer keeps it."""
    return date.fromisoformat(kept)


def read_form(form: Step, words: Posted, today: date) -> PageReading:
    """Read a posted form."""
    return read_step(form, words, {}, today)


def filled(form: Step, answers: dict[str, Any]) -> tuple[FieldView, ...]:
    """Return a form's fields holding what is known."""
    return fields_of(form.questions, Filling(words=words_of(form.questions, answers), answers=answers))


def refilled(form: Step, words: Posted, reading: PageReading) -> tuple[FieldView, ...]:
    """Return a form's fields holding what was typed, with the faults."""
    return fields_of(form.questions, Filling(words=words, answers=reading.answers, faults=reading.faults))
