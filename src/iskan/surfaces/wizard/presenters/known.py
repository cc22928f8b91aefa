"""What registers already know, shown to be confirmed or objected to instead of being asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.cases.queries.dossier import Dossier
from iskan.core.answers import Posted
from iskan.core.forms import ShownFact
from iskan.core.text import Text
from iskan.policy.showing import shown_fact
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownView:
    """A register's fact: what it says, which register, when, and the citizen's objection to it."""

    name: str
    label: str
    value: str
    source: str
    at: datetime
    objection: str


def known_views(
    dossier: Dossier, shows: Sequence[ShownFact], objections: Mapping[str, str], words: Posted
) -> tuple[KnownView, ...]:
    """Return the facts a step shows; what no register has answered is left out."""
    kept = {fact.code: fact for fact in dossier.facts}
    values = {fact.code: fact.value for fact in dossier.facts}
    return tuple(
        KnownView(
            name=shown.fact,
            label=t(shown.label),
            value=t(shown_fact(shown.fact, values[shown.fact], sex=values.get("sex"))),
            source=t(Text(ar=kept[shown.fact].source_ar, en=kept[shown.fact].source_en)),
            at=kept[shown.fact].at,
            objection=_objection(shown.fact, objections, words),
        )
        for shown in shows
        if shown.is_shown(values)
    )


def _objection(fact: str, objections: Mapping[str, str], words: Posted) -> str:
    typed = words.get(f"objection-{fact}")
    return typed[-1] if typed else objections.get(fact, "")
