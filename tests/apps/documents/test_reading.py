"""Who opens what, and what the trail says of it."""

import io
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.apps.documents import samples
from tests.apps.documents.conftest import REFERENCE, Issue, Send, files_in
from tests.factories.cast import AT, TODAY, Cast

from iskan.apps.documents import operations, queries, rules
from iskan.apps.documents.enums import PreviewSize
from iskan.apps.documents.previews import PageUndrawable
from iskan.foundation.audit import trail_of
from iskan.foundation.scope import OutOfScope, Scope

OWN = ["head", "delegate"]
OFFICIALS = ["reviewer", "approver", "supervisor", "auditor"]
OTHERS = ["stranger", "administrator", "outsider", "anonymous"]


@pytest.fixture
def _only_requests(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the officials of one department, and the auditor, see what there is."""

    def sees(scope: Scope, _what: UUID | str) -> bool:
        return scope.sees_all_departments or cast.requests.pk in scope.department_ids

    monkeypatch.setattr(rules, "_officials_see_document", [sees])
    monkeypatch.setattr(rules, "_officials_see_case", [sees])


@pytest.mark.usefixtures("_only_requests")
class TestPermission:
    @pytest.mark.parametrize("role", OWN + OFFICIALS)
    def test_those_concerned_open_it(self, send: Send, issue: Issue, cast: Cast, role: str) -> None:
        document, issued = send(samples.jpeg()), issue()
        assert queries.document_for(cast.scope(role), document.pk) == document
        assert queries.issued_document_for(cast.scope(role), issued.pk) == issued
        assert [line.id for line in queries.issued_for(cast.scope(role), REFERENCE, TODAY)] == [issued.pk]

    @pytest.mark.parametrize("role", OTHERS)
    def test_nobody_else_is_told_that_it_exists(self, send: Send, issue: Issue, cast: Cast, role: str) -> None:
        document, issued = send(samples.jpeg()), issue()
        with pytest.raises(OutOfScope):
            queries.document_for(cast.scope(role), document.pk)
        with pytest.raises(OutOfScope):
            queries.issued_document_for(cast.scope(role), issued.pk)
        assert queries.issued_for(cast.scope(role), REFERENCE, TODAY) == ()

    def test_the_system_opens_what_was_issued_and_nobodys_upload(self, send: Send, issue: Issue, cast: Cast) -> None:
        document, issued = send(samples.jpeg()), issue()
        assert queries.issued_document_for(cast.scope("system"), issued.pk) == issued
        assert [line.id for line in queries.issued_for(cast.scope("system"), REFERENCE, TODAY)] == [issued.pk]
        with pytest.raises(OutOfScope):
            queries.document_for(cast.scope("system"), document.pk)

    @pytest.mark.parametrize("role", ["head", "auditor"])
    def test_what_does_not_exist_is_out_of_scope_too(self, cast: Cast, role: str) -> None:
        with pytest.raises(OutOfScope):
            queries.document_for(cast.scope(role), uuid4())
        with pytest.raises(OutOfScope):
            queries.issued_document_for(cast.scope(role), 1)

    @pytest.mark.parametrize(("role", "lines"), [("head", 0), ("delegate", 0), ("reviewer", 2), ("auditor", 2)])
    def test_an_official_leaves_a_trace_at_each_reading(self, send: Send, cast: Cast, role: str, lines: int) -> None:
        document = send(samples.pdf_bytes(samples.blank_pdf(2)))
        scope = cast.scope(role)
        operations.read_document(scope=scope, document_id=document.pk, at=AT)
        operations.read_page(scope=scope, document_id=document.pk, page=2, size=PreviewSize.PAGE, at=AT)
        trail = trail_of(subject_kind="document", subject=str(document.pk))[1:]
        assert [(line.action, line.actor_id) for line in trail] == [("documents.read_document", scope.user_id)] * lines
        assert [line.detail for line in trail] == [{}, {"page": 2}][:lines]

    @pytest.mark.parametrize(("role", "lines"), [("head", 0), ("approver", 1)])
    def test_so_does_the_reading_of_what_was_issued(self, issue: Issue, cast: Cast, role: str, lines: int) -> None:
        issued = issue()
        issued.file.save("", ContentFile(b"%PDF-"))
        assert operations.read_issued(scope=cast.scope(role), token=issued.token, at=AT) == issued
        trail = trail_of(subject_kind="case", subject=REFERENCE)[1:]
        assert [line.action for line in trail] == ["documents.read_issued"] * lines


def test_until_someone_says_which_officials_see_none_do(
    send: Send, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = send(samples.jpeg())
    monkeypatch.setattr(rules, "_officials_see_document", [])
    with pytest.raises(OutOfScope):
        queries.document_for(cast.scope("auditor"), document.pk)


def test_an_official_opens_what_they_sent_for_themselves(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_officials_see_document", [])
    document = operations.receive_upload(
        scope=cast.scope("approver"),
        owner_id=cast.approver.pk,
        uploaded=SimpleUploadedFile("ground.pdf", samples.pdf_bytes()),
        at=AT,
    )
    assert queries.document_for(cast.scope("approver"), document.pk) == document
    with pytest.raises(OutOfScope):
        queries.document_for(cast.scope("reviewer"), document.pk)


def test_registering_who_sees(cast: Cast, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    document = send(samples.jpeg())
    monkeypatch.setattr(rules, "_officials_see_document", [])
    rules.officials_see_document(lambda _scope, document_id: document_id == document.pk)
    assert queries.document_for(cast.scope("reviewer"), document.pk) == document


def test_what_is_not_drawn_yet_cannot_be_read(issue: Issue, cast: Cast) -> None:
    with pytest.raises(operations.NotReadyYet):
        operations.read_issued(scope=cast.scope("head"), token=issue().token, at=AT)


@pytest.fixture
def two_pages(send: Send) -> UUID:
    pdf = samples.blank_pdf(2)
    pdf.pages[1].mediabox = [0, 0, 842, 595]
    return send(samples.pdf_bytes(pdf)).pk


def drawn(cast: Cast, document_id: UUID, page: int, size: PreviewSize = PreviewSize.PAGE) -> Image.Image:
    content = operations.read_page(scope=cast.scope("head"), document_id=document_id, page=page, size=size, at=AT)
    return Image.open(io.BytesIO(content))


def test_pages_of_a_pdf_are_drawn_as_pictures(cast: Cast, two_pages: UUID) -> None:
    upright, lying = drawn(cast, two_pages, 1), drawn(cast, two_pages, 2)
    assert (upright.format, lying.format) == ("JPEG", "JPEG")
    assert [upright.width, lying.width] == pytest.approx([PreviewSize.PAGE] * 2, abs=1)
    assert upright.height == pytest.approx(PreviewSize.PAGE * 842 / 595, abs=2)
    assert lying.height == pytest.approx(PreviewSize.PAGE * 595 / 842, abs=2)


def test_a_page_is_drawn_once(cast: Cast, two_pages: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn(cast, two_pages, 1)
    monkeypatch.setattr("iskan.apps.documents.previews.draw_page", None)
    assert drawn(cast, two_pages, 1).tobytes() == first.tobytes()
    assert len([name for name in files_in(default_storage) if name.startswith("previews/")]) == 1


def test_a_page_nobody_can_draw_is_told_so_and_not_tried_again(
    cast: Cast, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = send(samples.pdf_bytes(samples.blank_pdf(2)))
    with default_storage.open(str(document.file.name), "wb") as kept:
        kept.write(b"%PDF-1.7 and no more")
    for _ in range(2):
        with pytest.raises(PageUndrawable):
            drawn(cast, document.pk, 2)
        monkeypatch.setattr("iskan.apps.documents.previews.draw_page", None)


@pytest.mark.parametrize("page", [0, 3, -1])
def test_there_are_no_other_pages(cast: Cast, two_pages: UUID, page: int) -> None:
    with pytest.raises(operations.PageMissing):
        drawn(cast, two_pages, page)


@pytest.mark.parametrize(("size", "width"), [(PreviewSize.PAGE, 1600), (PreviewSize.THUMBNAIL, 240)])
def test_pictures_have_previews_too(cast: Cast, send: Send, size: PreviewSize, width: int) -> None:
    document = send(samples.jpeg(samples.scan(3000, 2000)))
    assert drawn(cast, document.pk, 1, size).size == (width, round(width * 2 / 3))


def test_a_picture_smaller_than_its_preview_is_not_blown_up(cast: Cast, send: Send) -> None:
    assert drawn(cast, send(samples.jpeg(samples.scan(300, 200))).pk, 1).size == (300, 200)


def test_a_page_as_tall_as_a_tower_is_drawn_within_bounds(cast: Cast, send: Send) -> None:
    pdf = samples.blank_pdf()
    pdf.pages[0].mediabox = [0, 0, 10, 14000]
    assert drawn(cast, send(samples.pdf_bytes(pdf)).pk, 1).height <= 3 * PreviewSize.PAGE
