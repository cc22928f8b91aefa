"""A card is issued once, drawn and signed by a job, and later replaced or revoked, never erased."""

import hashlib
import io
import re
import threading
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from django.db import connection, connections, transaction
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django import Settings
from tests.apps.documents.conftest import CARD, REFERENCE, Issue
from tests.factories.cast import AT, Cast

from iskan.apps.documents import operations, queries
from iskan.apps.documents.contents import KINDS, as_json, from_json, shown_status
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.press.signing import SigningKeyMissing
from iskan.core.text import Text
from iskan.foundation.audit import trail_of
from iskan.foundation.jobs import worker_connector
from iskan.foundation.scope import OutOfScope

LATER = AT + timedelta(days=30)


@pytest.fixture(autouse=True)
def _no_jobs_from_before(db: None) -> None:  # noqa: ARG001 -- a fixture is asked for by name
    """Jobs of the tests that commit outlive them."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def waiting() -> list[int]:
    """Return which documents' drawings wait in the queue."""
    jobs = ProcrastinateJob.objects.filter(task_name="documents.draw_document", status="todo")
    return [job.args["issued_id"] for job in jobs.order_by("id")]


def words_of(pdf: bytes) -> set[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        words = set(re.findall(r"\w+", text.get_text_range()))
        text.close()
        page.close()
    return words


def content_of(issued: IssuedDocument) -> bytes:
    issued.refresh_from_db()
    with issued.file.open("rb") as kept:
        return bytes(kept.read())


def test_contents_survive_the_database() -> None:
    full = replace(
        CARD, category=Text(ar="الفئة الأولى", en="First category"), next_steps=(Text(ar="خطوة", en="Step"),)
    )
    assert from_json(as_json(full)) == full


def test_issuing_leaves_a_trace_and_queues_the_drawing(issue: Issue, cast: Cast) -> None:
    issued = issue()
    assert (issued.status, issued.holder, issued.issued_at, bool(issued.file)) == (
        IssueStatus.VALID,
        cast.head,
        AT,
        False,
    )
    assert waiting() == [issued.pk]
    (line,) = trail_of(subject_kind="case", subject=REFERENCE)
    assert (line.action, line.actor_role) == ("documents.issue_document", "system")
    assert CARD.cpr not in str(line.detail)
    assert CARD.holder_name.en not in str(line.detail)


def test_issuing_twice_gives_the_same_document(issue: Issue) -> None:
    assert issue() == issue()
    assert len(waiting()) == 1
    assert len(trail_of(subject_kind="case", subject=REFERENCE)) == 1


def test_a_rolled_back_decision_issues_nothing(issue: Issue) -> None:
    with transaction.atomic():
        issue()
        transaction.set_rollback(True)
    assert not IssuedDocument.objects.exists()
    assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_issue_one_document(issue: Issue) -> None:
    barrier, found = threading.Barrier(4), []

    def race() -> None:
        barrier.wait()
        try:
            found.append(issue().pk)
        finally:
            connections.close_all()

    racers = [threading.Thread(target=race) for _ in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert len(found) == 4
    assert set(found) == {IssuedDocument.objects.get().pk}
    assert len(waiting()) == 1


@pytest.mark.usefixtures("signing_key")
def test_drawing_makes_a_signed_card_with_the_holders_words(issue: Issue) -> None:
    issued = issue()
    operations.draw_document(issued_id=issued.pk, at=LATER)
    pdf = content_of(issued)
    assert issued.digest == hashlib.sha256(pdf).hexdigest()
    assert len(PdfFileReader(io.BytesIO(pdf)).embedded_signatures) == 1
    words = words_of(pdf)
    for said in (CARD.holder_name.en, CARD.cpr, "22 February 2026", "1447", "Northern Governorate"):
        assert set(re.findall(r"\w+", said)) <= words


@pytest.mark.usefixtures("signing_key")
def test_drawing_twice_keeps_the_first(issue: Issue) -> None:
    issued = issue()
    operations.draw_document(issued_id=issued.pk, at=LATER)
    first = content_of(issued)
    operations.draw_document(issued_id=issued.pk, at=LATER)
    assert content_of(issued) == first


def test_without_a_key_nothing_is_stored_and_the_job_may_come_back(issue: Issue, settings: Settings) -> None:
    settings.ISKAN_SIGNING_KEY = "/nowhere/key.pem"
    issued = issue()
    with pytest.raises(SigningKeyMissing, match="make-certificate"):
        operations.draw_document(issued_id=issued.pk, at=LATER)
    issued.refresh_from_db()
    assert not issued.file


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("signing_key")
def test_the_worker_draws_what_was_issued(issue: Issue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    issued = issue()
    with app.replace_connector(worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1)
    assert content_of(issued).startswith(b"%PDF-")
    assert waiting() == []


def test_what_was_never_drawn_is_queued_again_once(issue: Issue) -> None:
    issued = issue()
    assert operations.draw_what_is_missing(at=AT + timedelta(minutes=5)) == 0
    assert operations.draw_what_is_missing(at=AT + timedelta(minutes=15)) == 1
    assert waiting() == [issued.pk]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    operations.draw_what_is_missing(at=AT + timedelta(minutes=15))
    assert waiting() == [issued.pk]


@pytest.fixture
def _officials_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iskan.apps.documents.rules._officials_see_case", [lambda *_: True])


@pytest.mark.usefixtures("_officials_see_it")
class TestEnding:
    def test_a_replaced_document_gives_way_to_a_new_one(self, issue: Issue, cast: Cast) -> None:
        old = issue()
        new = operations.replace_document(
            scope=cast.scope("approver"),
            issued_id=old.pk,
            contents=replace(CARD, household_count=6),
            reason=" مولود جديد ",
            at=LATER,
        )
        old.refresh_from_db()
        assert (old.status, old.status_changed_at, old.status_reason) == (IssueStatus.REPLACED, LATER, "مولود جديد")
        assert (new.status, new.holder, new.case_reference) == (IssueStatus.VALID, cast.head, REFERENCE)
        assert from_json(new.contents).household_count == 6
        assert from_json(old.contents).household_count == 5
        assert new.token != old.token
        assert waiting() == [old.pk, new.pk]
        lines = queries.issued_for(cast.scope("head"), REFERENCE)
        assert [(line.id, line.status) for line in lines] == [
            (new.pk, IssueStatus.VALID),
            (old.pk, IssueStatus.REPLACED),
        ]
        assert trail_of(subject_kind="case", subject=REFERENCE)[-1].detail["replaces"] == old.pk

    def test_a_revoked_document_stays_and_says_so(self, issue: Issue, cast: Cast) -> None:
        issued = issue()
        operations.revoke_document(scope=cast.scope("supervisor"), issued_id=issued.pk, reason="Fraud", at=LATER)
        issued.refresh_from_db()
        assert (issued.status, issued.status_changed_at) == (IssueStatus.REVOKED, LATER)
        assert trail_of(subject_kind="case", subject=REFERENCE)[-1].action == "documents.revoke_document"

    def test_after_revoking_a_new_one_may_be_issued(self, issue: Issue, cast: Cast) -> None:
        old = issue()
        operations.revoke_document(scope=cast.scope("approver"), issued_id=old.pk, reason="Wrong name", at=LATER)
        assert issue() != old

    @pytest.mark.parametrize("role", ["head", "reviewer", "auditor", "administrator", "anonymous"])
    def test_only_who_decides_ends_a_document(self, issue: Issue, cast: Cast, role: str) -> None:
        issued = issue()
        with pytest.raises(operations.NotYoursToChange):
            operations.revoke_document(scope=cast.scope(role), issued_id=issued.pk, reason="because", at=LATER)
        issued.refresh_from_db()
        assert issued.status == IssueStatus.VALID

    @pytest.mark.parametrize("reason", ["", "  ", "\u200f"])
    def test_ending_takes_a_reason(self, issue: Issue, cast: Cast, reason: str) -> None:
        with pytest.raises(operations.ReasonMissing):
            operations.revoke_document(scope=cast.scope("approver"), issued_id=issue().pk, reason=reason, at=LATER)

    def test_what_ended_does_not_end_again(self, issue: Issue, cast: Cast) -> None:
        issued = issue()
        operations.revoke_document(scope=cast.scope("approver"), issued_id=issued.pk, reason="Fraud", at=LATER)
        with pytest.raises(operations.DocumentNotValid):
            operations.replace_document(
                scope=cast.scope("approver"), issued_id=issued.pk, contents=CARD, reason="again", at=LATER
            )

    def test_what_does_not_exist_cannot_end(self, cast: Cast) -> None:
        with pytest.raises(OutOfScope):
            operations.revoke_document(scope=cast.scope("approver"), issued_id=1, reason="x", at=LATER)


def test_an_approver_elsewhere_does_not_learn_that_it_exists(
    issue: Issue, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iskan.apps.documents.rules._officials_see_case", [lambda *_: False])
    with pytest.raises(OutOfScope):
        operations.revoke_document(scope=cast.scope("approver"), issued_id=issue().pk, reason="x", at=LATER)


class TestVerification:
    def test_it_shows_what_the_paper_shows_and_no_more(self, issue: Issue) -> None:
        issued = issue()
        found = queries.verification_of(issued.token)
        assert found is not None
        assert found.holder == Text(ar="زينب أ••• ا•••", en="Zainab A••• A••• M•••")
        assert (found.status, found.programme, found.issued_at) == (IssueStatus.VALID, CARD.programme, AT)
        for secret in (CARD.cpr, REFERENCE, CARD.holder_name.en, CARD.governorate.en):
            assert secret not in repr(found)

    @pytest.mark.parametrize("typed", ["lower", "dashes", "spaces", "arabic"])
    def test_however_it_is_typed(self, issue: Issue, typed: str) -> None:
        token = issue().token
        ways = {
            "lower": token.lower(),
            "dashes": "-".join(token[i : i + 4] for i in range(0, 16, 4)),
            "spaces": f" {token[:8]} {token[8:]} ",
            "arabic": token.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        }
        assert queries.verification_of(ways[typed]) is not None

    @pytest.mark.parametrize("typed", ["", "x", "7KQ2M9XW4TPB3C5D", "' OR 1=1 --", "\x00", "7" * 500])
    def test_anything_else_stands_for_nothing_at_the_same_cost(
        self, issue: Issue, typed: str, django_assert_num_queries: pytest.FixtureRequest
    ) -> None:
        token = issue().token
        with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's context manager
            assert queries.verification_of(typed) is None
        with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's context manager
            assert queries.verification_of(token) is not None

    @pytest.mark.parametrize(
        ("name", "shown"), [("", ""), ("Maryam", "Maryam"), ("علي  حسن", "علي ح•••"), ("Ali bin Isa", "Ali b••• I•••")]
    )
    def test_masking(self, name: str, shown: str) -> None:
        assert queries.masked(name) == shown


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("entitlement_card", ("سارية", "مُستبدلة", "ملغاة")),
        ("nomination_certificate", ("سارية", "مُستبدلة", "ملغاة")),
        ("usufruct_contract", ("سارٍ", "مُستبدل", "ملغى")),
    ],
)
def test_the_words_of_a_status_agree_with_the_name_of_the_document(template: str, words: tuple[str, ...]) -> None:
    with translation.override("ar"):
        assert tuple(str(shown_status(status, template).label) for status in IssueStatus) == words
    with translation.override("en"):
        assert [shown_status(status, template).label for status in IssueStatus] == ["Valid", "Replaced", "Revoked"]


def test_every_kind_says_how_it_stands_whatever_that_is() -> None:
    for template in KINDS:
        for status in IssueStatus:
            assert shown_status(status, template).value == status.value
