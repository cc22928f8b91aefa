"""A name is found however it is spelt, in either script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.names import FAR, FIRST, NEAR, Sought, likeness, name_keys, sought

ONE_NAME = (
    "عبد الرحمن|عبدالرحمن|Abdulrahman|Abdul Rahman|Abd al-Rahman|Abdurrahman|Abdelrahman",
    "ذوادي|الذوادي|Thawadi|Al Thawadi|Althawadi|Dhawadi|Al-Thawadi",
    "ليلى|ليلي|Laila|Layla|Leila",
    "العرادي|عرادي|Al-Aradi|Alaradi|Al Aradi|Aradi|El Aradi",
    "محمد|Mohammed|Muhammad|Mohamad|Mohd|Mohamed",
    "يوسف|Yousif|Yusuf|Youssef",
    "ابراهيم|إبراهيم|Ebrahim|Ibrahim",
    "خالد|Khalid|Khaled",
    "حسين|Hussain|Hussein|Husain",
    "فاطمة|فاطمه|Fatima|Fatema|Fatimah",
    "نور|Noor|Nour",
    "عبدالله|عبد الله|Abdulla|Abdullah|Abdallah|Abdulah",
    "عبداللطيف|Abdullatif|Abdul Latif",
    "صلاح الدين|صلاحالدين|Salahuddin|Salah Al-Deen|Salaheddine",
    "بوعلي|ابو علي|أبوعلي|Abu Ali|Buali|Bu Ali|Abuali",
    "عثمان|Othman|Osman|Uthman",
    "كاظم|Kadhem|Kazim|Kadhim|Kazem",
    "صالح|Saleh|Salih",
    "إسحاق|اسحاق|Ishaq",
    "يعقوب|Yaqoob|Yacoub",
    "عبدالنبي|Abdulnabi|Abdul Nabi|Abdunnabi",
    "عائشة|Aisha|Aysha|Ayesha",
    "السيد|سيد|Alsayed|Assayed|Sayed|Al-Sayed",
    "الخليفة|آل خليفة|Al Khalifa|Alkhalifa|Aal Khalifa",
    "رضا|Redha|Reza|Rida|Ridha",
    "عبد علي|عبدعلي|Abd Ali|Abdali",
    "جارالله|جار الله|Jarallah",
    "قاسم|Qassim|Kassem|Gassim",
    "وليد|Waleed|Walid",
    "إسماعيل|Isma'il|Ismaeel|Esmaeel",
    "محمد سلمان|محمد بن سلمان|محمد ابن سلمان|Mohammed bin Salman|Mohamed Salman",
)
APART = ("حسن|احمد", "Ahmed|Hamad", "سالم|صلاح", "Noor|Nasser", "Omar|Amina", "Khalid|Walid", "Jassim|Qassim")


def far(name: str) -> list[set[str]]:
    return [set(one.far) for one in sought(name).names]


@pytest.mark.parametrize("spellings", ONE_NAME)
def test_spellings_of_one_name_share_a_key(spellings: str) -> None:
    first, *others = (far(spelt) for spelt in spellings.split("|"))
    for other in others:
        assert len(first) == len(other)
        assert all(mine & theirs for mine, theirs in zip(first, other, strict=True))


@pytest.mark.parametrize("names", APART)
def test_other_names_share_none(names: str) -> None:
    one, other = (far(name)[0] for name in names.split("|"))
    assert not one & other


def near(name: str) -> set[str]:
    (one,) = sought(name).names
    return set(one.near)


@pytest.mark.parametrize(("one", "other"), [("Hassan", "Hussain"), ("Mahmood", "Mohammed"), ("Noor", "Noora")])
def test_vowels_that_tell_names_apart_do_so_where_they_are_written(one: str, other: str) -> None:
    assert not near(one) & near(other)
    assert set(far(one)[0]) & set(far(other)[0])


def test_words_typed_are_kept_without_single_letters_and_what_stands_between_names() -> None:
    assert sought("أحمد بن ي Al-Aradi").words == ("احمد", "aradi")
    assert sought("ا بن al") == Sought((), ())
    assert sought("احمد عبد").words == ("احمد", "عبد")
    assert [one.near for one in sought("احمد عبد").names] == [("احمد",), ("عبد",)]


def test_first_name_bears_each_key_once_more() -> None:
    keys = name_keys("ليلى العرادي", "Laila Alaradi")
    assert {"ليلي", f"{FIRST}ليلي", f"{NEAR}عرادي", f"{FAR}ard", f"{FIRST}{FAR}ll", f"{FIRST}laila"} <= set(keys)
    assert f"{FIRST}{FAR}ard" not in keys
    assert len(set(keys)) == len(keys)


def test_digits_sound_like_nothing() -> None:
    assert name_keys("123") == ("123", "^123")
    assert sought("123").names[0].far == ()


def test_the_likest_name_is_the_one_with_the_same_words_in_the_same_order() -> None:
    typed = "محمد علي حسن"
    assert likeness(typed, "محمد علي حسن", "Mohammed") == 1.0
    assert likeness(typed, "محمد علي احمد حسن") > likeness(typed, "حسن علي محمد")
    assert likeness("Hussain", "حسين") > likeness("Hussain", "حسن")
    assert likeness("x") == 0.0


@given(st.text(max_size=40))
def test_keys_of_whatever_is_written_need_no_escape(name: str) -> None:
    assert all(key.strip(f"{NEAR}{FAR}{FIRST}").isalnum() for key in name_keys(name))
    assert isinstance(sought(name), Sought)
