"""What an auditor asks of the trail: read from the page's address, and turned into what the trail is searched by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import officials
from iskan.apps.agreements.queries import acts_about
from iskan.apps.cases.queries.sealing import trail_subject
from iskan.apps.cases.queries.trail import FamilyInTrail, family_in_trail
from iskan.apps.housing_stock.queries.trail import named_in_trail
from iskan.core.text import fold, latin_digits, tidy
from iskan.foundation.audit_search import LinesSought
from iskan.foundation.references import NotAReference, read_reference
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy import registry
from iskan.surfaces.backoffice.audit_subjects import ASKED
from iskan.surfaces.backoffice.audit_words import ACTIONS
from iskan.surfaces.backoffice.words import number
from iskan.surfaces.ui.formatting import t

LONGEST: Final = 60
Subjects = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailQuestion:
    """What was asked, as it stands in the page's address; an empty part asks for nothing."""

    official: int | None = None
    action: str = ""
    kind: str = ""
    subject: str = ""
    family: int | None = None
    since: date | None = None
    until: date | None = None
    after: int | None = None

    @property
    def address(self) -> str:
        """Return the question without its place in the trail, as an address carries it."""
        asked = {
            "official": self.official, "action": self.action, "kind": self.kind, "subject": self.subject,
            "family": self.family, "since": self.since, "until": self.until,
        }  # fmt: skip
        return urlencode({name: str(value) for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question as the trail is searched by it; ``missing`` says that what it names is not there."""

    sought: LinesSought
    family: FamilyInTrail | None = None
    case: Any = None
    missing: bool = False


def read_question(asked: QueryDict) -> TrailQuestion:
    """Read a question from the page's address; what cannot be read is not asked. ``reference`` is a case's."""
    reference = tidy(asked.get("reference", ""))[:LONGEST]
    kind = "case" if reference else asked.get("kind", "")
    return TrailQuestion(
        official=number(asked.get("official", "")),
        action=asked.get("action", "") if asked.get("action", "") in ACTIONS else "",
        kind=kind if kind in ASKED else "",
        subject=(reference or tidy(asked.get("subject", "")))[:LONGEST],
        family=number(asked.get("family", "")),
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        after=number(asked.get("after", "")),
    )


def understand(scope: Scope, question: TrailQuestion) -> Understood:
    """Return what is searched for, or that what is named is not there; `OutOfScope` where the family is not."""
    first, last = (question.until, question.since) if _is_turned(question) else (question.since, question.until)
    sought = LinesSought(
        actor_id=question.official,
        action=question.action,
        since=_instant(first) if first else None,
        until=_instant(last + timedelta(days=1)) if last else None,
    )
    if question.family is not None:
        family = family_in_trail(scope, question.family)
        return Understood(sought=replace(sought, subjects=family.subjects), family=family)
    if not question.subject:
        kind = "user" if question.kind == "official" else question.kind
        return Understood(sought=replace(sought, kind=kind))
    return _named(scope, question, sought)


def _is_turned(question: TrailQuestion) -> bool:
    """Say whether the days were given the last one first."""
    return question.since is not None and question.until is not None and question.since > question.until


def _named(scope: Scope, question: TrailQuestion, sought: LinesSought) -> Understood:
    """Return a question about something named; of a case also the case, as its reading is a line of its own."""
    if question.kind in {"", "case"}:
        try:
            case = trail_subject(scope, read_reference(question.subject))
        except (NotAReference, OutOfScope):
            return Understood(sought=sought, missing=True)
        return Understood(sought=_with_acts(scope, sought, (("case", case.reference),)), case=case)
    found = _NAMED[question.kind](scope, question.subject)
    return Understood(sought=_with_acts(scope, sought, found), missing=not found)


def _with_acts(scope: Scope, sought: LinesSought, subjects: Subjects) -> LinesSought:
    """Add the acts of two officials that were proposed about the same."""
    acts = acts_about(scope, {name for _kind, name in subjects})
    return replace(sought, subjects=(*subjects, *(("act", str(act)) for act in acts)))


def _figures(_scope: Scope, typed: str) -> Subjects:
    """Return the figures of a code, or whose names hold all the words typed."""
    words = fold(typed).split()
    named = {code for code, one in registry.figures().items() if all(word in _words_of(one) for word in words)}
    return tuple(("figure", code) for code in ({typed} & set(registry.figures()) or sorted(named)))


def _words_of(figure: Any) -> str:
    return f"{fold(figure.label.ar)} {fold(figure.label.en)}"


def _accounts(scope: Scope, typed: str) -> Subjects:
    found = (one.id for one in officials(scope) if one.username == typed.lower() or str(one.id) == typed)
    return tuple((kind, str(user_id)) for user_id in found for kind in ("user", "account"))


def _projects(_scope: Scope, typed: str) -> Subjects:
    names = named_in_trail(typed) or named_in_trail(typed.lower()) or named_in_trail(typed.upper())
    return tuple(("project", name) for name in names)


def _as_typed(kind: str) -> Callable[[Scope, str], Subjects]:
    return lambda _scope, typed: tuple(
        (kind, name) for name in sorted({latin_digits(typed), latin_digits(typed).upper()})
    )


_NAMED: Final[Mapping[str, Callable[[Scope, str], Subjects]]] = {
    "figure": _figures,
    "official": _accounts,
    "project": _projects,
    "draw": _as_typed("draw"),
    "distribution": _as_typed("distribution"),
    "act": _as_typed("act"),
}


def _instant(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(latin_digits(typed.strip())[:10])
    except ValueError:
        return None


def choices_of(scope: Scope) -> tuple[dict[str, Any], ...]:
    """Return what the trail can be narrowed by: officials, acts and kinds of subject, each by its name."""
    people = sorted(((one.id, t(one.name)) for one in officials(scope)), key=lambda pair: pair[1])
    acts = sorted(((code, t(words)) for code, words in ACTIONS.items()), key=lambda pair: pair[1])
    kinds = [(kind, t(words)) for kind, words in ASKED.items()]
    return (
        {"name": "official", "label": _("Official"), "choices": [("", _("Anybody")), *people]},
        {"name": "action", "label": _("Act"), "choices": [("", _("Any act")), *acts]},
        {"name": "kind", "label": _("On what"), "choices": [("", _("Anything")), *kinds]},
    )
