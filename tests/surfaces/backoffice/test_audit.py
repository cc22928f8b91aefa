"""The audit trail answers an auditor: by official, act, subject, family and day, on the page and as a spreadsheet."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case
from tests.factories.stock import make_project
from tests.factories.trail import close

from iskan.apps.agreements.queries import acts_about
from iskan.apps.anchors.models import ChainVerification
from iskan.apps.anchors.operations.verifying import ask_for_verification
from iskan.apps.anchors.queueing import VERIFY
from iskan.apps.anchors.tasks import verify
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.trail import family_in_trail, person_in_trail
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.apps.housing_stock.queries.trail import named_in_trail
from iskan.core.refusal import NotForThisRole
from iskan.foundation import audit, audit_search, clock
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import NOBODY, SYSTEM, OutOfScope
from iskan.policy import registry

AUDIT = "/en/staff/audit/"


@pytest.fixture
def case(cast: Cast) -> Case:
    return inserted_case(1, cast.requests, stage="in_review", assignee=cast.reviewer)


@pytest.fixture
def person(case: Case) -> Person:
    kept = Person.objects.create(
        cpr="900101223", name_ar="مريم علي", birth_date="1990-01-01", sex="F", nationality="BH",
        registered_at=clock.now(),
    )  # fmt: skip
    household = Household.objects.create(head=kept, declared_at=clock.now())
    HouseholdMember.objects.create(household=household, person=kept, relation="head")
    Case.objects.filter(pk=case.pk).update(household=household)
    return kept


def shown(cast: Cast, query: str = "") -> str:
    answer = cast.client("auditor").get(f"{AUDIT}?{query}")
    assert answer.status_code == 200
    return str(answer.content.decode()).split("<table", 1)[-1]


def add(cast: Cast, role: str, action: str, kind: str, subject: str, **detail: object) -> None:
    audit.record(
        scope=cast.scope(role), action=action, subject_kind=kind, subject=subject, at=clock.now(), **detail
    )  # fmt: skip


def test_who_changed_this_figure(cast: Cast) -> None:
    add(cast, "supervisor", "figure.proposed", "figure", "revival_years", row=1)
    add(cast, "approver", "figure.approved", "figure", "income_max_unit", row=2)
    assert "?kind=figure&amp;subject=revival_years" in cast.client("auditor").get("/en/staff/figures/").content.decode()
    for asked in ("revival_years", registry.figures()["revival_years"].label.en):
        told = shown(cast, f"kind=figure&subject={asked}")
        assert "Figure proposed" in told
        assert "Official m.jasim" in told
        assert "Proposed figure approved" not in told
    assert "Nothing bears this name" in shown(cast, "kind=figure&subject=zzz")


def test_looking_at_the_trail_keeps_the_cases_it_names_and_nothing_else(cast: Cast, case: Case) -> None:
    add(cast, "supervisor", "figure.proposed", "figure", "revival_years")
    shown(cast)
    assert not AuditEntry.objects.filter(action=audit.LISTED).exists()
    add(cast, "reviewer", "evidence.reused", "household", "1", given_in=case.reference)
    shown(cast)
    assert AuditEntry.objects.get(action=audit.LISTED).detail["shown"] == [case.reference]


def test_what_an_official_did_on_a_day(cast: Cast, case: Case) -> None:
    add(cast, "reviewer", "case.claimed", "case", case.reference, to=cast.reviewer.pk, stage="in_review")
    add(cast, "approver", "case.noted", "case", case.reference)
    today = clock.today().isoformat()
    told = shown(cast, f"official={cast.reviewer.pk}&since={today}&until=2020-01-01")
    assert "Case claimed by an official" in told
    assert "To: Official r.isa" in told
    assert "Internal note added" not in told
    assert "No line answers this" in shown(cast, f"official={cast.reviewer.pk}&until=2020-01-01&since=x")


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("household_file", "Purpose: Household file"),
        ("new_housing_application.labour", "Purpose: New housing application · "),
        ("of_an_older_release.labour", "Purpose: of_an_older_release.labour"),
    ],
)
def test_why_a_file_was_read_is_said_in_words(cast: Cast, case: Case, purpose: str, words: str) -> None:
    add(cast, "reviewer", audit.READ, "case", case.reference, purpose=purpose)
    assert words in shown(cast, f"official={cast.reviewer.pk}")


def test_subjects_of_every_kind_are_said_in_words(cast: Cast) -> None:
    add(cast, "administrator", "roles.granted", "user", str(cast.reviewer.pk), roles=["reviewer"], since=True)
    add(cast, "supervisor", "project.change", "project", "nowhere")
    add(cast, "supervisor", "draw.freeze", "draw", "DRAW-1", party="ministry", was="other", zzz={"a": 1})
    add(cast, "supervisor", "act.proposed", "act", "7", act="revoke_document", about="9")
    add(cast, "supervisor", "act.proposed", "act", "x")
    add(cast, "supervisor", "case.noted", "case", "a/b")
    add(cast, "supervisor", "case.noted", "account", "x", verdict="accepted", evidence="none", services=["none"])
    audit.record(scope=SYSTEM, action="gone", subject_kind="gone", subject="9", at=clock.now(), register="none")
    told = shown(cast)
    for words in ("Official r.isa", "/en/staff/draws/DRAW-1/", "/en/staff/acts/7/", "The ministry", "A citizen", "gone",
                  "The system", "Yes"):  # fmt: skip
        assert words in told, words
    assert "DRAW-1" in shown(cast, "kind=draw&subject=draw-1")
    assert "Official&#39;s roles changed" in shown(cast, f"kind=official&subject={cast.reviewer.username}")
    assert "Official&#39;s roles changed" in shown(cast, "kind=official")
    assert "Nothing bears this name" in shown(cast, "kind=project&subject=none")


@pytest.mark.usefixtures("person")
def test_who_read_a_family_is_asked_by_a_number_that_stands_in_no_address(
    cast: Cast, case: Case, person: Person
) -> None:
    audit.record_read(scope=cast.scope("reviewer"), subject_kind="case", subject=case.reference, at=clock.now())
    client = cast.client("auditor")
    unknown = client.post(AUDIT, {"cpr": "123456789"})
    assert (unknown.status_code, "knows nobody" in unknown.content.decode()) == (422, True)
    sent = client.post(AUDIT, {"cpr": "٩٠٠١٠١٢٢٣"})
    assert sent.headers["Location"] == f"{AUDIT}?family={person.pk}"
    told = client.get(sent.headers["Location"]).content.decode()
    assert "File read" in told
    assert "Official r.isa" in told
    assert case.reference in told
    assert person.cpr not in told
    own = AuditEntry.objects.filter(action=audit.READ, subject_kind="person", actor_id=cast.auditor.pk).get()
    assert own.detail == {"trail": True, "shown": [case.reference]}


def test_of_a_sealed_case_nothing_tells_whose_it_is(cast: Cast, case: Case, person: Person) -> None:
    Case.objects.filter(pk=case.pk).update(sealed_at=clock.now(), sealed_readers=[cast.reviewer.pk])
    assert family_in_trail(cast.scope("auditor"), person.pk).references == ()


def test_only_auditors_ask(cast: Cast, person: Person) -> None:
    for ask in (
        lambda: person_in_trail(NOBODY, person.cpr),
        lambda: family_in_trail(cast.scope("supervisor"), person.pk),
        lambda: family_in_trail(cast.scope("auditor"), 0),
        lambda: acts_about(NOBODY, ["x"]),
    ):
        with pytest.raises(OutOfScope):
            ask()
    assert named_in_trail("none") == ()


def test_the_lines_leave_as_a_spreadsheet_and_that_is_a_line(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_search, "AT_ONCE", 2)
    for _number in range(3):
        add(cast, "reviewer", "case.claimed", "case", case.reference, reason="=1+1")
    answer = cast.client("auditor").get(f"{AUDIT}export/?action=case.claimed")
    rows = b"".join(answer).decode("utf-8-sig").splitlines()
    assert len(rows) == 4
    assert "Case claimed by an official" in rows[1]
    assert AuditEntry.objects.get(action="audit.sheet").detail == {"asked": ["action=case.claimed"]}
    nothing = cast.client("auditor").get(f"{AUDIT}export/?kind=draw&reference=none")
    assert len(b"".join(nothing).splitlines()) == 1


def test_older_lines_are_a_page_further(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_search, "ON_A_PAGE", 1)
    add(cast, "reviewer", "case.claimed", "case", case.reference)
    add(cast, "reviewer", "case.noted", "case", case.reference)
    first = shown(cast, f"official={cast.reviewer.pk}")
    older = AuditEntry.objects.get(action="case.noted").pk
    assert f"after={older}" in first
    assert "Case claimed by an official" in shown(cast, f"official={cast.reviewer.pk}&after={older}")


def whole_page(cast: Cast) -> str:
    return cast.client("auditor").get("/en/staff/audit/").content.decode()


def test_the_whole_trail_is_verified_when_an_auditor_asks(cast: Cast, case: Case) -> None:
    add(cast, "reviewer", "case.claimed", audit.CASE, case.reference)
    assert "has not been verified yet" in whole_page(cast)
    for _turn in range(2):
        answer = cast.client("auditor").post("/en/staff/audit/verify/")
        assert (answer.status_code, answer["Location"]) == (302, "/en/staff/audit/")
    assert ProcrastinateJob.objects.filter(task_name=VERIFY).count() == 1
    close()
    verify()
    assert ChainVerification.objects.get().fault == ""
    assert "Whole" in whole_page(cast)
    ChainVerification.objects.create(
        at=clock.now(), lines=3, anchors=0, seal="", seconds=0.1, fault="changed", detail=""
    )
    assert "A fault was found" in whole_page(cast)


def test_nobody_else_has_it_verified(cast: Cast) -> None:
    assert cast.client("supervisor").post("/en/staff/audit/verify/").status_code == 403
    with pytest.raises(NotForThisRole):
        ask_for_verification(scope=cast.scope("supervisor"), at=clock.now())


def test_a_page_leads_an_auditor_to_its_own_lines(cast: Cast, case: Case) -> None:
    add(cast, "reviewer", "case.noted", "case", case.reference)
    pages = (
        (f"/en/staff/cases/{case.reference}/", f"kind=case&amp;subject={case.reference}"),
        (f"/en/staff/projects/{make_project().code}/", "kind=project&amp;subject=east-sitra"),
    )
    for address, asked in pages:
        link = f"/en/staff/audit/?{asked}"
        assert link in cast.client("auditor").get(address).content.decode()
        assert link not in cast.client("reviewer").get(address).content.decode()
    assert "Internal note added" in shown(cast, f"kind=case&subject={case.reference}")


def test_a_number_kept_by_a_line_of_before_is_left_out_where_the_trail_is_read(cast: Cast) -> None:
    AuditEntry.objects.create(
        at=clock.now(), actor_id=cast.supervisor.pk, actor_role="supervisor", action="figure.proposed",
        subject_kind="figure", subject="revival_years", detail={"register": "880400101"},
    )  # fmt: skip
    shown = cast.client("auditor").get("/en/staff/audit/?kind=figure&subject=revival_years").content.decode()
    assert "880400101" not in shown
    assert "&lt;number&gt;" in shown
