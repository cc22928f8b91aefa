"""The Jinja2 environment of every page: strict, escaped, bilingual."""

from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, lru_cache, partial
from typing import Any, get_args
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from iskan.apps.documents.intake.receiving import upload_limit
from iskan.core.text import Text
from iskan.foundation.language import Spoken, speaking
from iskan.foundation.replica import copy_read
from iskan.policy.contact_ways import HOTLINE
from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.addresses import url_in
from iskan.surfaces.ui.icons import icon
from iskan.surfaces.ui.middleware import in_other_language
from iskan.surfaces.ui.schemes import scheme_of

_SPOKEN_FORMATTERS: tuple[Callable[..., object], ...] = (
    formatting.date, formatting.weekday, formatting.hijri, formatting.date_with_hijri, formatting.datetime,
    formatting.time, formatting.money,
)  # fmt: skip
_FORMATTERS: tuple[Callable[..., object], ...] = (
    *_SPOKEN_FORMATTERS, formatting.t, formatting.language, formatting.short_date, formatting.number,
    formatting.percent, formatting.ltr, formatting.phone, formatting.iban, formatting.person, formatting.typed,
)  # fmt: skip
_CALLED_AS_FILTERS = frozenset(
    {formatter.__name__ for formatter in _FORMATTERS}
    | {"url", "static", "icon", "query", "other_language_url", "scheme_of"}
)
_static = cache(static)


def _counter() -> Callable[..., Markup]:
    """Return `ngettext` as the pages of one language call it: the words for a number, values put in their places."""

    @lru_cache(maxsize=4096)
    def words(number: int, one: str, many: str) -> Markup:
        return Markup(ngettext(one, many, number))  # noqa: S704 -- our own words

    def counted(number: int, one: str, many: str, /, **values: object) -> Markup:
        return words(number, one, many) % {"num": number, **values}

    return counted


def _reader(spoken: str) -> Callable[[Text | str], str]:
    """Return `formatting.t` for a page whose language is known."""
    return lambda words: words.in_(spoken) if isinstance(words, Text) else words


def other_language_url(request: HttpRequest) -> str:
    """Return the address of the page being read in the other language."""
    return in_other_language(request.get_full_path())


def form_token(request: HttpRequest) -> dict[str, object]:
    """Give a page its token against forgery: made once, however many forms the page has."""
    return {"csrf_input": SimpleLazyObject(partial(csrf_input, request))}


def query(request: HttpRequest, **changes: object) -> str:
    """Return the page's query with some values changed; `None` drops a value."""
    kept = {name: values for name, values in request.GET.lists() if name not in changes}
    kept |= {name: [str(value)] for name, value in changes.items() if value is not None}
    return f"?{urlencode(kept, doseq=True)}"


def merged(attributes: dict[str, object], others: dict[str, object]) -> dict[str, object]:
    """Return attributes with others laid over them."""
    return {**attributes, **others}


class _FixedWords(NodeTransformer):
    """Replaces the language and the interface's words by constants, so that no page looks them up again.

    A formatter's call becomes a filter: Jinja2 calls filters without a context and computes those of constants once.
    """

    def __init__(self, source: nodes.Template) -> None:
        macros = {macro.name for macro in source.find_all(nodes.Macro)}
        names = {name.name for name in source.find_all(nodes.Name) if name.ctx != "load"}
        self._filters = _CALLED_AS_FILTERS - macros - names

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 -- the visitor's naming
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="_" | "gettext"),
                args=[nodes.Const(value=str(words))],
                dyn_args=None, dyn_kwargs=None,
            ):  # fmt: skip
                said = nodes.MarkSafeIfAutoescape(nodes.Const(gettext(words)))
                values = [nodes.Pair(nodes.Const(one.key), one.value) for one in node.kwargs]
                return nodes.Mod(said, nodes.Dict(values), lineno=node.lineno)
            case nodes.Call(
                node=nodes.Name(name="ngettext"),
                args=[nodes.Const() as one, nodes.Const() as many, number],
                dyn_args=None, dyn_kwargs=None,
            ):  # fmt: skip
                return nodes.Filter(number, "counted", [one, many], node.kwargs, None, None, lineno=node.lineno)
            case nodes.Call(node=nodes.Name(name="language")):
                return nodes.Const(formatting.language(), lineno=node.lineno)
            case nodes.Call(node=nodes.Name(name=str(name)), args=[first, *rest]) if name in self._filters:
                return nodes.Filter(first, name, rest, node.kwargs, node.dyn_args, node.dyn_kwargs, lineno=node.lineno)
        return node


class _LanguageEnvironment(Environment):
    """An environment whose templates are compiled for one language."""

    def __init__(self, language: Spoken, **options: Any) -> None:
        super().__init__(**options)
        self.language = language

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every template knows: no template has names of its own, and an import compares plain keys."""
        return self.globals if d is None else super().make_globals(d)

    def compile(  # type: ignore[override] # one signature for the two declared there
        self, source: str | nodes.Template, name: str | None = None, filename: str | None = None, **options: Any
    ) -> Any:
        """Compile a template with its fixed words written in."""
        parsed = self.parse(source, name, filename) if isinstance(source, str) else source
        with speaking(self.language):
            return super().compile(_FixedWords(parsed).visit(parsed), name, filename, **options)


class BothLanguages(Environment):
    """The environment Django is given: each page comes from that of the reader's language."""

    def __init__(self, of: Mapping[str, Environment], **options: Any) -> None:
        super().__init__(**options)
        self._of = of

    def get_template(self, name: str | Template, *args: Any, **kwargs: Any) -> Template:
        return self._of[formatting.language()].get_template(name, *args, **kwargs)

    def from_string(self, source: str | nodes.Template, *args: Any, **kwargs: Any) -> Template:
        return self._of[formatting.language()].from_string(source, *args, **kwargs)


def environment(**options: Any) -> Environment:
    """Build the environment Django's Jinja2 backend asks for."""
    chosen = {
        **options,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "cache_size": -1,  # as many as there are
        "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
    }
    return BothLanguages(
        {code: _configured(_LanguageEnvironment(code, **chosen)) for code in get_args(Spoken)}, **chosen
    )


def _configured(env: _LanguageEnvironment) -> Environment:
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined] # added by the i18n extension
    names: dict[str, Callable[..., object]] = {formatter.__name__: formatter for formatter in _FORMATTERS}
    names |= {formatter.__name__: partial(formatter, spoken=env.language) for formatter in _SPOKEN_FORMATTERS}
    names |= {"t": _reader(env.language), "url": partial(url_in, env.language), "static": _static, "icon": icon}
    names |= {"query": query, "other_language_url": other_language_url, "scheme_of": scheme_of}
    env.globals |= names | {"hotline": HOTLINE, "copy_read": copy_read, "upload_limit": upload_limit}
    env.filters |= names | {"merged": merged, "counted": _counter()}
    return env
