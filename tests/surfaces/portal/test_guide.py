"""The guide asks what the criteria want to know, keeps nothing, and answers with the engine's own words."""

import re

import pytest
from django.test import Client

from iskan.apps.catalogue import queries as catalogue
from iskan.core.declared import value_declared
from iskan.core.eligibility import Verdict
from iskan.foundation import clock, ratelimit
from iskan.foundation.ratelimit import ELIGIBILITY
from iskan.policy.criteria import families
from iskan.policy.guide_topics import TOPICS
from iskan.surfaces.portal.guidance import askable, guide_by, question_of

pytestmark = pytest.mark.usefixtures("cast")
HIDDEN = re.compile(r'<input type="hidden" name="(asked|page|[a-z_0-9-]+)" value="([^"]*)">')
ELIGIBLE = {
    "bahraini": "yes",
    "birth_date-day": "12",
    "birth_date-month": "4",
    "birth_date-year": "1990",
    "permanently_resident": "yes",
    "earlier_housing_service": "no",
    "home_finance": "no",
    "sex": "male",
    "marital_status": "married",
    "spouse_bahraini": "yes",
    "properties-none": "yes",
    "basic_salary": "٧٥٠",
    "fixed_allowances-none": "yes",
    "count_other_allowances": "no",
    "other_allowances": "0",
}


def _walk(client: Client, answers: dict[str, str], prefix: str = "/en") -> str:
    """Answer page after page until the result."""
    return _pages(client, answers, prefix)[-1]


def _pages(client: Client, answers: dict[str, str], prefix: str = "/en") -> list[str]:
    pages = [client.get(f"{prefix}/guide/").content.decode()]
    for _ in range(12):
        page = pages[-1]
        if 'name="action" value="change"' in page:
            return pages
        posted: dict[str, list[str]] = {}
        for name, value in HIDDEN.findall(page):
            posted.setdefault(name, []).append(value)
        posted.pop("csrfmiddlewaretoken", None)
        for code in posted.get("page", []):
            for name, value in answers.items():
                if name.partition("-")[0] == code:
                    posted[name] = [value]
        answer = client.post(f"{prefix}/guide/", posted)
        assert answer.status_code == 200, answer.content.decode()
        pages.append(answer.content.decode())
    raise AssertionError("the guide does not come to an end")


def test_it_ends_with_what_fits_and_why_the_rest_does_not(client: Client) -> None:
    page = _walk(client, ELIGIBLE)
    assert "2 services fit you" in page
    assert page.count('data-tone="success"') == 2
    # A plot, for one's own application and in the place of another, and finance to restore what is not owned.
    assert page.count('data-tone="danger"') == 3
    assert "What would change it:" in page


def test_it_speaks_arabic(client: Client) -> None:
    assert "خدمتان تناسبانك" in _walk(client, ELIGIBLE, prefix="")


def test_questions_left_open_make_the_answer_depend_on_them(client: Client) -> None:
    page = _walk(client, {})
    assert 'data-tone="success"' not in page
    assert "Depends on more" in page


def test_what_bars_a_family_is_named_with_its_article_and_what_would_change_it(client: Client) -> None:
    page = _walk(client, {**ELIGIBLE, "birth_date-year": "1960"})
    assert 'data-tone="success"' not in page
    assert "Age at filing" in page
    assert "909/2015" in page


def test_nothing_is_kept(client: Client) -> None:
    _walk(client, ELIGIBLE)
    assert not client.cookies.get("iskan_session")


