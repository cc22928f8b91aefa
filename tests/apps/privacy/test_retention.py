"""What is due is erased and proved, what is held or not configured stays, and nothing else goes with it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.figures import approve_figure
from tests.factories.filed import inserted_case
from tests.factories.journeys import document

from iskan.apps.accounts.models import ContactChange
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases import retention as of_cases
from iskan.apps.cases.models import Case, CaseFact, EvidenceItem, ExceptionEntry
from iskan.apps.cases.operations.drafting import discard_draft, expire_draft, start_case
from iskan.apps.cases.operations.evidence import remove_evidence
from iskan.apps.cases.operations.holding import CaseHeld, lift_hold, place_hold
from iskan.apps.documents import queries as documents
from iskan.apps.documents.erased import FileErased
from iskan.apps.documents.models import Document
from iskan.apps.notifications.models import Message
from iskan.apps.privacy.models import Erasure, ErasureRun
from iskan.apps.privacy.operations.erasing import ErasureIncomplete, digest_of, erase_due, list_digest
from iskan.apps.privacy.queries.retention import due_now, erasers, newest_runs
from iskan.apps.privacy.tasks import erase_due as nightly
from iskan.core.refusal import ReasonMissing
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import SYSTEM, OutOfScope
from iskan.policy.messages import ERASED
from iskan.policy.retention import RULES

LATER = AT + timedelta(days=31)
Committed = Callable[..., AbstractContextManager[list[Callable[[], object]]]]


@pytest.fixture
def configured(cast: Cast) -> None:
    """Let every rule have a figure: thirty days."""
    for rule in RULES.values():
        approve_figure(rule.days, 30, cast)


def refused_case(cast: Cast, number: int = 1, stage: str = "rejected") -> tuple[Case, EvidenceItem]:
    case = inserted_case(number, cast.requests, stage=stage, closed_at=AT)
    item = EvidenceItem.objects.create(
        case=case, code="salary_statement", document=document(case.applicant), added_at=AT
    )
    for register in ("land_registry", ""):
        CaseFact.objects.create(
            case=case, code=f"fact_{register}", value=1, register=register, source_ar="س", source_en="s", at=AT
        )
    return case, item


def names(code: str) -> tuple[str, ...]:
    return next(due.names for due in due_now(LATER) if due.eraser.rule.code == code)


def test_every_rule_is_carried_out_by_an_app() -> None:
    assert {eraser.rule.code for eraser in erasers()} == set(RULES)


def test_without_a_figure_nothing_is_erased(cast: Cast) -> None:
    _case, item = refused_case(cast)
    assert erase_due(at=AT + timedelta(days=40_000)) is None
    assert Document.objects.get(pk=item.document_id).file
    assert {due.days for due in due_now(LATER)} == {None}


@pytest.mark.usefixtures("configured")
def test_files_of_a_refused_case_leave_the_store(cast: Cast, django_capture_on_commit_callbacks: Committed) -> None:
    case, item = refused_case(cast)
    granted, kept = refused_case(cast, 2, stage="approved")
    name = str(item.document.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        run = erase_due(at=LATER)
    assert run is not None
    assert not default_storage.exists(name)
    assert default_storage.exists(str(kept.document.file.name))
    erased = Document.objects.get(pk=item.document_id)
    assert (str(erased.file), erased.original_name, erased.digest) == ("", "", item.document.digest)
    assert not case.facts.exclude(register="").exists()
    assert case.facts.filter(register="").exists()
    assert not granted.facts.exclude(register="").exists()
    for scope in (scope_of(case.applicant, TODAY), cast.scope("auditor")):
        with pytest.raises(FileErased):
            documents.document_for(scope, item.document_id)
    with pytest.raises(OutOfScope):
        documents.document_for(cast.scope("head"), item.document_id)
    assert erase_due(at=LATER) is None


@pytest.mark.usefixtures("configured")
def test_a_run_is_proved_by_digests_and_holds_no_name(cast: Cast) -> None:
    case, item = refused_case(cast)
    run = erase_due(at=LATER)
    assert run is not None
    of_file = digest_of("refused_uploads", str(item.document_id))
    assert Erasure.objects.get(run=run, rule="refused_uploads").digest == of_file
    line = AuditEntry.objects.get(action="retention.run")
    assert line.detail["erased"]["refused_uploads"] == {"count": 1, "digest": list_digest([of_file])}
    assert case.reference not in str(line.detail)
    (told,) = newest_runs()
    assert {(rule.code, count) for rule, count in told.counts} == {("refused_uploads", 1), ("register_answers", 1)}
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasure.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        ErasureRun.objects.update(at=LATER)


@pytest.mark.usefixtures("configured")
def test_a_hold_and_an_open_review_keep_a_case(cast: Cast) -> None:
    case, item = refused_case(cast)
    place_hold(scope=SYSTEM, reference=case.reference, reason="دعوى منظورة", at=AT)
    place_hold(scope=SYSTEM, reference=case.reference, reason="أخرى", at=AT)
    assert names("refused_uploads") == names("register_answers") == ()
    assert lift_hold(scope=SYSTEM, reference=case.reference, at=AT)
    assert not lift_hold(scope=SYSTEM, reference=case.reference, at=AT)
    review = inserted_case(3, cast.requests, about=case)
    assert names("refused_uploads") == ()
    Case.objects.filter(pk=review.pk).update(closed_at=LATER)
    assert names("refused_uploads") == (str(item.document_id),)
    with pytest.raises(ReasonMissing):
        place_hold(scope=SYSTEM, reference=case.reference, reason=" ", at=AT)
    with pytest.raises(OutOfScope):
        lift_hold(scope=SYSTEM, reference="NONE", at=AT)


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("rule", ["refused_uploads", "register_answers"])
def test_a_hold_placed_after_a_case_was_found_due_keeps_it(cast: Cast, rule: str) -> None:
    case, item = refused_case(cast)
    (due,) = [due for due in due_now(LATER) if due.eraser.rule.code == rule]
    place_hold(scope=SYSTEM, reference=case.reference, reason="دعوى منظورة", at=AT)
    assert due.names
    assert not any(due.eraser.erase(name, LATER) for name in due.names)
    assert Document.objects.get(pk=item.document_id).file
    assert case.facts.exclude(register="").exists()


def test_a_held_draft_is_emptied_neither_by_its_owner_nor_by_time(cast: Cast) -> None:
    scope = cast.scope("head")
    draft = start_case(scope=scope, service_code="update_contact_details", at=AT)
    item = EvidenceItem.objects.create(case=draft, code="x", document=document(cast.head), added_at=AT)
    place_hold(scope=SYSTEM, reference=draft.reference, reason="دعوى منظورة", at=AT)
    with pytest.raises(CaseHeld):
        discard_draft(scope=scope, reference=draft.reference, at=AT)
    with pytest.raises(CaseHeld):
        remove_evidence(scope=scope, reference=draft.reference, item_id=item.pk, at=AT)
    assert not expire_draft(reference=draft.reference, at=LATER)
    assert Document.objects.get(pk=item.document_id).file
    lift_hold(scope=SYSTEM, reference=draft.reference, at=AT)
    assert expire_draft(reference=draft.reference, at=LATER)


@pytest.mark.usefixtures("configured")
def test_a_file_another_case_or_an_exception_rests_on_stays(cast: Cast) -> None:
    case, item = refused_case(cast)
    other = inserted_case(2, cast.requests)
    used_again = EvidenceItem.objects.create(case=other, code="salary_statement", document=item.document, added_at=AT)
    assert names("refused_uploads") == ()
    used_again.delete()
    ExceptionEntry.objects.create(
        case=case, kind="order", ground="other", explanation="سبب", document=item.document,
        decided_by=cast.supervisor, decided_at=AT,
    )  # fmt: skip
    assert names("refused_uploads") == ()


@pytest.mark.usefixtures("configured")
def test_drafts_left_behind_forget_what_was_in_them(cast: Cast, django_capture_on_commit_callbacks: Committed) -> None:
    left = start_case(scope=cast.scope("head"), service_code="update_contact_details", at=AT)
    lately = start_case(scope=cast.scope("stranger"), service_code="update_contact_details", at=LATER)
    loose = document(cast.head)
    item = EvidenceItem.objects.create(case=left, code="x", document=document(cast.head, LATER), added_at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        erase_due(at=LATER)
    left.refresh_from_db()
    assert left.closed_at == LATER
    assert left.application.answers == {}
    assert not Document.objects.filter(pk=item.document_id).exists()
    assert not default_storage.exists(str(item.document.file.name))
    assert not Document.objects.get(pk=loose.pk).file
    assert Case.objects.get(pk=lately.pk).closed_at is None
    assert not expire_draft(reference=left.reference, at=LATER)


@pytest.mark.usefixtures("configured")
def test_settled_changes_and_words_of_messages_go_and_that_they_were_stays(cast: Cast) -> None:
    changes = [
        ContactChange.objects.create(
            user=cast.head, phone="+97336000000", asked_at=AT, due_at=AT, outcome=outcome, ended_at=ended
        )
        for outcome, ended in (("applied", AT), ("", None))
    ]
    message = Message.objects.create(
        user=cast.head, event="e", subject_ar="س", subject_en="s", body_ar="ن", body_en="b", created_at=AT
    )
    erase_due(at=LATER)
    assert [change.phone for change in ContactChange.objects.order_by("pk")] == ["", changes[1].phone]
    message.refresh_from_db()
    assert (message.subject_ar, message.event) == (ERASED.ar, "e")
    assert erase_due(at=LATER) is None


@pytest.mark.usefixtures("configured")
def test_what_cannot_be_erased_holds_up_nothing_else(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case, _item = refused_case(cast)

    def fails(**_given: object) -> bool:
        raise DatabaseError

    monkeypatch.setattr(of_cases, "erase_file", fails)
    with pytest.raises(ErasureIncomplete):
        erase_due(at=LATER)
    assert not case.facts.exclude(register="").exists()
    assert not Erasure.objects.filter(rule="refused_uploads").exists()


def test_the_command_lists_without_changing_and_holds_cases(cast: Cast) -> None:
    case, item = refused_case(cast)
    for rule in RULES.values():
        approve_figure(rule.days, 30, cast)
    assert str(item.document_id) in _said("retention", "--dry-run")
    assert Document.objects.get(pk=item.document_id).file
    _said("hold", case.reference, "--reason", "دعوى منظورة")
    assert "0 erased" in _said("retention")
    _said("lift-hold", case.reference)
    nightly(timestamp=0)
    assert not Document.objects.get(pk=item.document_id).file
    with pytest.raises(CommandError):
        _said("lift-hold", "NONE")


def _said(*words: str) -> str:
    out = StringIO()
    call_command("privacy", *words, stdout=out)
    return out.getvalue()
