"""Plates: what each app shows of itself on a case's page, a line in the head and a card below it.

An app's plates stand in one module of a surface, ``portal/plates/<app>.py`` for citizens and
``backoffice/plates/<app>.py`` for officials, and are found by being there: the page knows no app by name.
What the plates of a page read is joined into one statement.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from iskan.core.catalogue import Service
from iskan.core.lifecycle import CaseOutcome, Stage
from iskan.foundation.reading import RelatedRead, RelatedValues, read_related
from iskan.foundation.scope import Scope

Reads = tuple[RelatedRead[Any], ...]


class PlateDeclaredTwice(ValueError):
    """Two plates of a page have the same code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCase:
    """The case a page shows, and what the plates' reads brought for it."""

    id: int
    reference: str
    service: Service
    stage: Stage
    scope: Scope
    today: date
    related: RelatedValues


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLine:
    """Where a case stands by what came of it; ``goes_on`` where it is not over, though decided."""

    name: str
    tone: str
    next_step: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """A line of what has happened; ``who`` did it, where the title does not say so."""

    title: str
    at: datetime
    text: str
    tone: str
    icon: str
    current: bool
    who: str = ""


@dataclass(frozen=True, slots=True)
class PlateLink:
    """A way from the case's page to one of the app's own."""

    icon: str
    url: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateView:
    """What a plate adds to a page; ``card`` is what the macro ``card`` of the plate's template shows.

    The desk's page heads a card with ``title``; ``links`` and ``events`` are of the citizen's page alone.
    """

    title: str = ""
    card: object = None
    links: tuple[PlateLink, ...] = ()
    events: tuple[TimelineEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateCard:
    """A card as the page lays it out."""

    code: str
    template: str
    title: str
    view: object


def leads_on(service: Service, stage: Stage) -> bool:
    """Say whether more hangs on a case than its decision: a place on a list, a document, a home."""
    return stage.outcome is CaseOutcome.GRANTED and bool(service.programmes or service.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """What an app shows on a case's page.

    ``concerns`` says of which cases; nothing is read of another. The first head in the order of ``position`` opens the
    citizen's page and the case's line on the list; officials see a tag for each. ``head_reads`` is what the head needs,
    ``reads`` what the rest does.
    """

    code: str
    position: int
    template: str = ""
    concerns: Callable[[Service, Stage], bool] = leads_on
    head_reads: Reads = ()
    head: Callable[[Stage, RelatedValues], HeadLine | None] | None = None
    reads: Reads = ()
    show: Callable[[ShownCase], PlateView | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPlates:
    """What the plates add to a page, in their order."""

    cards: tuple[PlateCard, ...]
    links: tuple[PlateLink, ...]
    events: tuple[TimelineEvent, ...]


class PlateSet:
    """The plates of a page, in the order of their positions."""

    def __init__(self, plates: Iterable[Plate]) -> None:
        self.plates = tuple(sorted(plates, key=lambda plate: plate.position))
        codes = [plate.code for plate in self.plates]
        if len(codes) != len(set(codes)):
            raise PlateDeclaredTwice(", ".join(codes))
        self.head_reads: Reads = _together(plate.head_reads for plate in self.plates)

    @classmethod
    def found_in(cls, package: str, path: Iterable[str]) -> "PlateSet":
        """Return the plates declared in the modules of a package."""
        modules = [importlib.import_module(f"{package}.{found.name}") for found in pkgutil.iter_modules(path)]
        return cls(value for module in modules for value in vars(module).values() if isinstance(value, Plate))

    def of(self, service: Service, stage: Stage) -> tuple[Plate, ...]:
        """Return the plates that concern a case."""
        return tuple(plate for plate in self.plates if plate.concerns(service, stage))

    def read(self, *, id: int, reference: str, service: Service, stage: Stage) -> RelatedValues:  # noqa: A002 -- the column's name
        """Read all that a case's plates show, in one statement; where none concerns it, in none."""
        plates = self.of(service, stage)
        reads = _together(plate.head_reads + plate.reads for plate in plates)
        return read_related(reads, id=id, reference=reference) if reads else RelatedValues.none(())

    def heads(self, service: Service, stage: Stage, related: RelatedValues) -> Iterator[HeadLine]:
        """Return where a case stands by each plate that says so."""
        heads = (plate.head(stage, related) for plate in self.of(service, stage) if plate.head)
        return (head for head in heads if head is not None)

    def shown(self, case: ShownCase) -> ShownPlates:
        """Return what the plates show of a case."""
        plates = [plate for plate in self.of(case.service, case.stage) if plate.show]
        views = [(plate, view) for plate in plates if plate.show and (view := plate.show(case))]
        return ShownPlates(
            cards=tuple(
                PlateCard(code=plate.code, template=plate.template, title=view.title, view=view.card)
                for plate, view in views
                if view.card is not None
            ),
            links=tuple(link for _plate, view in views for link in view.links),
            events=tuple(event for _plate, view in views for event in view.events),
        )


def _together(reads: Iterable[Sequence[RelatedRead[Any]]]) -> Reads:
    return tuple(dict.fromkeys(read for some in reads for read in some))
