"""Names written as search vectors are what PostgreSQL makes of them."""

import pytest
from django.db import connection

from iskan.apps.households.operations import folded_names
from iskan.demo.vectors import lexemes, search_vector
from iskan.integrations.synthetic.families import people

NAMES = [(person.name_ar, person.name_en) for _, person in people(seed=7, people=1500)]
ODD = [("عبد-الله", "Al-Mubarak  Isa"), ("أحـمَد", "O'Neil"), ("", ""), ("آل خليفة", "René")]


@pytest.mark.django_db
def test_vector_is_postgresqls_own() -> None:
    with connection.cursor() as cursor:
        for name_ar, name_en in NAMES:
            cursor.execute(
                "SELECT %s::tsvector = to_tsvector('simple', %s)",
                [search_vector(name_ar, name_en), folded_names(name_ar, name_en)],
            )
            assert cursor.fetchone() == (True,), (name_ar, name_en)


@pytest.mark.django_db
@pytest.mark.parametrize(("name_ar", "name_en"), ODD)
def test_vector_of_odd_names_can_be_read(name_ar: str, name_en: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector IS NOT NULL", [search_vector(name_ar, name_en)])
        assert cursor.fetchone() == (True,)


def test_hyphenated_word_is_found_whole_and_in_parts() -> None:
    assert lexemes("Al-Mubarak") == ("al-mubarak", "al", "mubarak")
    assert lexemes("...") == ()
