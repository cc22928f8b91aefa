"""A card is issued once, drawn and signed by a job, and later replaced or revoked, never erased."""

import hashlib
import io
import re
import threading
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django import Settings
from tests.apps.documents.conftest import CARD, CARD_NAME, REFERENCE, Issue, Makes
from tests.factories.cast import AT, Cast

from iskan.apps.documents import kinds, operations, queries
from iskan.apps.documents.enums import FeminineValidity, IssueStatus, Validity
from iskan.apps.documents.kinds import as_json, from_json, kind_of
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations.issuing import NameMissing
from iskan.apps.documents.press.signing import SigningKeyMissing
from iskan.core.refusal import ReasonMissing
from iskan.core.text import Text
from iskan.foundation.audit import trail_of
from iskan.foundation.jobs import worker_connector
from iskan.foundation.scope import SYSTEM, OutOfScope

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
    assert from_json(as_json(full), "entitlement_card") == full


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
    def test_a_replaced_document_gives_way_to_a_new_one(self, issue: Issue, cast: Cast, makes: Makes) -> None:
        old = issue()
        makes(replace(CARD, household_count=6))
        new = operations.replace_document(
            scope=cast.scope("approver"),
            issued_id=old.pk,
            reason=" مولود جديد ",
            at=LATER,
        )
        old.refresh_from_db()
        assert (old.status, old.status_changed_at, old.status_reason) == (IssueStatus.REPLACED, LATER, "مولود جديد")
        assert (new.status, new.holder, new.case_reference) == (IssueStatus.VALID, cast.head, REFERENCE)
        assert new.contents["household_count"] == 6
        assert old.contents["household_count"] == 5
        assert new.token != old.token
        assert waiting() == [old.pk, new.pk]
        lines = queries.issued_for(cast.scope("head"), REFERENCE, LATER.date())
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
        with pytest.raises(ReasonMissing):
            operations.revoke_document(scope=cast.scope("approver"), issued_id=issue().pk, reason=reason, at=LATER)

    def test_what_ended_does_not_end_again(self, issue: Issue, cast: Cast) -> None:
        issued = issue()
        operations.revoke_document(scope=cast.scope("approver"), issued_id=issued.pk, reason="Fraud", at=LATER)
        with pytest.raises(operations.DocumentNotValid):
            operations.replace_document(scope=cast.scope("approver"), issued_id=issued.pk, reason="again", at=LATER)

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
        found = queries.verification_of(issued.token, AT.date())
        assert found is not None
        assert found.holder == Text(ar="زينب أ••• ا•••", en="Zainab A••• A••• M•••")
        assert (found.validity, found.name, found.issued_at) == (Validity.VALID, CARD_NAME, AT)
        assert [line.value for line in found.compared] == [CARD.programme]
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
        assert queries.verification_of(ways[typed], AT.date()) is not None

    @pytest.mark.parametrize("typed", ["", "x", "7KQ2M9XW4TPB3C5D", "' OR 1=1 --", "\x00", "7" * 500])
    def test_anything_else_stands_for_nothing_at_the_same_cost(
        self, issue: Issue, typed: str, django_assert_num_queries: pytest.FixtureRequest
    ) -> None:
        token = issue().token
        with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's context manager
            assert queries.verification_of(typed, AT.date()) is None
        with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's context manager
            assert queries.verification_of(token, AT.date()) is not None

    @pytest.mark.parametrize(
        ("name", "shown"), [("", ""), ("Maryam", "Maryam"), ("علي  حسن", "علي ح•••"), ("Ali bin Isa", "Ali b••• I•••")]
    )
    def test_masking(self, name: str, shown: str) -> None:
        assert queries.masked(name) == shown


