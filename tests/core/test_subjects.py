"""What a case is about: the same thing is written the same way, two things are not."""

from dataclasses import replace

from iskan.core.catalogue import Subject, SubjectKind
from iskan.core.forms import ChoiceQuestion, Option, Step, TextQuestion
from iskan.core.subjects import LONGEST_SUBJECT, subject_of, subject_text
from iskan.core.text import Text
from iskan.policy import registry

WORDS = Text(ar="كلام", en="words")
PLAIN = registry.services()["update_contact_details"]
ASKED = Step(
    code="body",
    title=WORDS,
    questions=(
        TextQuestion(code="body", label=WORDS),
        ChoiceQuestion(code="use", label=WORDS, options=(Option("loan", Text(ar="قرض", en="A loan")),)),
    ),
)
SERVICE = replace(PLAIN, steps=(ASKED,), subject=Subject(kind=SubjectKind.BODY, questions=("body", "use")))


def test_a_service_without_a_subject_is_about_nothing_in_particular() -> None:
    assert (subject_of(PLAIN, {"iban": "BH67"}), subject_text(PLAIN, {})) == ("", None)


def test_two_spellings_are_one_subject_and_two_bodies_are_two() -> None:
    first = subject_of(SERVICE, {"body": "هيئة الكهرباء", "use": "loan"})
    assert first == subject_of(SERVICE, {"body": " هيئه  الكهرباء", "use": "loan"})
    assert first.startswith("body:")
    assert first != subject_of(SERVICE, {"body": "هيئة الماء", "use": "loan"})
    assert first != subject_of(SERVICE, {"body": "هيئة الكهرباء"})


def test_answers_of_any_kind_make_a_subject() -> None:
    home = replace(SERVICE, subject=Subject(kind=SubjectKind.ADDRESS, questions=("body",)))
    one, other = ({"body": {"block": "318", "road": road}} for road in ("12", "13"))
    assert subject_of(home, one) == subject_of(home, {"body": dict(reversed(one["body"].items()))})
    assert subject_of(home, one) != subject_of(home, other)


def test_what_a_block_says_of_an_address_makes_no_second_subject() -> None:
    home = replace(SERVICE, subject=Subject(kind=SubjectKind.ADDRESS, questions=("body",)))
    typed = {"block": "318", "road": "12"}
    assert subject_of(home, {"body": typed}) == subject_of(home, {"body": typed | {"governorate": "BH-13"}})


def test_what_is_too_long_to_keep_is_still_told_apart() -> None:
    long = "ب" * LONGEST_SUBJECT
    first, second = (subject_of(SERVICE, {"body": long + end}) for end in "اد")
    assert len(first) <= LONGEST_SUBJECT
    assert first != second


def test_a_subject_is_said_in_words() -> None:
    assert subject_text(SERVICE, {"body": "بنك", "use": "loan"}) == Text(ar="بنك، قرض", en="بنك, A loan")
