"""Figures of the law: each value with its first day, the instrument that set it, and how sure we are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from iskan.core.counted import Noun
from iskan.core.text import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """Where a rule or figure comes from: the instrument, its article, our source, and the source's grade."""

    instrument: Text
    article: Text | None = None
    source: str
    grade: str

    def cited(self) -> Text:
        """Return the citation as a line of its own, the article first; in English it begins with a capital."""
        if self.article is None:
            return Text(ar=self.instrument.ar, en=self.instrument.en[:1].upper() + self.instrument.en[1:])
        return Text(ar=f"{self.article.ar} من {self.instrument.ar}", en=f"{self.article.en}, {self.instrument.en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Generic[T]):
    """One value of a figure. ``value`` is ``None`` where the law's figure was not found: not configured.

    ``copy`` names the document that holds a copy of its instrument, where officials have attached one.
    """

    value: T | None
    first_day: date
    basis: LegalBasis
    note: Text | None = None
    copy: str = ""


class NotConfigured(LookupError):
    """The figure has no value on that day, and none may be guessed."""

    def __init__(self, figure: "Dated[object]", day: date) -> None:
        super().__init__(f"{figure.code} is not configured on {day.isoformat()}")
        self.figure = figure
        self.day = day


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Generic[T]):
    """A figure that changes by law; asking for it requires a day.

    ``unit`` is the noun its numbers count, or a text with a place for a number; ``names`` are those of values in words.
    """

    code: str
    label: Text
    unit: Noun | Text | None = None
    is_money: bool = False
    names: tuple[tuple[str, Text], ...] = ()
    versions: tuple[Version[T], ...] = ()

    def on(self, day: date, also: Iterable[Version[T]] = ()) -> Version[T]:
        """Return the version in force on a day; published versions come in through ``also`` and win a tie.

        Raises:
            NotConfigured: no version has begun, or the one in force holds no value.
        """
        begun = [version for version in (*self.versions, *also) if version.first_day <= day]
        latest = max(enumerate(begun), key=lambda numbered: (numbered[1].first_day, numbered[0]), default=None)
        if latest is None or latest[1].value is None:
            raise NotConfigured(self, day)  # type: ignore[arg-type]  # the code is all the message needs
        return latest[1]


@dataclass(frozen=True, slots=True)
class FigureBook:
    """The shipped figures together with the versions officials have published since."""

    published: Mapping[str, tuple[Version[object], ...]] = field(default_factory=dict)

    def on(self, figure: Dated[T], day: date) -> Version[T]:
        """Return the version of a figure in force on a day, or raise `NotConfigured`."""
        return figure.on(day, self.published.get(figure.code, ()))  # type: ignore[arg-type]  # keyed by code

    def value(self, figure: Dated[T], day: date) -> T:
        """Return the value of a figure in force on a day, or raise `NotConfigured`."""
        value = self.on(figure, day).value
        assert value is not None  # noqa: S101 -- `on` has raised otherwise; this tells the type checker
        return value
