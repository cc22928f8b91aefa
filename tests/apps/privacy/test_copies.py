"""A citizen's copy holds their own rows and files, and nobody else's."""

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from tests.factories.cast import AT, Cast
from tests.factories.world import World, make_world

from iskan.apps.accounts.assurance import StrongerSignInNeeded
from iskan.apps.accounts.enums import Assurance
from iskan.apps.cases.models import CaseNote
from iskan.apps.privacy import archives, checks
from iskan.apps.privacy.archives import CopyContents
from iskan.apps.privacy.operations.copying import make_copy
from iskan.apps.privacy.queries import copies, processing
from iskan.core.personal_data import DataKind, Given, Held
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import Scope
from iskan.policy.personal_data import DECIDE

SECRETS = ("password", "session_key", "session_data", "actor", "decided_by", "asked_by", "reviewed_by", "assignee")


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast, AT)


def opened(scope: Scope, seen: list[CopyContents] | None = None) -> zipfile.ZipFile:
    """Return the archive of a citizen's copy."""

    def page(contents: CopyContents) -> str:
        if seen is not None:
            seen.append(contents)
        return "<p>صفحة</p>"

    with make_copy(scope=scope, at=AT, page=page) as made:
        return zipfile.ZipFile(io.BytesIO(made.read()))


def rows_of(archive: zipfile.ZipFile) -> dict[str, list[dict[str, Any]]]:
    return {model: table["rows"] for model, table in json.loads(archive.read("data.json")).items()}


def test_a_copy_holds_ones_own_rows_and_nobody_elses(cast: Cast, world: World) -> None:
    mine, theirs = (rows_of(opened(cast.scope(name))) for name in ("head", "stranger"))
    assert {row["reference"] for row in mine["cases.Case"]} >= {world.heads.case.reference, world.heads.draft.reference}
    assert [row["cpr"] for row in mine["accounts.User"]] == [cast.head.cpr]
    for model, rows in mine.items():
        ids = {str(row["id"]) for row in rows if "id" in row}
        assert not ids & {str(row["id"]) for row in theirs[model] if "id" in row} or model == "accounts.Delegation"
    text = json.dumps(mine)
    assert world.strangers.case.reference not in text
    assert str(cast.stranger.cpr) not in text


def test_what_officials_did_and_what_protects_a_sign_in_is_in_no_copy(cast: Cast, world: World) -> None:
    CaseNote.objects.create(case=world.heads.case, text="ملاحظة داخلية", author=cast.reviewer, at=AT)
    archive = opened(cast.scope("head"))
    assert not [name for rows in rows_of(archive).values() for row in rows for name in row if name in SECRETS]
    assert "ملاحظة داخلية" not in archive.read("data.json").decode()


def test_the_files_sent_and_issued_are_inside_under_names_that_open(cast: Cast, world: World) -> None:
    seen: list[CopyContents] = []
    archive = opened(cast.scope("head"), seen)
    sent = world.heads.attached.document
    name = next(name for name in archive.namelist() if name.startswith(f"sent/{sent.pk}"))
    with sent.file.open("rb") as kept:
        assert archive.read(name) == kept.read()
    assert any(name.startswith("issued/") and name.endswith(".pdf") for name in archive.namelist())
    assert archive.read("contents.html").decode() == "<p>صفحة</p>"
    assert {file.name for file in seen[0].files} == {*archive.namelist()} - {"data.json", "contents.html"}
    assert not {str(world.strangers.attached.document_id)} & {
        part for file in seen[0].files for part in file.name.split(".")
    }


def test_a_file_something_was_made_of_is_inside_as_it_came_too(cast: Cast, world: World) -> None:
    sent = world.heads.attached.document
    sent.sent_file.save("", ContentFile(b"as it came"), save=False)
    sent.sent_type, sent.sent_size = "image/heic", len(b"as it came")
    sent.save()
    archive = opened(cast.scope("head"))
    assert archive.read(f"sent/{sent.pk}-as-sent.heic") == b"as it came"
    row = next(row for row in rows_of(archive)["documents.Document"] if row["id"] == str(sent.pk))
    assert row["sent_type"] == "image/heic"
    assert not {"file", "sent_file"} & row.keys()


def test_files_beyond_the_bound_are_named_and_left_out(
    cast: Cast, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "COPIED_FILE_BYTES", world.heads.attached.document.size - 1)
    seen: list[CopyContents] = []
    archive = opened(cast.scope("head"), seen)
    assert [file.name for file in seen[0].left_out]
    assert not {file.name for file in seen[0].left_out} & set(archive.namelist())


@pytest.mark.usefixtures("world")
def test_a_table_with_more_rows_than_a_copy_takes_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "COPIED_ROWS", 1)
    table = json.loads(opened(cast.scope("head")).read("data.json"))["cases.Case"]
    assert len(table["rows"]) == 1
    assert not table["complete"]


def test_giving_a_copy_leaves_a_line_and_takes_an_advanced_ekey(cast: Cast, world: World) -> None:
    opened(cast.scope("head"))
    line = AuditEntry.objects.get(action="privacy.copy")
    assert (line.subject_kind, line.subject) == ("person", str(world.heads.owner.pk))
    with pytest.raises(StrongerSignInNeeded):
        opened(replace(cast.scope("head"), assurance=Assurance.STANDARD))
    assert AuditEntry.objects.filter(action="privacy.copy").count() == 1


def test_a_table_of_peoples_data_that_says_nothing_of_copies_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert copies.unsaid_tables() == ()
    assert checks.copies_are_declared() == []
    given = {held.what for held in processing.held_models() if isinstance(held.given, Given)}
    said = {what for what, _why in copies.not_given()}
    assert said
    assert not said & given
    silent = Held(
        model="some.Table", what=DECIDE.words, purpose=DECIDE, receivers=(), personal={"name": DataKind.IDENTITY}
    )
    staff = replace(silent, model="some.Staff", personal={"by": DataKind.STAFF})
    monkeypatch.setattr(copies, "held_models", lambda: (silent, staff))
    (fault,) = checks.copies_are_declared()
    assert "some.Table" in fault.msg
    assert silent.copied_fields == ("name",)
    assert staff.copied_fields == ()
