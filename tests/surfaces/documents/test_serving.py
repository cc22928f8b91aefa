"""Documents leave the system by permission, as files or pictures and never as pages, and stay in no cache."""

import io
from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.apps.documents import samples
from tests.apps.documents.conftest import Issue, Send
from tests.factories.cast import Cast, official, signed_in

from iskan.apps.documents.models import Document, IssuedDocument
from iskan.foundation.audit import trail_of
from iskan.foundation.scope import Role

THOSE_CONCERNED = ["head", "delegate", "reviewer", "approver", "supervisor", "auditor"]
OTHERS = ["stranger", "administrator", "outsider"]
NOTHING = UUID(int=1)
Address = Callable[[Document, IssuedDocument], str]
ADDRESSES: dict[str, Address] = {
    "original": lambda scan, _card: reverse("document", args=[scan.pk]),
    "as sent": lambda scan, _card: reverse("document-as-sent", args=[scan.pk]),
    "page": lambda scan, _card: reverse("document-page", args=[scan.pk, 2]),
    "full page": lambda scan, _card: reverse("document-full-page", args=[scan.pk, 2]),
    "thumbnail": lambda scan, _card: reverse("document-thumbnail", args=[scan.pk]),
    "issued": lambda _scan, card: reverse("issued-document", args=[card.token]),
}


@pytest.fixture(params=ADDRESSES)
def address(request: pytest.FixtureRequest, scan: Document, card: IssuedDocument) -> str:
    return ADDRESSES[request.param](scan, card)


@pytest.mark.parametrize("role", THOSE_CONCERNED)
def test_those_concerned_are_served_what_no_browser_takes_for_a_page(cast: Cast, address: str, role: str) -> None:
    answer = cast.client(role).get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer["Content-Type"] in {"application/pdf", "image/jpeg"}
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Content-Encoding"] == "identity"
    inline = answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("inline" if inline else "attachment")
    answer.close()


@pytest.mark.parametrize("role", OTHERS)
def test_others_are_not_told_that_it_exists(cast: Cast, address: str, role: str) -> None:
    assert cast.client(role).get(address).status_code == 404


def test_who_is_not_signed_in_is_asked_to(cast: Cast, address: str) -> None:
    answer = cast.client("anonymous").get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign_in"))


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_is_only_read(cast: Cast, address: str, method: str) -> None:
    assert getattr(cast.client("head"), method)(address).status_code == 405


@pytest.mark.parametrize(
    "path", [f"/documents/{NOTHING}/", f"/documents/{NOTHING}/pages/1/", f"/documents/{NOTHING}/thumbnail/"]
)
@pytest.mark.parametrize("role", ["head", "auditor"])
def test_what_does_not_exist_is_not_found(cast: Cast, path: str, role: str) -> None:
    assert cast.client(role).get(path).status_code == 404


def test_the_original_comes_whole_under_its_name(cast: Cast, scan: Document) -> None:
    answer = cast.client("head").get(reverse("document", args=[scan.pk]))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined] # a streaming answer
    assert content.startswith(b"%PDF-")
    assert len(content) == scan.size == int(answer["Content-Length"])
    assert "filename*=utf-8''%D8%B4" in answer["Content-Disposition"]


@pytest.mark.parametrize("role", ["head", "reviewer"])
def test_a_picture_comes_as_it_was_sent_too(cast: Cast, send: Send, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    monkeypatch.setattr("iskan.apps.documents.rules._officials_see_document", [lambda *_: True])
    content = samples.phone_photo("heic").read_bytes()
    document = send(content, "بطاقة.heic")
    answer = cast.client(role).get(reverse("document-as-sent", args=[document.pk]))
    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined] # a streaming answer
    assert answer["Content-Type"] == "image/heic"
    assert answer["Content-Disposition"].endswith(".heic")
    read = [line.detail for line in trail_of(subject_kind="document", subject=str(document.pk))][1:]
    assert read == ([{"as_sent": 1}] if role == "reviewer" else [])


@pytest.mark.parametrize(("name", "width"), [("document-page", 900), ("document-thumbnail", 240)])
def test_a_picture_is_shown_as_one(cast: Cast, picture: Document, name: str, width: int) -> None:
    arguments: list[object] = [picture.pk, 1] if name == "document-page" else [picture.pk]
    answer = cast.client("head").get(reverse(name, args=arguments))
    assert Image.open(io.BytesIO(answer.content)).width == width


@pytest.mark.parametrize("page", [0, 3, 999])
def test_pages_it_does_not_have_are_not_found(cast: Cast, scan: Document, page: int) -> None:
    assert cast.client("head").get(reverse("document-page", args=[scan.pk, page])).status_code == 404


def test_a_card_not_drawn_yet_is_not_found(cast: Cast, issue: Issue) -> None:
    assert cast.client("head").get(reverse("issued-document", args=[issue().token])).status_code == 404


def test_a_card_is_named_by_its_case(cast: Cast, card: IssuedDocument) -> None:
    answer = cast.client("head").get(reverse("issued-document", args=[card.token]))
    assert answer["Content-Disposition"] == 'attachment; filename="entitlement-card-7KQ2M-9XW4T.pdf"'
    answer.close()


def test_the_trail_says_which_official_opened_what(cast: Cast, scan: Document) -> None:
    for role in ("head", "reviewer"):
        cast.client(role).get(reverse("document-page", args=[scan.pk, 2]))
    lines = trail_of(subject_kind="document", subject=str(scan.pk))
    assert [(line.action, line.actor_id) for line in lines[1:]] == [("documents.read_document", cast.reviewer.pk)]


def test_an_official_without_a_second_factor_opens_nothing(cast: Cast, scan: Document) -> None:
    browser = Client()
    browser.force_login(cast.reviewer)
    assert browser.get(reverse("document", args=[scan.pk])).status_code != 200


def test_one_owner_never_gets_anothers(cast: Cast, send: Send) -> None:
    mine = send(samples.jpeg())
    assert cast.client("stranger").get(reverse("document", args=[mine.pk])).status_code == 404
    assert cast.client("head").head(reverse("document", args=[mine.pk])).status_code == 200


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DRAW_PARTY])
def test_who_reads_no_cases_opens_none_of_their_own_departments(cast: Cast, address: str, role: Role) -> None:
    colleague = official("of.the.department", role, cast.requests)
    assert signed_in(colleague).get(address).status_code == 404


def test_nobody_arrives_at_a_signed_document_by_counting(cast: Cast, card: IssuedDocument) -> None:
    for role in THOSE_CONCERNED:
        assert cast.client(role).get(f"/issued/{card.pk}/").status_code == 404
