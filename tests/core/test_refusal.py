"""A refusal carries its words in both languages, its status, and the field to correct."""

from http import HTTPStatus

from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text


class TooMany(Refusal):
    """More was asked for than there is."""

    text = Text(ar="أكثر من {most}: {named}", en="More than {most}: {named}")
    status = HTTPStatus.CONFLICT


def test_a_refusal_fills_its_words_in_both_languages() -> None:
    told = TooMany(most="3", named=Text(ar="مفاتيح", en="keys"))
    assert (told.text.ar, told.text.en) == ("أكثر من 3: مفاتيح", "More than 3: keys")
    assert str(told) == "More than 3: keys"
    assert "{most}" in TooMany.text.en


def test_words_with_braces_typed_by_a_person_are_left_as_they_are() -> None:
    assert Refusal(Text(ar="{", en="{x}")).text.en == "{x}"


def test_a_refusal_names_the_field_to_correct_or_none() -> None:
    assert ReasonMissing().faults == {"reason": ReasonMissing.text}
    assert ReasonMissing(field="note").faults == {"note": ReasonMissing.text}
    assert NotForThisRole().faults == {}
    assert ReasonMissing().field == "reason"


def test_the_status_is_the_class_s_and_otherwise_that_of_words_to_correct() -> None:
    assert (NotForThisRole().status, TooMany.status, ReasonMissing().status) == (403, 409, 422)
