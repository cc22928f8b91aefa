"""A large picture is made smaller in the browser, where that can decode it, and is sent as it is where not."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from tests.apps.documents import samples

SENT = """async (words) => {
    const uploads = document.querySelector("script[src*='uploads']").src;
    const { shrunk } = await import(uploads.replace(/uploads[^/]*$/, "shrinking.js"));
    const bytes = Uint8Array.from(atob(words.content), (one) => one.charCodeAt(0));
    const file = new File([bytes], words.name, { type: words.type });
    const small = await shrunk(file);
    const size = small === file ? null : await createImageBitmap(small).then((it) => [it.width, it.height]);
    return { same: small === file, name: small.name, type: small.type, smaller: small.size < file.size, size };
}"""


def sent(visitor: Callable[..., Any], content: bytes, name: str, kind: str) -> Any:

    reader = visitor(language="en")
    reader.go("/ui/styleguide/")
    found = reader.page.evaluate(SENT, {"content": base64.b64encode(content).decode(), "name": name, "type": kind})
    assert not reader.faults, "the policy of what pages may load forbade it"
    return found


def test_a_photo_is_turned_upright_and_scaled_as_the_server_would(visitor: Callable[..., Any]) -> None:
    content = samples.jpeg(samples.grainy(4608, 3456), orientation=6, quality=80)
    assert len(content) > 3 * 1024 * 1024
    assert sent(visitor, content, "IMG.7.JPEG", "image/jpeg") == {
        "same": False, "name": "IMG.7.jpg", "type": "image/jpeg", "smaller": True, "size": [2631, 3508],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (samples.jpeg(), "small.jpg", "image/jpeg"),
        (samples.phone_photo("heic").read_bytes().ljust(4 * 1024 * 1024, b"\0"), "photo.heic", "image/heic"),
        (samples.pdf_bytes().ljust(4 * 1024 * 1024, b" "), "paper.pdf", "application/pdf"),
        (samples.saved(samples.noise(700, 2400), "PNG", compress_level=0), "screenshot.png", "image/png"),
    ],
    ids=["small", "undecodable", "document", "long"],
)
def test_what_is_small_long_or_not_to_be_decoded_here_is_sent_as_it_is(
    visitor: Callable[..., Any], content: bytes, name: str, kind: str
) -> None:
    assert sent(visitor, content, name, kind)["same"]
