"""The portal's own forms, outside any service: language and delegations, as questions read like all others."""

from datetime import date
from typing import Any

from iskan.core.answers import PageReading, Posted, read_step
from iskan.core.forms import ChoiceQuestion, CprQuestion, DateQuestion, Option, Step
from iskan.core.text import Text
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
DELEGATION = Step(
    code="delegation",
    title=Text(ar="تفويض شخص", en="Delegate to someone"),
    questions=(
        CprQuestion(
            code="delegate",
            label=Text(ar="الرقم الشخصي للمفوَّض", en="The delegate's personal number"),
            help=Text(ar="تسعة أرقام كما في البطاقة.", en="The nine digits on their identity card."),
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
