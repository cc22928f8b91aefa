"""The checks every page is held to, held to themselves: a page with a fault of each kind is told of each."""

from collections.abc import Callable

import pytest
from tests.browser.conftest import Visitor, judged

VisitorMaker = Callable[..., Visitor]
SOUND = """<!doctype html><html lang="en" dir="ltr"><head><title>A page</title></head>
<body><main><h1>A page</h1>{planted}</main></body></html>"""
PLANTED = {
    "image-alt": '<img src="data:," id="planted">',
    "label": '<input id="planted">',
    "link-name": '<a href="/" id="planted"></a>',
    "button-name": '<button id="planted"></button>',
    "color-contrast": '<p id="planted" style="color: #aaa; background: #fff">Hardly read</p>',
    "target-size": '<button id="planted" style="inline-size: 9px; block-size: 9px; padding: 0">x</button>'
    '<button style="inline-size: 9px; block-size: 9px; padding: 0">y</button>',
    "heading-order": '<h4 id="planted">Too deep</h4>',
    "list": '<ul id="planted"><p>No item</p></ul>',
    "aria-valid-attr-value": '<div id="planted" role="checkbox" aria-checked="perhaps" tabindex="0">A box</div>',
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_violation_is_told_with_its_place(visitor: VisitorMaker, rule: str) -> None:
    someone = visitor(language="en")
    someone.page.set_content(SOUND.format(planted=PLANTED[rule]))
    with pytest.raises(AssertionError, match=rule):
        someone.check()


def test_a_page_of_the_same_structure_is_looked_at_once(visitor: VisitorMaker) -> None:
    someone = visitor(language="en")
    rows = "<ul><li>One</li><li>Two</li></ul>"
    someone.page.set_content(SOUND.format(planted=rows))
    someone.check()
    before = len(judged)
    for alike in (rows, rows.replace("One", "Eleven"), rows.replace("<li>One", "<li>None</li><li>One")):
        someone.page.set_content(SOUND.format(planted=alike))
        someone.check()
    assert len(judged) == before
    for other in (rows.replace("One", ""), rows.replace("<ul", "<ul class='a'"), rows + "<p>Three</p>"):
        someone.page.set_content(SOUND.format(planted=other))
        someone.check()
    assert len(judged) == before + 3


@pytest.mark.parametrize("name", ["children", "attributes"])
def test_a_field_may_be_named_like_what_a_form_has(visitor: VisitorMaker, name: str) -> None:
    someone = visitor(language="en")
    form = f"<form><label for='one'>One</label><input id='one' name='{name}'>{{}}</form>"
    someone.page.set_content(SOUND.format(planted=form.format("")))
    someone.check()
    someone.page.set_content(SOUND.format(planted=form.format(PLANTED["label"])))
    with pytest.raises(AssertionError, match="label"):
        someone.check()


def test_a_fault_is_told_each_time(visitor: VisitorMaker) -> None:
    someone = visitor(language="en")
    for _ in range(2):
        someone.page.set_content(SOUND.format(planted=PLANTED["image-alt"]))
        with pytest.raises(AssertionError, match="image-alt"):
            someone.check()


def test_every_violation_is_told(visitor: VisitorMaker) -> None:
    someone = visitor(language="en")
    someone.page.set_content(SOUND.format(planted='<img src="data:,">' * 30))
    with pytest.raises(AssertionError) as told:
        someone.check_accessible()
    assert sum(line.strip().startswith("image-alt: ") for line in told.value.args[0].splitlines()[:31]) == 30


@pytest.mark.parametrize(
    ("language", "page", "told"),
    [
        ("en", SOUND.format(planted="<p style='inline-size: 4000px'>Wide</p>"), "px wider"),
        ("ar", SOUND.format(planted=""), "ltr"),
        ("en", SOUND.format(planted="").replace('lang="en"', 'lang="ar"'), "ar"),
        ("en", SOUND.format(planted="<script>undefined.of_it</script>"), "of_it"),
    ],
)
def test_what_else_a_page_may_not_be(visitor: VisitorMaker, language: str, page: str, told: str) -> None:
    someone = visitor(language=language)
    someone.page.set_content(page)
    with pytest.raises(AssertionError, match=told):
        someone.check()


def test_a_sound_page_passes(visitor: VisitorMaker) -> None:
    someone = visitor(language="en")
    someone.page.set_content(SOUND.format(planted=""))
    someone.check()
