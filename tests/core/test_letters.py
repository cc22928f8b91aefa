"""A ready letter is filled from a case, or not offered where the case has nothing to say."""

from iskan.core.letters import LetterUse, ReadyLetter, filled_letter
from iskan.core.text import Text

ASKING = ReadyLetter(
    code="missing", use=LetterUse.REQUEST, name=Text(ar="ناقص", en="Missing"),
    text=Text(ar="أرفق {missing}", en="Attach {missing} to {reference}"),
)  # fmt: skip


def test_every_blank_of_either_language_is_filled() -> None:
    words = {"missing": Text(ar="العقد", en="the lease"), "reference": Text(ar="A1", en="A1")}
    assert ASKING.blanks == {"missing", "reference"}
    assert filled_letter(ASKING, words) == Text(ar="أرفق العقد", en="Attach the lease to A1")


def test_a_letter_with_an_empty_blank_is_not_offered() -> None:
    reference = Text(ar="A1", en="A1")
    assert filled_letter(ASKING, {"reference": reference}) is None
    assert filled_letter(ASKING, {"reference": reference, "missing": Text(ar="", en="")}) is None
