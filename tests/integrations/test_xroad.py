"""The exchange's protocol: identifiers, paths, the hash of a request, and what counts as a refusal."""

import pytest

from iskan.integrations import xroad

MEMBER = xroad.XRoadMember("BH", "GOV", "IGA", "POPULATION")


def test_member_is_read_and_written_alike() -> None:
    assert xroad.XRoadMember.parse("BH/GOV/IGA/POPULATION") == MEMBER
    assert str(MEMBER) == "BH/GOV/IGA/POPULATION"


def test_parts_are_encoded_on_their_own() -> None:
    odd = xroad.XRoadMember("BH", "GOV", "A/B", "سكان")
    assert str(odd) == "BH/GOV/A%2FB/%D8%B3%D9%83%D8%A7%D9%86"
    assert xroad.XRoadMember.parse(str(odd)) == odd


@pytest.mark.parametrize("words", ["", "BH/GOV/IGA", "BH/GOV/IGA/A/B", "BH//IGA/A"])
def test_words_that_name_no_member_are_refused(words: str) -> None:
    with pytest.raises(xroad.NotAMemberName):
        xroad.XRoadMember.parse(words)


def test_service_path_carries_protocol_provider_and_service() -> None:
    assert MEMBER.path("person") == "/r1/BH/GOV/IGA/POPULATION/person"


def test_request_hash_changes_with_header_and_body() -> None:
    one = xroad.request_hash({"X-Road-Id": "1"}, b"{}")
    assert xroad.request_hash({"x-road-id": "1"}, b"{}") == one
    assert xroad.request_hash({"X-Road-Id": "2"}, b"{}") != one
    assert xroad.request_hash({"X-Road-Id": "1"}, b"") != one
    assert len(one) == 88


@pytest.mark.parametrize(
    ("status", "error", "refused"),
    [
        (500, "Server.ServerProxy.AccessDenied", True),
        (400, "Client.BadRequest", True),
        (403, "", True),
        (401, "", True),
        (400, "", True),
        (500, "Server.ServerProxy.ServiceFailed", False),
        (403, "Server.ServerProxy.DatabaseError", False),
        (500, "", False),
        (503, "", False),
    ],
)
def test_refusal_is_told_from_failure(status: int, error: str, refused: bool) -> None:  # noqa: FBT001 -- a table's column
    assert xroad.is_refusal(status, error) is refused
