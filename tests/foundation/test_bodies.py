"""A body over its budget, as the page tells it."""

import pytest
from django.test import Client

from iskan.foundation.bodies import TOO_LARGE


@pytest.mark.parametrize(("path", "words"), [("/sign-in/", "ما أُرسل أكبر"), ("/en/sign-in/", "Too much was sent")])
@pytest.mark.django_db
def test_what_is_too_large_is_told_in_the_readers_language(path: str, words: str) -> None:
    answer = Client().post(path, **{TOO_LARGE: True})  # type: ignore[arg-type] # the mark stands in the environment
    assert answer.status_code == 413
    assert words in answer.content.decode()


def test_a_program_is_told_of_it_in_problem_details() -> None:
    path = "/api/v1/services/new_housing_application/eligibility"
    answer = Client().post(path, **{TOO_LARGE: True})  # type: ignore[arg-type] # likewise
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert answer.json()["error"] == "request_entity_too_large"