def test_a_wrong_answer_comes_back_as_typed_and_nothing_else_is_lost(client: Client) -> None:
    answer = client.post(
        "/en/guide/",
        {"asked": ["birth_date", "bahraini"], "page": ["birth_date"], "birth_date-day": "40", "bahraini": "yes"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error:" in page
    assert 'value="40"' in page
    assert '<input type="hidden" name="bahraini" value="yes">' in page


def test_unknown_facts_and_tampered_pages_are_passed_over(client: Client) -> None:
    answer = client.post("/en/guide/", {"asked": ["no_such_fact"], "page": ["nor_this"], "no_such_fact": "1"})
    assert answer.status_code == 200


def test_answers_may_be_changed_and_printed(client: Client) -> None:
    posted = {"asked": ["bahraini"], "bahraini": "yes"}
    assert 'id="bahraini"' in client.post("/en/guide/", posted | {"action": "change"}).content.decode()
    printed = client.post("/en/guide/", {"asked": list(askable(catalogue.services())), "action": "print"})
    assert "letterhead" in printed.content.decode()


def test_what_is_shown_is_what_is_printed_while_questions_are_open(client: Client) -> None:
    posted = {"asked": ["bahraini", "birth_date"], "bahraini": "yes", "action": "print"}
    printed = client.post("/en/guide/", posted).content.decode()
    assert "<title>What you are entitled to – Iskan</title>" in printed
    assert "Are you Bahraini?" in printed
    assert "Depends on more" in printed


def test_the_other_language_shows_the_same_page_with_what_was_typed(client: Client) -> None:
    posted = {"asked": ["bahraini", "birth_date"], "page": "birth_date", "bahraini": "yes", "birth_date-day": "40"}
    page = client.get("/guide/").content.decode()
    assert 'form="guide" formaction="/en/guide/"' in page
    asked = client.post("/en/guide/", posted | {"action": "as-it-was"})
    assert asked.status_code == 200
    assert 'value="40"' in asked.content.decode()
    assert '<input type="hidden" name="bahraini" value="yes">' in asked.content.decode()
    result = client.post("/guide/", posted | {"birth_date-day": "", "action": "finish"}).content.decode()
    switch = re.search(r'form="guide" formaction="/en/guide/"[^>]* name="action" value="([a-z-]+)"', result)
    assert switch
    kept: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(result):
        kept.setdefault(name, []).append(value)
    other = client.post("/en/guide/", kept | {"action": switch[1]}).content.decode()
    assert "Are you Bahraini?" in other
    assert 'name="action" value="change"' in other


def test_that_nothing_is_owned_is_said_and_not_taken_from_silence(client: Client) -> None:
    silent = _walk(client, {name: said for name, said in ELIGIBLE.items() if name != "properties-none"})
    assert 'data-tone="success"' not in silent
    assert "Properties of the family" in silent
    said = _walk(client, ELIGIBLE)
    assert "My family owns no property" in said[said.index("Your answers") :]


def test_each_round_is_titled_by_what_it_asks(client: Client) -> None:
    titles = [re.findall(r"<h1[^>]*>([^<]*)</h1>", page)[0] for page in _pages(client, ELIGIBLE)][:-1]
    assert titles[0] == "Am I eligible?"
    assert "What your family owns" in titles
    assert len(set(titles)) == len(titles)


def test_questions_that_follow_from_a_topic_say_that_they_do(client: Client) -> None:
    alone = {**ELIGIBLE, "marital_status": "divorced", "bahraini_minor_children": "2"}
    pages = _pages(client, alone)
    assert any("Your family: more" in page and 'id="custody"' in page for page in pages)


FAMILIES = [
    ({"sex": "male", "marital_status": "married"}, "1"),
    ({"sex": "female", "marital_status": "married", "spouse_bahraini": True, "husband_consent": True}, "1"),
    ({"sex": "female", "marital_status": "married", "spouse_bahraini": False, "bahraini_minor_children": 1}, "2"),
    ({"sex": "female", "marital_status": "widowed", "bahraini_minor_children": 3}, "2"),
    ({"sex": "male", "marital_status": "divorced", "bahraini_minor_children": 1, "custody": True}, "2"),
    (
        {"sex": "male", "marital_status": "single", "bahraini_minor_children": 0, "lives_with_bahraini_parent": True},
        "3",
    ),
]
ALONE = {"bahraini_minor_children": 0, "lives_with_bahraini_parent": False}
FAMILIES += [
    ({**ALONE, "sex": "male", "marital_status": "single", "minor_siblings": 1, "orphan": True}, "4"),
    ({**ALONE, "sex": "female", "marital_status": "single", "minor_siblings": 0, "has_children": False}, "5"),
]


@pytest.mark.parametrize(("answers", "category"), FAMILIES)
def test_the_category_of_a_family_follows_from_its_answers(answers: dict[str, str | int], category: str) -> None:
    guidance = guide_by(catalogue.services(), answers, frozenset(answers), clock.today(), catalogue.figures())
    judged = [f for p in guidance.prospects for f in p.assessment.findings if f.criterion == "family_category"]
    assert judged
    for finding in judged:
        assert finding.verdict is Verdict.MET
        assert {use.value for use in finding.facts if use.code == "family_category"} == {category}


def test_a_family_of_no_category_is_told_the_rule_it_misses() -> None:
    answers = {**ALONE, "sex": "male", "marital_status": "single", "minor_siblings": 0}
    guidance = guide_by(catalogue.services(), answers, frozenset(answers), clock.today(), catalogue.figures())
    finding = next(f for p in guidance.prospects for f in p.assessment.findings if f.criterion == "family_category")
    assert finding.verdict is Verdict.NOT_MET
    assert finding.remedy


@pytest.mark.parametrize(
    ("answers", "asked_next"),
    [
        ({}, {"sex", "marital_status"}),
        ({"sex": "male", "marital_status": "married"}, set()),
        ({"sex": "female", "marital_status": "married"}, {"spouse_bahraini"}),
        (
            {"sex": "male", "marital_status": "single"},
            {"bahraini_minor_children", "lives_with_bahraini_parent", "minor_siblings"},
        ),
    ],
)
def test_of_a_family_only_what_concerns_it_is_asked(answers: dict[str, str], asked_next: set[str]) -> None:
    guidance = guide_by(catalogue.services(), answers, frozenset(answers), clock.today(), catalogue.figures())
    of_the_family = {fact.code for fact in families.FAMILY_CATEGORY.needs}
    assert {fact.code for fact in guidance.next_facts} & of_the_family == asked_next


def test_whoever_had_no_application_cancelled_is_not_asked_when(client: Client) -> None:
    pages = _pages(client, {**ELIGIBLE, "was_cancelled": "no"})
    assert not any("When was your application cancelled?" in page for page in pages)
    concerned = _pages(client, {**ELIGIBLE, "was_cancelled": "yes"})
    assert any("When was your application cancelled?" in page for page in concerned)


def test_rows_are_added_and_removed_without_losing_the_others(client: Client) -> None:
    posted = {"asked": ["properties"], "page": ["properties"], "properties-0-row": "1", "properties-0-area_m2": "215"}
    more = client.post("/en/guide/", posted | {"action": "add:properties"}).content.decode()
    assert 'name="properties-1-row"' in more
    assert 'value="215"' in more
    fewer = client.post(
        "/en/guide/", posted | {"properties-1-row": "1", "action": "remove:properties:0"}
    ).content.decode()
    assert 'value="215"' not in fewer
    assert 'name="properties-1-row"' in fewer


def test_every_fact_can_be_asked_and_its_answer_judged() -> None:
    facts = askable(catalogue.services())
    assert not facts.keys() & {"programme", "family_category"}
    topics = [fact.code for topic in TOPICS for fact in topic.facts]
    assert len(topics) == len(set(topics))
    assert facts.keys() <= set(topics)
    assert [question_of(fact).code for fact in facts.values()] == list(facts)
    assert value_declared(facts["properties"], [{"area_m2": 215}]) == [{"area_m2": 215}]


def test_the_first_questions_are_those_every_criterion_begins_with() -> None:
    guidance = guide_by(catalogue.services(), {}, frozenset(), clock.today(), catalogue.figures())
    wanted = {fact.code for fact in guidance.next_facts}
    assert {"birth_date", "bahraini", "marital_status"} <= wanted
    assert "husband_consent" not in wanted


def test_of_a_property_what_the_criteria_need_is_asked_for(client: Client) -> None:
    typed = {"asked": "properties", "page": "properties", "properties-0-row": "1", "properties-0-area_m2": "300"}
    answer = client.post("/en/guide/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#properties-0-owner"' in page
    assert 'value="300"' in page
    assert 'href="#properties-0-disposed_on"' not in page


def test_services_that_open_by_where_one_stands_are_asked_about_and_the_rest_is_for_all(client: Client) -> None:
    page = _walk(client, {**ELIGIBLE, "waits": "no", "was_cancelled": "no"})
    assert "You have no application on a waiting list" in page
    assert "You have no cancelled application to revive" in page
    everyone = page[page.index("Open to everyone") :]
    assert "/en/services/update_contact_details/" in everyone
    assert "/en/services/waiting_list_data_update/" not in everyone


def test_nothing_more_is_asked_about_a_service_that_is_closed() -> None:
    asked = frozenset({"was_cancelled"})
    guidance = guide_by(catalogue.services(), {"was_cancelled": False}, asked, clock.today(), catalogue.figures())
    assert "cancelled_on" not in {fact.code for fact in guidance.next_facts}


def test_it_is_answered_so_often_and_then_later(client: Client) -> None:
    for _ in range(ELIGIBILITY.limit):
        ratelimit.count(ELIGIBILITY, "address:127.0.0.1")
    assert client.post("/en/guide/", {}).status_code == 429
    assert client.get("/en/guide/").status_code == 200
