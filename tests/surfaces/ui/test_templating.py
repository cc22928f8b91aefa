"""The environment of every page: strict, escaped, bilingual."""

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from jinja2 import Environment, UndefinedError
from markupsafe import escape

from iskan.surfaces.ui.icons import UnknownIcon, icon, sheet
from iskan.surfaces.ui.schemes import scheme_of
from iskan.surfaces.ui.templating import merged, other_language_url, query


@pytest.fixture
def env() -> Environment:
    return engines.all()[0].env  # type: ignore[attr-defined, no-any-return] # the first engine is Jinja2


def read(env: Environment, source: str, **words: object) -> str:
    return env.from_string(source).render(**words)


def test_unknown_names_are_errors(env: Environment) -> None:
    with pytest.raises(UndefinedError):
        read(env, "{{ nobody }}")


def test_values_are_escaped(env: Environment) -> None:
    assert read(env, "{{ name }}", name="<script>") == "&lt;script&gt;"


@pytest.mark.parametrize("character", ["&", "<", ">", '"', "'"])
def test_each_character_of_markup_is_escaped(env: Environment, character: str) -> None:
    assert read(env, "{{ name }}", name=f"a{character}") == escape(f"a{character}") != f"a{character}"


def test_markup_stays_and_numbers_are_written(env: Environment) -> None:
    assert (
        read(env, "{{ ltr(word) }}{{ 3 }}{{ none }}", word="<A>")
        == '<bdi dir="ltr" class="code" translate="no">&lt;A&gt;</bdi>3None'
    )


def test_a_macro_may_bear_the_name_of_a_writer(env: Environment) -> None:
    source = "{% macro date(day) %}field {{ day }}{% endmacro %}{{ date('x') }}"
    assert read(env, source) == "field x"


@pytest.mark.usefixtures("arabic")
def test_arabic_has_its_plurals(env: Environment) -> None:
    source = '{{ ngettext("%(count)s application waiting", "%(count)s applications waiting", n, count=n) }}'
    assert [read(env, source, n=n) for n in (0, 1, 2, 3, 110, 11, 683, 100, 201)] == [
        "لا توجد طلبات منتظرة",
        "طلب واحد منتظر",
        "طلبان منتظران",
        "3 طلبات منتظرة",
        "110 طلبات منتظرة",
        "11 طلبًا منتظرًا",
        "683 طلبًا منتظرًا",
        "100 طلب منتظر",
        "201 طلب منتظر",
    ]


@pytest.mark.usefixtures("english")
def test_english_reads_the_source(env: Environment) -> None:
    assert read(env, '{{ _("Step %(number)s of %(total)s", number=2, total=4) }}') == "Step 2 of 4"


@pytest.mark.parametrize(
    "source",
    [
        '{{ _("Step %(number)s of %(total)s", number=typed, total=4) }}',
        '{{ ngettext("%(count)s of %(num)s", "%(count)s of %(num)s", 2, count=typed) }}',
        "{% macro shown(words) %}{{ words }}{% endmacro %}{{ shown(typed) }}{{ shown(words=typed) }}",
        "{% macro framed() %}{{ caller(typed) }}{% endmacro %}{% call(words) framed() %}{{ words }}{% endcall %}",
        "{% macro shown(words) %}{{ words }}{% endmacro %}{{ shown(*[typed]) }}{{ shown(**{'words': typed}) }}",
    ],
)
def test_what_was_typed_is_escaped_however_it_is_passed_on(env: Environment, source: str) -> None:
    page = read(env, source, typed="<script>")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_macro_called_amiss_is_an_error(env: Environment) -> None:
    with pytest.raises(TypeError, match="takes not more than 1 argument"):
        read(env, "{% macro one(words) %}{{ words }}{% endmacro %}{{ one(1, 2) }}")


def test_the_forms_of_a_page_share_one_token(rf: RequestFactory) -> None:
    page = engines["jinja2"].from_string("{{ csrf_input }}\n{{ csrf_input }}").render({}, rf.get("/"))
    first, second = page.split("\n")
    assert 'name="csrfmiddlewaretoken"' in first
    assert first == second


def test_formatters_are_globals_and_filters(env: Environment) -> None:
    assert read(env, "{{ number(1284) }} {{ 1284|number }}") == "1,284 1,284"


def test_query_keeps_what_it_does_not_change() -> None:
    request = RequestFactory().get("/?status=a&status=b&page=2&q=x")
    assert query(request, page=3, q=None) == "?status=a&status=b&page=3"


def test_other_language_keeps_the_query() -> None:
    assert other_language_url(RequestFactory().get("/services/?q=1")) == "/en/services/?q=1"


def test_merged_lays_the_later_over_the_earlier() -> None:
    assert merged({"a": 1, "b": 1}, {"b": 2}) == {"a": 1, "b": 2}


def test_icons_are_inline_and_turn_where_they_point() -> None:
    assert icon("arrow").startswith('<svg class="icon icon-flip"')
    assert icon("check").startswith('<svg class="icon" ')
    assert all(len(icon(name)) > 100 for name in sheet())


def test_unknown_icon_is_named() -> None:
    with pytest.raises(UnknownIcon):
        icon("no-such-thing")


@pytest.mark.parametrize(("cookie", "scheme"), [("dark", "dark"), ("light", "light"), ("pink", "auto"), ("", "auto")])
def test_scheme_is_one_of_three(cookie: str, scheme: str) -> None:
    request = HttpRequest()
    request.COOKIES["scheme"] = cookie
    assert scheme_of(request) == scheme
    assert scheme_of(None) == "auto"
