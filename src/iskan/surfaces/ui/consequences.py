"""What follows from a move, in words, read from its declaration: both sides are told the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from iskan.apps.cases.queries.deadlines import deadlines_of
from iskan.core.catalogue import Service, says
from iskan.core.lifecycle import Transition
from iskan.core.text import Text
from iskan.surfaces.ui.formatting import date_with_hijri, t


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What a move brings: the stage it leads to, what is done, what the citizen is written, what follows by itself."""

    stage: str
    next_step: str
    done: tuple[str, ...]
    subject: str
    message: str
    by_itself: tuple[str, ...]
    is_last: bool


def consequences_of(
    service: Service, transition: Transition, words: Mapping[str, Text | str], at: datetime
) -> Consequences:
    """Return what a move brings, were it made now; ``words`` fill the places of its notice."""
    stage, notice = service.lifecycle.stage(transition.target), transition.notice
    return Consequences(
        stage=t(stage.name),
        next_step=t(stage.next_step),
        done=tuple(t(says(service, effect)) for effect in transition.effects),
        subject=t(notice.subject.format(**words)) if notice else "",
        message=t(notice.body.format(**words)) if notice else "",
        by_itself=by_itself(service, transition.target, at),
        is_last=stage.closed,
    )


def by_itself(service: Service, stage: str, since: datetime) -> tuple[str, ...]:
    """Say what the system does in a stage entered at an instant, and after which day."""
    return tuple(
        _("After %(day)s the system does this by itself: %(move)s.")
        % {"day": date_with_hijri(one.last_day), "move": t(one.transition.label)}
        for one in deadlines_of(service, stage, since)
    )


def must_be_confirmed(service: Service, transition: Transition) -> bool:
    """Say whether a move is read once more before it is made: it ends the case, or something follows from it."""
    return service.lifecycle.stage(transition.target).closed or bool(transition.effects)
