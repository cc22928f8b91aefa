"""Filing by program: by a machine with its key for a citizen it names, by a citizen for themselves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.answers import IBAN
from tests.factories.cast import citizen, department, signed_in
from tests.factories.filed import inserted_case
from tests.factories.journeys import DECLARED, NEW_APPLICATION, TOLD

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import register_client, revoke_client
from iskan.apps.cases.models import Case
from iskan.apps.notifications.models import Message
from iskan.core.text import Text
from iskan.foundation import audit, clock
from iskan.foundation.scope import SYSTEM
from iskan.integrations.models import Exchange
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("registers")
CONTACT_SERVICE = "update_contact_details"
REVIEW = "decision_review"
FAMILY = "family_members_declaration"
KEY = "a-key-of-the-caller"
CONTACT = {"mobile": "33445566", "email": "a@example.test", "iban": IBAN, "language": "ar"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cfc0f01f0005000"
    "1ffa1c8b0bd0000000049454e44ae426082"
)


@pytest.fixture
def head(db: None) -> User:  # noqa: ARG001 -- kept in the database
    return citizen(personas.QUALIFIES_FOR_UNIT, "أحمد", "Ahmed", at=clock.now())


@pytest.fixture
def key(db: None) -> str:  # noqa: ARG001 -- kept in the database
    return register_client(
        scope=SYSTEM, code="bahrain-app", name=Text(ar="تطبيق البحرين", en="Bahrain App"),
        services=(FAMILY, CONTACT_SERVICE, NEW_APPLICATION, REVIEW), hourly_limit=50, at=clock.now(),
    )  # fmt: skip


Send = Callable[..., Any]


def told_of(service: str) -> list[str]:
    """Return the registers an applicant is told of, as the schema of the service names them."""
    described = Client().get(f"/api/v1/services/{service}/schema").json()
    return [one["code"] for one in described["x-registers"]]


@pytest.fixture
def send(key: str) -> Send:
    """Send an application as the machine does."""

    def sent(service: str, body: dict[str, Any], *, name: str = KEY, token: str = key) -> Any:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": name}
        body = {"told": told_of(service), **body}
        return Client(headers=headers).post(f"/api/v1/services/{service}/cases", body, content_type="application/json")

    return sent


FAMILY_ANSWERS = {"members_missing": True, "missing_members": [{"name": "هدى أحمد", "relation": "child"}]}


def _family(cpr: str) -> dict[str, Any]:
    return {"cpr": cpr, "answers": FAMILY_ANSWERS, "declared": ["family_members"]}


def test_the_schema_describes_each_question_and_under_what_condition_it_is_asked() -> None:
    schema = Client().get(f"/api/v1/services/{NEW_APPLICATION}/schema").json()
    assert [one["const"] for one in schema["properties"]["language"]["oneOf"]] == ["ar", "en"]
    assert any("Asked when" in one.get("description", "") for one in schema["properties"].values())
    assert schema["additionalProperties"] is False
    assert {d["code"] for d in schema["x-declarations"]} == DECLARED


def test_a_machine_files_for_a_citizen_who_is_told_at_once(send: Send, head: User) -> None:
    answer = send(FAMILY, _family(head.cpr))
    assert answer.status_code == 201, answer.json()
    assert answer.json()["state"] == "filed"
    case = Case.objects.get(reference=answer.json()["reference"])
    assert (case.channel, case.filed_by, case.filing.client.code) == ("api", None, "bahrain-app")
    assert case.applicant == head
    told = Message.objects.get(user=head, event=f"case:{case.reference}:filed-for")
    assert "Bahrain App" in told.body_en
    assert "تطبيق البحرين" in told.body_ar
    lines = audit.trail_of(subject_kind="case", subject=case.reference)
    assert [line.actor_role for line in lines if line.action == "case.filed_for"] == ["client:bahrain-app"]
    asked = Exchange.objects.get(purpose_code=f"{FAMILY}.filing")
    assert (asked.subject_cpr, asked.asked_as) == (head.cpr, "client:bahrain-app")


def test_no_register_is_asked_of_who_was_not_told_of_it(send: Send, head: User) -> None:
    asked = Client().get(f"/api/v1/services/{NEW_APPLICATION}/schema").json()["x-registers"]
    assert all(set(one[part]) == {"ar", "en"} for one in asked for part in ("name", "keeper", "purpose", "ground"))
    assert {one["declaration"] for one in asked if one["declaration"]} <= DECLARED
    codes = [one["code"] for one in asked]
    for told in ([], codes[1:]):
        answer = send(NEW_APPLICATION, {"cpr": head.cpr, "answers": {}, "told": told})
        assert (answer.status_code, answer.json()["error"]) == (422, "registers_not_told")
        assert codes[0] in answer.json()["faults"]["told"]["ar"]
    own = signed_in(head).post(
        f"/api/v1/services/{NEW_APPLICATION}/cases", {"answers": {}}, content_type="application/json",
        headers={"Idempotency-Key": KEY},
    )  # fmt: skip
    assert own.json()["error"] == "registers_not_told"
    assert not Exchange.objects.exists()
    assert not Case.objects.exists()


def test_the_same_key_twice_is_one_case(send: Send, head: User) -> None:
    first, again = send(FAMILY, _family(head.cpr)), send(FAMILY, _family(head.cpr))
    assert first.json() == again.json()
    assert Case.objects.filter(applicant=head).count() == 1


def test_an_account_is_opened_from_the_population_register(send: Send) -> None:
    answer = send(FAMILY, _family(personas.ADULT_SON))
    assert answer.status_code == 201, answer.json()
    user = User.objects.get(cpr=personas.ADULT_SON)
    assert user.name_ar
    assert not user.assurance


def test_of_a_number_nobody_has_nothing_is_filed(send: Send) -> None:
    answer = send(FAMILY, _family("999999999"))
    assert (answer.status_code, answer.json()["error"]) == (422, "applicant_unknown")
    assert not User.objects.filter(cpr="999999999").exists()


@pytest.mark.parametrize(
    ("answers", "faulty"),
    [
        ({"missing_members": "none"}, "missing_members"),
        ({"missing_members": [{"name": 12}]}, "missing_members-0-name"),
        ({"colour": "red"}, "colour"),
        ({"missing_members": [{"name": "هدى", "relation": "neighbour"}]}, "missing_members-0-relation"),
    ],
)
def test_each_fault_is_told_in_both_languages_and_nothing_is_kept(
    send: Send, head: User, answers: dict[str, Any], faulty: str
) -> None:
    answer = send(FAMILY, _family(head.cpr) | {"answers": FAMILY_ANSWERS | answers})
    assert answer.status_code == 422
    assert set(answer.json()["faults"][faulty]) == {"ar", "en"}
    assert not Case.objects.filter(applicant=head, closed_at=None).exists()
    assert send(FAMILY, _family(head.cpr)).status_code == 201


def test_a_service_each_citizen_uses_alone_no_machine_files(send: Send, head: User) -> None:
    answer = send(CONTACT_SERVICE, {"cpr": head.cpr, "answers": CONTACT})
    assert (answer.status_code, answer.json()["error"]) == (403, "for_citizen_alone")
    assert not Case.objects.filter(applicant=head).exists()


def test_without_its_declarations_nothing_is_filed(send: Send, head: User) -> None:
    answer = send(FAMILY, _family(head.cpr) | {"declared": []})
    assert answer.status_code == 422
    assert set(answer.json()["faults"]["declared-family_members"]) == {"ar", "en"}
    assert not Case.objects.filter(applicant=head, closed_at=None).exists()


def _plain(schema: dict[str, Any]) -> Any:
    """Return a value the schema of a question allows."""
    if "oneOf" in schema:
        return schema["oneOf"][0]["const"]
    if "format" in schema:
        return {"date": "2020-01-01", "email": "a@example.test"}[schema["format"]]
    if "pattern" in schema:
        return "33445566" if "973" in schema["pattern"] else personas.ADULT_SON
    return {
        "object": {"building": "12", "road": "12", "block": "318"},
        "array": [_plain(schema["items"])] if "oneOf" in schema.get("items", {}) else [],
        "boolean": False,
        "integer": schema.get("minimum"),
        "string": "نص",
    }[schema["type"]]


def test_what_the_schema_describes_is_filed_with_its_documents(send: Send, head: User, key: str) -> None:
    described = Client().get(f"/api/v1/services/{NEW_APPLICATION}/schema").json()["properties"]
    answers = {code: _plain(schema) for code, schema in described.items()} | CONTACT
    answers |= {"programme": "unit", "family_category": "1"}
    opened = send(NEW_APPLICATION, {"cpr": head.cpr, "answers": answers})
    assert opened.status_code == 201, opened.json()
    assert opened.json()["state"] == "draft"
    case = f"/api/v1/cases/{opened.json()['reference']}"
    machine = Client(headers={"Authorization": f"Bearer {key}"})
    declared = {"declared": ["family_members", "comprehensive"]}
    early = machine.post(f"{case}/submit", declared, content_type="application/json")
    assert early.json()["error"] == "incomplete_application"
    documents = opened.json()["documents"]
    while missing := [document["code"] for document in documents if document["is_missing"]]:
        file = SimpleUploadedFile("a.png", PNG, "image/png")
        sent = {"code": missing[0], "file": file, "issued_on": clock.today().isoformat()}
        sent_file = machine.post(f"{case}/documents", sent)
        assert sent_file.status_code == 201, sent_file.json()
        documents = sent_file.json()["documents"]
    filed = machine.post(f"{case}/submit", declared, content_type="application/json")
    assert (filed.status_code, filed.json()["state"]) == (200, "filed"), filed.json()
    made = Case.objects.get(applicant=head).declarations
    assert set(made.values_list("code", "made_by")) == {("family_members", None), ("comprehensive", None)}
    assert ("credit_check",) not in made.values_list("code")


@pytest.mark.parametrize("token", ["", "no-such-key"])
def test_without_a_key_nothing_is_filed(send: Send, head: User, token: str) -> None:
    assert send(FAMILY, _family(head.cpr), token=token).status_code == 401


def test_a_revoked_key_opens_nothing(send: Send, head: User) -> None:
    revoke_client(scope=SYSTEM, code="bahrain-app", at=clock.now())
    assert send(FAMILY, _family(head.cpr)).status_code == 401


def test_a_machine_files_only_what_it_was_let_file(send: Send, head: User) -> None:
    assert send("application_revival", {"cpr": head.cpr, "answers": {}}).json()["error"] == "client_not_admitted"


def test_more_often_than_it_may_it_is_put_off(head: User) -> None:
    key = register_client(
        scope=SYSTEM, code="hasty", name=Text(ar="جهة", en="Body"), services=(), hourly_limit=1, at=clock.now()
    )
    browser = Client(headers={"Authorization": f"Bearer {key}", "Idempotency-Key": KEY})
    path = f"/api/v1/services/{FAMILY}/cases"
    browser.post(path, _family(head.cpr), content_type="application/json")
    answer = browser.post(path, _family(head.cpr), content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (429, "too_often")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_citizen_files_for_themselves_alone(head: User) -> None:
    browser = signed_in(head)
    path, headers = f"/api/v1/services/{CONTACT_SERVICE}/cases", {"Idempotency-Key": KEY}
    body = {"answers": CONTACT, "declared": []}
    other = browser.post(path, body | {"cpr": personas.ADULT_SON}, content_type="application/json", headers=headers)
    assert other.json()["error"] == "applicant_not_named"
    answer = browser.post(path, body, content_type="application/json", headers=headers)
    assert answer.status_code == 201, answer.json()
    case = Case.objects.get(reference=answer.json()["reference"])
    assert (case.channel, case.filed_by, case.closed_at is not None) == ("api", head, True)
    assert not Message.objects.filter(event__endswith="filed-for").exists()


def test_what_a_citizen_began_themselves_no_machine_continues(send: Send, head: User) -> None:
    signed_in(head).post(f"/services/{FAMILY}/start/", TOLD)
    assert send(FAMILY, _family(head.cpr)).json()["error"] == "draft_stands"


def test_another_machine_sees_nothing_of_it(send: Send, head: User) -> None:
    reference = send(FAMILY, _family(head.cpr)).json()["reference"]
    key = register_client(
        scope=SYSTEM, code="other", name=Text(ar="جهة", en="Body"), services=(FAMILY,), hourly_limit=9, at=clock.now()
    )
    answer = Client(headers={"Authorization": f"Bearer {key}"}).post(
        f"/api/v1/cases/{reference}/submit", {"declared": []}, content_type="application/json"
    )
    assert answer.status_code == 404


def test_the_interface_describes_how_to_file() -> None:
    described = Client().get("/api/v1/openapi.json").json()
    assert {"/api/v1/services/{code}/cases", "/api/v1/services/{code}/schema"} <= described["paths"].keys()
    assert {"/api/v1/cases/{reference}/documents", "/api/v1/cases/{reference}/submit"} <= described["paths"].keys()
    assert "ClientKey" in described["components"]["securitySchemes"]


def _review(cpr: str, reference: str) -> dict[str, Any]:
    answers = {"reviewed_case": reference, "review_reason": "لم يُؤخذ بالشهادة"}
    return {"cpr": cpr, "answers": answers, "declared": ["true_statements"]}


def test_a_case_about_an_earlier_one_names_it_by_its_reference(send: Send, head: User) -> None:
    question = Client().get(f"/api/v1/services/{REVIEW}/schema").json()["properties"]["reviewed_case"]
    assert question["type"] == "string"
    assert Client().get(f"/api/v1/services/{REVIEW}").json()["about"] == {"services": [], "outcomes": ["refused"]}
    office = department("housing_requests", "إدارة", "Department")
    theirs, other = (inserted_case(n, office, stage="rejected", closed_at=clock.now()) for n in (1, 2))
    approved = inserted_case(3, office, stage="approved", closed_at=clock.now())
    Case.objects.filter(pk__in=(theirs.pk, approved.pk)).update(applicant=head)

    for unfit in (other.reference, approved.reference, "NOTHING"):
        refused = send(REVIEW, _review(head.cpr or "", unfit))
        assert refused.status_code == 422
        assert set(refused.json()["faults"]) == {"reviewed_case"}
    answer = send(REVIEW, _review(head.cpr or "", theirs.reference))
    assert answer.status_code == 201, answer.json()
    assert Case.objects.get(reference=answer.json()["reference"]).about == theirs


def test_a_case_about_an_earlier_one_is_not_begun_where_there_is_none(send: Send, head: User) -> None:
    refused = send(REVIEW, _review(head.cpr or "", "ABCDE-23456"))
    assert (refused.status_code, refused.json()["error"]) == (422, "no_earlier_case")
