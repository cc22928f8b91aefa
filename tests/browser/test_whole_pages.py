"""Nothing on a page is cut off, squeezed or out of the screen: from 320 px to 1920, and with text of twice the size."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from tests.browser.conftest import FLAGS, PHONE, Language, Visitor, chromium
from tests.browser.portal import asked, cast_of_today, filed_case
from tests.factories.cast import Cast
from tests.factories.desk import busy_desk, full_case, worked_on
from tests.factories.draws import DAY, make_draw_office, plain_cases
from tests.factories.simulators import registers_in_process

from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

VisitorMaker = Callable[..., Visitor]
WIDTHS = (320, PHONE, 820, 1280, 1920)
# What of a page a reader cannot see at once: what lies outside the screen, what its own frame cuts, a bar that has to
# be scrolled, and words one letter wide. A table may be moved sideways: the keyboard reaches it.
UNSEEN = """() => {
  const width = document.documentElement.clientWidth, found = []
  const tell = (why, node) => found.push(`${why}: ${node.localName}.${node.className} ${node.innerText.slice(0, 40)}`)
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest("svg, .visually-hidden, .wide-words, .menu-name, .skip, .table-frame > *")) continue
    if (!node.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) continue
    const box = node.getBoundingClientRect(), style = getComputedStyle(node)
    if (!box.width || !box.height || style.clipPath !== "none") continue
    if (!node.children.length && (box.right > width + 1 || box.left < -1)) tell("outside the screen", node)
    const overflows = node.scrollWidth - node.clientWidth > 1 && !node.matches(".table-frame, input, select, textarea")
    if (overflows && style.overflowX !== "visible" && node.innerText) tell("cut by its frame", node)
    if (!node.children.length && node.innerText && box.width < 40 && box.height > 120) tell("squeezed", node)
  }
  return found
}"""


Check = Callable[[Visitor], None]


@pytest.fixture
def check_whole(browser: Browser) -> Iterator[Check]:
    """Yield what holds a page to being whole at every width, as it is and where the reader's text is twice the size."""
    flags = [*FLAGS, "--no-sandbox", "--blink-settings=defaultFontSize=32"]
    large = browser.browser_type.launch(executable_path=chromium.find(), args=flags, headless=True)

    def check(someone: Visitor) -> None:
        told = [f"{width} px: {one}" for width in WIDTHS for one in _unseen(someone.page, width)]
        again = large.new_page(storage_state=someone.page.context.storage_state())
        again.goto(someone.page.url)
        told += [f"{width} px, text 200 %: {one}" for width in WIDTHS[1:] for one in _unseen(again, width)]
        again.close()
        assert not told, f"{someone.page.url}\n" + "\n".join(told)

    yield check
    large.close()


def _unseen(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    found: list[str] = page.evaluate(UNSEEN)
    return found


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    return cast_of_today(settings)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_desk(
    cast: Cast, settings: Settings, visitor: VisitorMaker, check_whole: Check, language: Language
) -> None:
    with registers_in_process() as address:
        settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, address)
        at = clock.now()
        busy_desk(cast, at)
        case = worked_on(cast, full_case(personas.OWNS_HOUSE, at, clock.today()), at)
    supervisor = visitor(language=language).come_in(cast.client("supervisor"))
    for path in (f"/staff/cases/{case.reference}/", "/staff/?tab=all"):
        supervisor.go(path)
        check_whole(supervisor)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_menu_of_the_desk_opens_on_a_phone(cast: Cast, visitor: VisitorMaker, language: Language) -> None:
    reviewer = visitor(language=language, looks=[(PHONE, "light")], javascript=False).come_in(cast.client("reviewer"))
    reviewer.go("/staff/")
    links = reviewer.page.locator(".side-nav a")
    expect(links.first).to_be_hidden()
    reviewer.page.locator(".side-nav summary").click()
    expect(links.first).to_be_visible()
    reviewer.check()
    reviewer.page.set_viewport_size({"width": 1280, "height": 900})
    expect(reviewer.page.locator(".side-nav summary")).to_be_hidden()
    reviewer.page.locator(".side-nav details").evaluate("(menu) => { menu.open = false }")
    expect(links.first).to_be_visible()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_portal(cast: Cast, visitor: VisitorMaker, check_whole: Check, language: Language) -> None:
    past = make_draw_office(clock.now() - 5 * DAY)
    held = past.ready(plain_cases(cast.head, 8, past.at), [(f"SLM-3-{n:02}", "house-4br") for n in range(5)])
    past.run(held.reference)
    citizen = visitor(language=language).come_in(cast.client("head"))
    for path in ("/", "/services/", "/cases/", f"/draws/{held.reference}/", f"/draws/{held.reference}/mine/"):
        citizen.go(path)
        check_whole(citizen)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_wrong_with_a_file(cast: Cast, visitor: VisitorMaker, check_whole: Check, language: Language) -> None:
    case = filed_case(cast.head)
    asked(case, cast)
    citizen = visitor(language=language, looks=[(PHONE, "light")]).come_in(cast.client("head"))
    citizen.go(f"/cases/{case.reference}/answer/")
    box = citizen.page.locator("main input[type=file]").first
    box.set_input_files(
        {"name": "شهادة راتب طويلة الاسم جدًا من جهة العمل.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    expect(citizen.page.locator(".upload-queue [data-state=failed]").first).to_be_visible()
    check_whole(citizen)


@pytest.mark.parametrize("width", [820, 1280, 1920])
def test_four_cards_stand_two_and_two_or_all_in_a_row(cast: Cast, visitor: VisitorMaker, width: int) -> None:
    del cast
    someone = visitor(looks=[(width, "light")])
    someone.go("/")
    tops = someone.page.locator(".card-grid > *").evaluate_all(
        "(cards) => cards.map((card) => Math.round(card.getBoundingClientRect().top))"
    )
    assert len(tops) == 4
    assert sorted(tops.count(top) for top in set(tops)) in ([2, 2], [4])
