"""PostgreSQL away in the middle of a form: a friendly page keeps what was typed and sends it again later."""

import httpx
import pytest
from tests.resilience.citizen import (
    ANSWERS,
    CONTACT_DETAILS,
    IBAN,
    NEW_APPLICATION,
    PNG,
    Citizen,
    Form,
    forms_of,
    main_form,
    words_of,
)
from tests.resilience.stack import Stack, eventually

QUICK = 3.0
TOKEN = "csrfmiddlewaretoken"
AWAY = {"ar": "الخدمة متوقفة للحظات", "en": "The service is away for a moment"}
PUBLIC = ("/", "/services/", "/services/new_housing_application/", "/guide/", "/sign-in/", "/staff/sign-in/")
OWN = ("/cases/", "/messages/", "/profile/", "/delegations/", "/my-record/", "/asked-of-me/")


@pytest.fixture(scope="module")
def person(stack: Stack) -> Citizen:
    return Citizen(stack.site, "830900701").sign_in()


@pytest.fixture(scope="module")
def reader(stack: Stack) -> Citizen:
    return Citizen(stack.site, "870600801", language="en").sign_in()


def _is_friendly(answer: httpx.Response, language: str) -> bool:
    page = answer.text
    return (
        answer.status_code == 503
        and AWAY[language] in page
        and f'lang="{language}"' in page
        and bool(answer.headers.get("Retry-After"))
        and answer.elapsed.total_seconds() < QUICK
    )


def _kept(answer: httpx.Response) -> Form:
    """Return the form the page hands back, ready to be sent again."""
    (form,) = [form for form in forms_of(answer.text) if form.action in str(answer.request.url)]
    return form


def _send_again(person: Citizen, answer: httpx.Response) -> httpx.Response:
    form = _kept(answer)
    return person.ask("POST", form.action, data=form.fields)


def test_every_page_says_so_in_the_readers_language(stack: Stack, person: Citizen, reader: Citizen) -> None:
    with stack.without_database():
        for path in OWN:
            assert _is_friendly(person.ask("GET", path), "ar"), path
            assert _is_friendly(reader.ask("GET", f"/en{path}"), "en"), path
        stranger = Citizen(stack.site)
        for path in PUBLIC:
            answer = stranger.ask("GET", path)
            assert answer.status_code == 200 or _is_friendly(answer, "ar"), (path, answer.status_code)


def test_what_was_typed_in_a_step_is_kept_and_sent_again(stack: Stack, person: Citizen) -> None:
    reference = person.start(CONTACT_DETAILS)
    path = f"/apply/{reference}/steps/contact/"
    typed = main_form(person.get(path).text).filled(ANSWERS)
    with stack.without_database():
        away = person.ask("POST", path, data=typed)
        assert _is_friendly(away, "ar")
        kept = _kept(away).fields | {TOKEN: typed[TOKEN]}
        assert {name: kept.get(name) for name in typed} == typed
        assert _is_friendly(_send_again(person, away), "ar"), "sent again too early, it is kept still"
    assert _send_again(person, away).headers["Location"] == f"/apply/{reference}/check/"
    answers = "SELECT answers->>'iban' FROM cases_application a JOIN cases_case c ON c.id = a.case_id"
    assert stack.one(f"{answers} WHERE c.reference = %s", reference) == IBAN


def test_a_submission_is_kept_and_sent_again_and_files_once(stack: Stack, reader: Citizen) -> None:
    reference = reader.start(NEW_APPLICATION)
    reader.fill_in(reference)
    with stack.without_database():
        away = reader.submit(reference)
        assert _is_friendly(away, "en")
        assert sorted(_kept(away).fields["declared"]) == ["comprehensive", "credit_check", "family_members"]
    for _ in range(2):
        assert _send_again(reader, away).headers["Location"] == f"/en/apply/{reference}/filed/"
    filed = "SELECT count(*) FROM cases_caseevent e JOIN cases_case c ON c.id = e.case_id"
    assert stack.one(f"{filed} WHERE c.reference = %s AND e.source = 'draft'", reference) == 1


def test_files_cannot_be_kept_and_that_is_said(stack: Stack) -> None:
    reader = Citizen(stack.site, "910801001", language="en").sign_in()
    reference = reader.start(NEW_APPLICATION)
    path = f"/en/apply/{reference}/documents/"
    with stack.without_database():
        files = {"files-salary_statement": ("statement.png", PNG, "image/png")}
        away = reader.post(path, {"action": "later"}, files=files)
        assert _is_friendly(away, "en")
        assert "attach them again" in words_of(away.text)
    assert reader.get(path).status_code == 200


def test_a_citizen_on_the_way_back_from_ekey_may_try_again(stack: Stack) -> None:
    person = Citizen(stack.site, "890100301")
    with stack.without_database():
        form = main_form(person.get("/sign-in/").text)
        assert _is_friendly(person.ask("POST", form.action, data=form.fields), "ar")
    assert person.sign_in().get("/cases/").status_code == 200


def test_the_health_page_names_what_is_away(stack: Stack) -> None:
    with stack.without_database():
        status, said = stack.health()
        assert status == 503
        assert not said["parts"]["database"]["fit"]
        assert "does not answer" in said["parts"]["database"]["why"]
    assert eventually(stack.is_fit, within=30), "the worker comes back a moment after the database"


def test_another_sites_form_is_not_handed_back(stack: Stack, person: Citizen) -> None:
    with stack.without_database():
        away = person.post("/profile/", {"language": "en"}, headers={"Origin": "https://elsewhere.example"})
    assert away.status_code in {403, 503}
    assert 'name="language" value="en"' not in away.text


def test_after_many_outages_the_worker_is_back_as_soon_as_after_one(stack: Stack) -> None:
    """The last of several, as all before it have already been suffered by the same worker."""
    with stack.without_database():
        pass
    back, beats = stack.one("SELECT now()"), "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s"
    assert eventually(lambda: stack.one(beats, back), within=25), "the worker has not come back"
