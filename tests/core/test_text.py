"""Words: two languages, digits, folding, hidden characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.text import Text, fold, has_control_characters, latin_digits, small_number, tidy, without_stop


@pytest.mark.parametrize(("language", "words"), [("ar", "نعم"), ("en", "Yes"), ("en-gb", "Yes"), ("fr", "نعم")])
def test_text_is_read_in_arabic_unless_english_is_asked_for(language: str, words: str) -> None:
    assert Text(ar="نعم", en="Yes").in_(language) == words


def test_text_fills_places_in_each_language() -> None:
    asked = Text(ar="يلزم {what} قبل {day}", en="{what} is needed before {day}")
    assert asked.format(what=Text(ar="مستند", en="A document"), day="1/1") == Text(
        ar="يلزم مستند قبل 1/1", en="A document is needed before 1/1"
    )


def test_digits_of_three_scripts_become_latin() -> None:
    assert latin_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 0123456789") == "0123456789 0123456789 0123456789"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد بن إبراهيم", "احمد بن ابراهيم"),
        ("فاطمة", "فاطمه"),
        ("مصطفى", "مصطفي"),
        ("مُحَمَّد", "محمد"),
        ("رؤى", "روي"),
        ("هناء", "هنا"),
        ("آمنة", "امنه"),
        ("ﻻرا", "لارا"),
        ("کریم", "كريم"),
        ("عـــلي", "علي"),
        ("Zaïnab  AL-Haddad", "zainab al-haddad"),
    ],
)
def test_two_spellings_of_a_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_do_not_fold_alike() -> None:
    assert fold("سالم") != fold("سليم")


@given(st.text())
def test_folding_twice_changes_nothing(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@pytest.mark.parametrize("typed", ["a\x00b", "\x1b[0m", "a\x85", "\ud800", "\uffff", "\x7f"])
def test_control_characters_are_seen(typed: str) -> None:
    assert has_control_characters(typed)


@pytest.mark.parametrize("typed", ["", "سطر\nآخر", "a\tb", "مُحَمَّد", "😀"])
def test_what_keyboards_type_is_no_control_character(typed: str) -> None:
    assert not has_control_characters(typed)


def test_tidy_composes_trims_and_drops_direction_marks() -> None:
    assert tidy("  \u202eab\u2069c\r\nd\re\u0301 ") == "abc\nd\né"


@given(st.text())
def test_tidying_twice_changes_nothing(typed: str) -> None:
    assert tidy(tidy(typed)) == tidy(typed)


@pytest.mark.parametrize(("typed", "number"), [("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_a_number_of_an_address_is_read(typed: str, number: int) -> None:
    assert small_number(typed) == number


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "٣", "²", "\x00", "9" * 10, "9" * 5000])
def test_what_is_no_such_number_is_nothing(typed: str) -> None:
    assert small_number(typed) is None


def test_a_joiner_stays_inside_a_name_and_nowhere_else() -> None:
    assert tidy("\u200cعلی\u200cرضا\u200c ") == "علی\u200cرضا"
    assert tidy("36\u200c00\u200d1234\u200f") == "36001234"
    assert fold("علی\u200cرضا") == fold("عليرضا")


def test_words_put_before_a_stop_lose_their_own() -> None:
    told = Text(ar="السبب: {reason}. تبيّن {page}", en="Reason: {reason}. See {page}")
    reason = Text(ar="لم يُرفق المستند.", en="The document is not attached.")

    assert told.format(reason=reason, page="صفحته.") == Text(
        ar="السبب: لم يُرفق المستند. تبيّن صفحته.", en="Reason: The document is not attached. See صفحته."
    )


def test_words_without_a_stop_and_an_ellipsis_stay_as_they_are() -> None:
    assert [without_stop(words) for words in ("تم", "تم.", "تم. ", "تم…", "تم..")] == ["تم", "تم", "تم", "تم…", "تم.."]
