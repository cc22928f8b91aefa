"""The published heads: open to anyone, in both languages, and the same to the byte for machines."""

import base64

import pytest
from django.test import Client
from tests.factories.cast import AT
from tests.factories.trail import add, close

from iskan.apps.anchors.models import AnchorStamp
from iskan.apps.anchors.operations.anchoring import make_anchor
from iskan.apps.anchors.operations.verifying import verify_trail
from iskan.core.anchoring.statement import digest_of

pytestmark = pytest.mark.django_db


def test_page_without_a_head_says_so(client: Client) -> None:
    assert "لم يُثبَّت أي رأس بعد" in client.get("/audit/heads/").content.decode()


def test_heads_are_published_with_their_digests(client: Client) -> None:
    add(2)
    anchor = make_anchor(at=AT)
    AnchorStamp.objects.create(anchor=anchor, token=b"token", stamped_at=AT, received_at=AT)
    close()
    assert verify_trail(at=AT)[0].fault == "stamp_forged"
    for prefix, words in (("", "وُجد خلل"), ("/en", "A fault was found")):
        said = client.get(f"{prefix}/audit/heads/").content.decode()
        assert anchor.digest in said
        assert words in said
    (told,) = client.get("/audit/heads.json").json()["anchors"]
    assert digest_of(told["statement"]) == told["digest"] == anchor.digest
    assert base64.b64decode(told["stamp"]) == b"token"
    assert client.get("/audit/heads.json?before=1").json() == {"anchors": []}
    assert client.get("/audit/heads.json?before=x").status_code == 200


def test_verifier_is_served_as_it_is_shipped(client: Client) -> None:
    assert client.get("/audit/verify_audit.py").content.startswith(b"#!/usr/bin/env python3")
