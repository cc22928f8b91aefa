"""What is typed finds what it names, through stems, beginnings and slips, and nothing where it names nothing."""

import pytest

from iskan.core.finding import MOST_WORDS, Described, index_of, words_of
from iskan.core.text import Text

HOME, PHONE, COURT = range(3)
INDEX = index_of((
    Described(
        Text(ar="طلب إسكاني", en="Housing application"),
        (Text(ar="بيت شقة زوجة", en="house flat wife renewal"),),
        Text(ar="السكن للأسرة", en="A home for the family"),
    ),
    Described(
        Text(ar="تحديث بيانات الاتصال", en="Update contact details"),
        (Text(ar="هاتف جوال", en="phone mobile"),),
        Text(ar="رقم الهاتف والبريد", en="Telephone and mail"),
    ),
    Described(
        Text(ar="إفادة", en="Statement"),
        (Text(ar="محكمة الغاء", en="court"),),
        Text(ar="لجهة رسمية أو محكمة", en="For an official body, the court or the family"),
    ),
))  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("البيت", HOME),
        ("لبيتي", HOME),
        ("زوجتي", HOME),
        ("للزوجات", HOME),
        ("والأسرة", HOME),
        ("hous", HOME),
        ("renewing", HOME),
        ("aplication", HOME),
        ("اسكاتي", HOME),
        ("هاتفي", PHONE),
        ("أحدث بياناتي", PHONE),
        ("teléphone", PHONE),
        ("المحكمه", COURT),
        ("الغاء", COURT),
        ("the court", COURT),
    ],
)
def test_a_word_is_found_however_it_is_joined_ended_or_misspelt(typed: str, first: int) -> None:
    assert INDEX.find(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "  ", "؟", "xyzzy", "ظظظظ ققق", "fl4t", "بي5"])
def test_nothing_is_found_where_nothing_is_named(typed: str) -> None:
    assert INDEX.find(typed) == ()


def test_what_holds_more_of_the_words_comes_first() -> None:
    assert INDEX.find("phone mail court") == (PHONE, COURT)


def test_a_word_nobody_knows_takes_nothing_away() -> None:
    assert INDEX.find("phone xyzzy") == INDEX.find("phone")


def test_words_that_say_nothing_are_left_out_unless_they_are_all() -> None:
    assert words_of("كيف أغير رقم الهاتف؟") == ("اغير", "رقم", "الهاتف")
    assert words_of("how do I") == ("how", "do")


def test_only_the_first_words_are_read() -> None:
    assert INDEX.find("xyzzy" + "".join(f" x{number}yzzy" for number in range(MOST_WORDS)) + " phone") == ()


def test_nothing_at_all_may_be_looked_through() -> None:
    assert index_of(()).find("phone") == ()