class TestKinds:
    def test_nobody_reads_as_a_kind_that_is_not_registered(self) -> None:
        with pytest.raises(kinds.UnknownKind, match="nothing"):
            from_json(as_json(CARD), "nothing")

    def test_a_kind_is_registered_once(self) -> None:
        with pytest.raises(RuntimeError, match="twice"):
            kinds.register(kind_of("entitlement_card"))

    @pytest.mark.usefixtures("_officials_see_it")
    def test_a_kind_without_a_maker_offers_no_replacement_and_keeps_its_document(
        self, issue: Issue, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        issued = issue()
        unmade = replace(kind_of("entitlement_card"), make=None)
        monkeypatch.setitem(kinds._kinds, "entitlement_card", unmade)
        (line,) = queries.issued_for(cast.scope("approver"), REFERENCE, LATER.date())
        assert (line.may_be_changed, line.may_be_replaced) == (True, False)
        with pytest.raises(operations.NoReplacement):
            operations.replace_document(scope=cast.scope("approver"), issued_id=issued.pk, reason="x", at=LATER)
        issued.refresh_from_db()
        assert issued.status == IssueStatus.VALID

    def test_a_kind_its_service_names_is_not_issued_without_a_name(self, cast: Cast) -> None:
        with pytest.raises(NameMissing, match="entitlement_card"):
            operations.issue_document(
                scope=SYSTEM, code="x", template="entitlement_card", case_reference=REFERENCE, holder_id=cast.head.pk,
                contents=CARD, at=AT,
            )  # fmt: skip


class TestTerms:
    TERM = operations.Term(valid_from=date(2026, 4, 1), valid_until=date(2027, 4, 1), renewable_from=date(2027, 3, 2))

    @pytest.mark.parametrize(
        ("on", "validity", "may_be_renewed"),
        [
            (date(2026, 3, 31), Validity.NOT_YET, False),
            (date(2026, 4, 1), Validity.VALID, False),
            (date(2027, 3, 1), Validity.VALID, False),
            (date(2027, 3, 2), Validity.VALID, True),
            (date(2027, 4, 1), Validity.VALID, True),
            (date(2027, 4, 2), Validity.LAPSED, True),
        ],
    )
    def test_a_document_holds_on_the_days_of_its_term(
        self, issue: Issue, cast: Cast, on: date, validity: Validity, *, may_be_renewed: bool
    ) -> None:
        issued = issue(term=self.TERM)
        (line,) = queries.issued_for(cast.scope("head"), REFERENCE, on)
        found = queries.verification_of(issued.token, on)
        assert found is not None
        assert (line.status.value, found.validity, line.may_be_renewed) == (validity.value, validity, may_be_renewed)

    def test_without_a_term_it_holds_until_revoked(self, issue: Issue) -> None:
        found = queries.verification_of(issue().token, date(2099, 1, 1))
        assert found is not None
        assert (found.validity, found.valid_from, found.valid_until) == (Validity.VALID, AT.date(), None)

    @pytest.mark.usefixtures("_officials_see_it", "makes")
    def test_a_replacement_holds_no_longer_than_what_it_replaces(self, issue: Issue, cast: Cast) -> None:
        old = issue(term=self.TERM)
        new = operations.replace_document(scope=cast.scope("approver"), issued_id=old.pk, reason="x", at=LATER)
        assert (
            operations.Term(valid_from=new.valid_from, valid_until=new.valid_until, renewable_from=new.renewable_from)
            == self.TERM
        )
        assert not queries.issued_for(cast.scope("head"), REFERENCE, date(2027, 3, 5))[1].may_be_renewed

    def test_it_cannot_end_before_it_begins(self, issue: Issue) -> None:
        with pytest.raises(ValueError, match="cannot hold"):
            operations.Term(valid_from=date(2026, 4, 1), valid_until=date(2026, 3, 1))
        issued = issue(term=self.TERM)
        with pytest.raises(IntegrityError, match="holds_for_a_day"), transaction.atomic():
            IssuedDocument.objects.filter(pk=issued.pk).update(valid_until=date(2026, 3, 31))


def test_the_words_of_a_state_agree_with_the_name_of_the_document() -> None:
    with translation.override("ar"):
        assert [str(state.label) for state in FeminineValidity] == [
            *("لم يبدأ سريانها", "سارية", "منتهية الصلاحية", "مُستبدلة", "مُبطلة")
        ]
        assert [str(state.label) for state in Validity] == [
            *("لم يبدأ سريانه", "سارٍ", "منتهي الصلاحية", "مُستبدل", "مُبطل")
        ]
    assert [state.value for state in Validity] == [state.value for state in FeminineValidity]
