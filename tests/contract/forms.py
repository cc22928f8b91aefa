"""Forms of a page as a browser would send them: what stands in each field, and what a person changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

Values = dict[str, list[str]]


class NoForm(AssertionError):
    """A page draws no form for what its reader may do there."""


@dataclass(slots=True)
class Form:
    """A form: where it is sent, what is in it as it stands, its fields' names, and what boxes and buttons offer."""

    action: str
    method: str
    values: Values = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    offered: Values = field(default_factory=dict)

    def sent_with(self, changed: Mapping[str, Sequence[str]]) -> Values:
        """Return what is posted once somebody has changed some fields.

        Raises:
            KeyError: the form has no such field.
        """
        if missing := set(changed) - self.names:
            raise KeyError(*sorted(missing))
        return self.values | {name: list(words) for name, words in changed.items()}


class _Reader(HTMLParser):
    """Reads the forms of a page; a field of another form (``form="…"``) is nobody's here."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(action=has.get("action", ""), method=has.get("method", "get"))
            self.forms.append(self._open)
        elif self._open is not None and "name" in has and "form" not in has and "disabled" not in has:
            self._add(self._open, tag, has)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None

    def _add(self, form: Form, tag: str, has: Mapping[str, str]) -> None:
        name, kind = has["name"], has.get("type", "text")
        form.names.add(name)
        offers = tag == "button" or kind in {"checkbox", "radio"}
        if offers:
            form.offered.setdefault(name, []).append(has.get("value", ""))
        if tag == "input" and kind != "file" and (not offers or "checked" in has):
            form.values.setdefault(name, []).append(has.get("value", ""))


def forms_of(page: str) -> tuple[Form, ...]:
    """Return the forms of a page that change something."""
    reader = _Reader()
    reader.feed(page)
    return tuple(form for form in reader.forms if form.method == "post")


def form_to(page: str, address: str = "") -> Form:
    """Return the form of a page that is sent to an address, or else to the page itself.

    Raises:
        NoForm: the page draws none.
    """
    for form in forms_of(page):
        if form.action == address:
            return form
    raise NoForm(address)
