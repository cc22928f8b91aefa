"""A citizen applies for a home in the browser, with script and without, by mouse and by keyboard alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.browser.conftest import DESK, PHONE, Visitor
from tests.browser.portal import cast_of_today, come_in
from tests.factories.cast import Cast
from tests.factories.journeys import IBAN

from iskan.apps.cases.models import Case

VisitorMaker = Callable[..., Visitor]
WORDS = {
    "ar": {"start": "ابدأ الآن", "submit": "تقديم الطلب", "done": "قُدّم طلبك", "yes": "نعم"},
    "en": {"start": "Start now", "submit": "Submit the application", "done": "Your application is filed", "yes": "Yes"},
}
TYPED = {
    "mobile": "٣٣٤٤٥٥٦٦",
    "iban": IBAN,
    "basic_salary": "٧٥٠",
    "address-building": "1088",
    "address-road": "4025",
    "address-block": "840",
    "other_allowances": "0",
}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cfc0f01f0005000"
    "1ffa1c8b0bd0000000049454e44ae426082"
)


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings) -> Iterator[Cast]:  # noqa: ARG001 -- the server reads what is committed
    yield from cast_of_today(settings)


def _answer(visitor: Visitor) -> None:
    """Answer what a step asks that is not answered yet: the first choice, no, or the words known for it."""
    page = visitor.page
    for name in dict.fromkeys(box.get_attribute("name") for box in page.locator("main input[type=radio]").all()):
        group = page.locator(f"main input[name='{name}']")
        if not page.locator(f"main input[name='{name}']:checked").count():
            no = page.locator(f"main input[name='{name}'][value=no]")
            (no if no.count() else group.first).check()
    for box in page.locator("main input:not([type=radio]):not([type=hidden]):not([type=file])").all():
        name = box.get_attribute("name") or ""
        if name in TYPED and not box.input_value():
            box.fill(TYPED[name])


def _continue(visitor: Visitor) -> None:
    visitor.page.locator("main form.form button:not(.default-button)[type=submit]:not([name])").first.click()


def _fill_every_step(visitor: Visitor) -> None:
    for _ in range(24):
        if "/steps/" not in visitor.page.url:
            return
        _answer(visitor)
        _continue(visitor)
    raise AssertionError(f"the application does not come to an end: {visitor.page.url}")


def _attach_pictures(visitor: Visitor, folder: Path) -> None:
    file = folder / "شهادة.png"
    file.write_bytes(PICTURE)
    for box in visitor.page.locator("main input[type=file]").all():
        box.set_input_files(file)
        visitor.page.wait_for_load_state("networkidle")
    _continue(visitor)
    if visitor.page.url.endswith("/documents/"):
        _continue(visitor)


@pytest.mark.parametrize("script", ["with script", "without script"])
@pytest.mark.parametrize(("language", "width"), [("ar", PHONE), ("en", DESK)])
def test_a_citizen_applies_for_a_home(  # noqa: PLR0917 -- fixtures and parameters
    visitor: VisitorMaker, cast: Cast, tmp_path: Path, language: str, width: int, script: str
) -> None:
    someone = visitor(language=language, width=width, javascript=script == "with script")
    words = WORDS[language]
    come_in(someone, cast.head)
    someone.go("/services/new_housing_application/")
    someone.page.get_by_role("button", name=words["start"]).click()
    _fill_every_step(someone)
    assert someone.page.url.endswith("/documents/")
    _attach_pictures(someone, tmp_path)
    assert someone.page.url.endswith("/check/")
    for box in someone.page.locator("input[name=declared]").all():
        box.check()
    someone.page.get_by_role("button", name=words["submit"]).click()
    assert someone.page.locator("h1").inner_text() == words["done"]
    case = Case.objects.get(applicant=cast.head)
    assert case.reference in someone.page.content()
    assert case.filed_at is not None
    someone.page.go_back()
    someone.go(f"/cases/{case.reference}/")
    assert case.reference in someone.page.content()
    assert Case.objects.count() == 1


def test_an_answer_opens_its_questions_at_once_where_there_is_script(
    visitor: VisitorMaker,
    cast: Cast,
) -> None:
    someone = visitor(language="en")
    come_in(someone, cast.head)
    someone.go("/services/family_members_declaration/")
    someone.page.get_by_role("button", name="Start now").click()
    someone.page.locator("input[name=members_missing][value=yes]").check()
    someone.page.locator("#missing_members").wait_for()
    assert someone.page.locator("input[name=members_missing][value=yes]").is_checked()
    someone.page.locator("button[value='add:missing_members']").click()
    someone.page.locator("input[name='missing_members-0-name']").fill("هدى")
    someone.page.locator("button[value='add:missing_members']").click()
    assert someone.page.locator("input[name='missing_members-0-name']").input_value() == "هدى"
    someone.check()


def test_enter_sends_the_form_and_removes_nothing(
    visitor: VisitorMaker,
    cast: Cast,
) -> None:
    someone = visitor(language="en", javascript=False)
    come_in(someone, cast.head)
    someone.go("/services/update_contact_details/")
    someone.page.get_by_role("button", name="Start now").click()
    someone.page.locator("input[name=mobile]").fill("12")
    someone.page.locator("input[name=mobile]").press("Enter")
    assert someone.page.title().startswith("Error:")
    assert someone.page.locator("input[name=mobile]").input_value() == "12"


def test_the_summary_of_errors_is_reached_and_left_by_keyboard(
    visitor: VisitorMaker,
    cast: Cast,
) -> None:
    someone = visitor(language="en")
    come_in(someone, cast.head)
    someone.go("/services/update_contact_details/")
    someone.page.get_by_role("button", name="Start now").click()
    someone.page.locator("input[name=mobile]").press("Enter")
    summary = someone.page.locator(".error-summary")
    summary.wait_for()
    assert summary.evaluate("node => node === document.activeElement")
    first = (summary.locator("a").first.get_attribute("href") or "").removeprefix("#")
    someone.page.keyboard.press("Tab")
    someone.page.keyboard.press("Enter")
    assert someone.page.evaluate("document.activeElement.id") == first
