"""The Jinja2 environment of every page: strict, escaped, bilingual."""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from keyword import iskeyword
from typing import Any, get_args
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from iskan.core.text import Text
from iskan.foundation.language import Spoken, speaking
from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.addresses import url_in
from iskan.surfaces.ui.icons import icon
from iskan.surfaces.ui.middleware import in_other_language
from iskan.surfaces.ui.schemes import scheme_of

SPEAKERS: tuple[Callable[..., object], ...] = (
    formatting.date, formatting.weekday, formatting.hijri, formatting.date_with_hijri, formatting.datetime,
    formatting.time, formatting.money,
)  # fmt: skip
WRITERS: tuple[Callable[..., object], ...] = (
    *SPEAKERS, formatting.t, formatting.language, formatting.short_date, formatting.number, formatting.percent,
    formatting.ltr, formatting.phone, formatting.iban, formatting.person, formatting.typed,
)  # fmt: skip
_to_escape = re.compile("[&<>\"']").search
FILTERED = frozenset(
    {writer.__name__ for writer in WRITERS} | {"url", "static", "icon", "query", "other_language_url", "scheme_of"}
)
ASKING_FOR_CONTEXT = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})

_static = cache(static)


@lru_cache(maxsize=4096, typed=True)
def written_once(macro: Callable[..., str], *values: object) -> str:
    """Return what a macro writes for values of our own that many pages share, written once.

    Its language is that of its template. Markup and the same characters as words are told apart, but not inside tuples.
    """
    return macro(*values)


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


def query(request: HttpRequest, **changes: object) -> str:
    """Return the page's query with some values changed; `None` drops a value."""
    kept = {name: values for name, values in request.GET.lists() if name not in changes}
    kept |= {name: [str(value)] for name, value in changes.items() if value is not None}
    return f"?{urlencode(kept, doseq=True)}"


def merged(attributes: dict[str, object], others: dict[str, object]) -> dict[str, object]:
    """Return attributes with others laid over them."""
    return {**attributes, **others}


class _Spoken(NodeTransformer):
    """Writes the language and the interface's fixed words into the compiled template: no page looks them up again.

    Calls of the writers become filters, which are called directly, and whose outcome for fixed words is fixed as well.
    """

    def __init__(self, source: nodes.Template) -> None:
        macros = {macro.name for macro in source.find_all(nodes.Macro)}
        names = {name.name for name in source.find_all(nodes.Name) if name.ctx != "load"}
        self._filters = FILTERED - macros - names

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


class _Code(CodeGenerator):
    """Writes templates that look at a value before they escape it: half of what a page shows is markup already.

    Fixed markup handed to a macro is made once, not with every page. What is called is called directly: of all that
    templates call, only words that could not be written in ask for the context.
    """

    environment: "_OneLanguage"

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802 -- the visitor's naming
        said = node.as_const(frame.eval_ctx)
        if type(said) is Markup:
            self.write(f"environment.said[{self.environment.keep(said)}]")
        else:
            super().visit_Const(node, frame)

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 -- the visitor's signature
        asks = isinstance(node.node, nodes.Name) and node.node.name in ASKING_FOR_CONTEXT
        if asks or node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not frame.eval_ctx.autoescape or frame.eval_ctx.volatile or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


def _shown(value: object) -> str:
    """Return what is joined into the page: escaped, where it is not markup and there is something to escape."""
    if type(value) is Markup or (type(value) is str and not _to_escape(value)):
        return value
    return escape(value)


class _Page(Template):
    """A template whose imports need no look at the globals: those of one environment are the same everywhere.

    However many forms a page has, the token against forgery is made once for it.
    """

    def render(self, *args: Any, **kwargs: Any) -> str:
        context = dict(*args, **kwargs)
        request = context.get("request")
        if request is not None:
            context["csrf_input"] = SimpleLazyObject(partial(csrf_input, request))
        return super().render(context)

    def _get_default_module(self, _ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class _OneLanguage(Environment):
    """An environment whose templates are compiled for one language."""

    template_class = _Page
    code_generator_class = _Code
    shown = staticmethod(_shown)

    def __init__(self, language: Spoken, **options: Any) -> None:
        super().__init__(**options)
        self.language = language
        self.said: list[Markup] = []
        self._places: dict[Markup, int] = {}

    def keep(self, said: Markup) -> int:
        """Keep fixed markup and return its place in ``said``."""
        place = self._places.setdefault(said, len(self.said))
        if place == len(self.said):
            self.said.append(said)
        return place

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        with speaking(self.language):
            return super()._generate(_Spoken(source).visit(source), *args, **kwargs)


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
    return BothLanguages({code: _furnished(_OneLanguage(code, **chosen)) for code in get_args(Spoken)}, **chosen)


def _furnished(env: _OneLanguage) -> Environment:
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined] # added by the i18n extension
    writers: dict[str, Callable[..., object]] = {writer.__name__: writer for writer in WRITERS}
    writers |= {speaker.__name__: partial(speaker, spoken=env.language) for speaker in SPEAKERS}
    writers |= {"t": _reader(env.language), "url": partial(url_in, env.language), "static": _static, "icon": icon}
    writers |= {
        "written_once": written_once,
        "query": query,
        "other_language_url": other_language_url,
        "scheme_of": scheme_of,
    }
    env.globals |= writers
    env.filters |= writers | {"merged": merged, "counted": _counter()}
    return env
