"""Anyone who holds a card learns whether it speaks for the ministry, and nothing that is not on it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation
from tests.apps.documents.conftest import CARD, REFERENCE, Issue
from tests.factories.cast import AT, Cast

from iskan.apps.documents import operations
from iskan.apps.documents.press.codes import new_code, shown_code
from iskan.foundation import ratelimit

LATER = AT + timedelta(days=10)
LANGUAGES = pytest.mark.parametrize("prefix", ["", "/en"], ids=["ar", "en"])


@pytest.fixture(autouse=True)
def _nobody_counted() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_ratecount")


@pytest.fixture
def anyone(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return a stranger's browser; the counts are kept apart from the test's transaction elsewhere."""
    monkeypatch.setattr(ratelimit, "count", lambda *_: 0)
    return Client()


def words_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


@LANGUAGES
def test_a_valid_card(anyone: Client, issue: Issue, prefix: str) -> None:
    issued = issue()
    answer = anyone.get(f"{prefix}/verify/{issued.token}/")
    said = words_of(answer.content)
    assert answer.status_code == 200
    assert ("This document is genuine and valid" if prefix else "الوثيقة صحيحة وسارية") in said
    assert ("Zainab A•••" if prefix else "زينب أ•••") in said
    assert ("Housing unit" if prefix else "وحدة سكنية") in said
    assert shown_code(issued.token) in said
    assert "2026" in said
    assert "1447" in said


@LANGUAGES
def test_it_tells_no_more_than_that(anyone: Client, issue: Issue, prefix: str) -> None:
    answer = anyone.get(f"{prefix}/verify/{issue().token}/")
    for secret in (CARD.cpr, REFERENCE, CARD.holder_name.ar, CARD.holder_name.en, CARD.governorate.en):
        assert secret not in answer.content.decode()


@LANGUAGES
@pytest.mark.usefixtures("makes")
def test_a_replaced_card(anyone: Client, issue: Issue, cast: Cast, prefix: str) -> None:
    issued = issue()
    operations.replace_document(scope=cast.scope("approver"), issued_id=issued.pk, reason="A child was born", at=LATER)
    answer = anyone.get(f"{prefix}/verify/{issued.token}/")
    assert answer.status_code == 200
    assert ("has been replaced" if prefix else "صدرت وثيقة أحدث") in words_of(answer.content)
    assert "A child was born" not in answer.content.decode()


@LANGUAGES
def test_a_revoked_card(anyone: Client, issue: Issue, cast: Cast, prefix: str) -> None:
    issued = issue()
    operations.revoke_document(scope=cast.scope("approver"), issued_id=issued.pk, reason="Fraud", at=LATER)
    answer = anyone.get(f"{prefix}/verify/{issued.token}/")
    said = words_of(answer.content)
    assert ("has been revoked" if prefix else "أُبطلت هذه الوثيقة") in said
    assert ("12 March" if prefix else "12\u00a0مارس").replace("\u00a0", " ") in said.replace("\u00a0", " ")
    assert "Fraud" not in said


@LANGUAGES
@pytest.mark.parametrize(
    "token", [new_code(), "nonsense", "' OR 1=1", "A" * 300], ids=["unused", "nonsense", "quote", "long"]
)
@pytest.mark.django_db
def test_an_unknown_code(anyone: Client, prefix: str, token: str) -> None:
    answer = anyone.get(f"{prefix}/verify/{token}/")
    assert answer.status_code == 404
    assert ("There is no document" if prefix else "لا توجد وثيقة بهذا الرقم") in words_of(answer.content)


def test_known_and_unknown_codes_cost_the_same(
    anyone: Client, issue: Issue, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    known, unknown = issue().token, new_code()
    anyone.get(f"/verify/{known}/")
    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's context manager
        anyone.get(f"/verify/{unknown}/")
    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's context manager
        anyone.get(f"/verify/{known}/")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/verify/", "/verify/XYZ/"])
def test_it_is_kept_nowhere(anyone: Client, path: str) -> None:
    answer = anyone.get(path)
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


@LANGUAGES
@pytest.mark.django_db
def test_the_code_may_be_typed(anyone: Client, prefix: str) -> None:
    code = new_code()
    assert "ds-input" in anyone.get(f"{prefix}/verify/").content.decode()
    answer = anyone.get(f"{prefix}/verify/", {"code": f" {shown_code(code).lower()} "})
    assert (answer.status_code, answer["Location"]) == (302, f"{prefix}/verify/{code}/")


@LANGUAGES
@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["12345", "<script>", "7KQ2-M9XW-4TPB-3C5D"])
def test_a_slip_of_the_hand_is_said_before_anything_is_looked_up(anyone: Client, prefix: str, typed: str) -> None:
    answer = anyone.get(f"{prefix}/verify/", {"code": typed})
    assert answer.status_code == 400
    assert ("That is not a verification number" if prefix else "رقم التحقق غير صحيح") in words_of(answer.content)
    assert "<script>" not in answer.content.decode()


def test_every_word_is_translated(anyone: Client, issue: Issue) -> None:
    said = words_of(anyone.get(f"/verify/{issue().token}/").content)
    body = said[said.index("الوثيقة صحيحة") :]
    latin = {word for word in re.findall(r"[A-Za-z]{3,}", body) if word.upper() != word}
    assert latin <= {"English"}


@pytest.mark.django_db(transaction=True)
def test_guessing_is_slowed_down() -> None:
    anyone = Client()
    answers = [anyone.get(f"/verify/{new_code()}/").status_code for _ in range(ratelimit.LOOK_UP.limit + 1)]
    assert answers == [404] * ratelimit.LOOK_UP.limit + [429]


def test_asking_is_reading(anyone: Client) -> None:
    with translation.override("ar"):
        assert anyone.post("/verify/").status_code == 405
