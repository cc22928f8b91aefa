"""The language spoken: that of the block, else Django's, for our words and Django's alike."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from iskan.foundation.language import speaking, spoken


def test_a_block_speaks_its_language_and_leaves_the_one_before() -> None:
    with speaking("en"):
        with speaking("ar"):
            assert (spoken(), translation.get_language(), gettext("Sign out")) == ("ar", "ar", "تسجيل الخروج")
        assert (spoken(), translation.get_language(), gettext("Sign out")) == ("en", "en", "Sign out")


def test_a_fault_in_a_block_leaves_the_language_before() -> None:
    with speaking("en"):
        with pytest.raises(ZeroDivisionError), speaking("ar"):
            raise ZeroDivisionError
        assert spoken() == translation.get_language() == "en"


@pytest.mark.parametrize(("django", "ours"), [("en", "en"), ("en-gb", "en"), ("ar", "ar"), ("fr", "ar"), (None, "ar")])
def test_outside_of_a_block_it_is_djangos(django: str | None, ours: str) -> None:
    with translation.override(django):
        assert spoken() == ours
