"""What two officials do together on a change in a household: settle one that keeps a home from being given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.household_life.operations import settling
from iskan.apps.household_life.operations.settling import Meaning
from iskan.core.acts import JointAct
from iskan.core.household_life import LifeEventKind
from iskan.core.refusal import OwnHousehold
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.acts import SETTLE_CHANGE
from iskan.policy.facts import FAMILY_CATEGORY
from iskan.policy.household_life import RULES, event_text

_MEANING: Final = Text(ar="معنى القرار", en="What the decision says")
_MISTAKE: Final = Text(ar="سُجّل خطأً ولم يحدث", en="It was recorded by mistake and did not happen")
_CATEGORY: Final = Text(ar="فئة الأسرة من الآن", en="Family category from now on")


class _SettleChange:
    """Its subject is the event, by its id."""

    act: JointAct = SETTLE_CHANGE

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        return visible_cases(scope).filter(household_events=int(subject)).exists()

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        if is_in_own_household(scope, _event(subject).case):
            raise OwnHousehold

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        settling.require_settleable(scope=scope, event_id=int(subject), meaning=Meaning.of(terms))

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:
        meaning = Meaning.of(terms)
        settling.settle_change(scope=scope, event_id=int(subject), reason=reason, meaning=meaning, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        event = _event(subject)
        kind, person = LifeEventKind(event.kind), Text(ar=event.name_ar, en=event.name_en or event.name_ar)
        to_decide, meaning = RULES[kind].decide, Meaning.of(terms)
        return (
            (Text(ar="المعاملة", en="Case"), event.case.reference),
            (Text(ar="ما طرأ", en="What happened"), event_text(kind, person, event.happened_on)),
            *(((Text(ar="المطلوب البت فيه", en="To decide"), to_decide),) if to_decide else ()),
            *(((_CATEGORY, dict(FAMILY_CATEGORY.choices)[meaning.category]),) if meaning.category else ()),
            *(((_MEANING, _MISTAKE),) if meaning.is_mistake else ()),
        )


def _event(subject: str) -> HouseholdEvent:
    return HouseholdEvent.objects.select_related("case__applicant").get(pk=int(subject))


carries_out_act(_SettleChange())
