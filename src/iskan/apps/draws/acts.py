"""What two officials do to a draw together: call it off before its hour."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.draws.models import Draw
from iskan.apps.draws.operations import draws
from iskan.apps.draws.rules import can_follow_draws
from iskan.core.acts import JointAct
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.acts import CANCEL_DRAW


class _CancelDraw:
    """Its subject is the draw's reference."""

    act: JointAct = CANCEL_DRAW

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- a draw names no person
        return can_follow_draws(scope)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        draws.require_cancellable(draws.locked(subject), at)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        draws.cancel_draw(scope=scope, reference=subject, reason=reason, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        draw = Draw.objects.get(reference=subject)
        return (
            (Text(ar="السحب", en="Draw"), subject),
            (Text(ar="المشروع", en="Project"), Text(ar=draw.project_ar, en=draw.project_en)),
        )


carries_out_act(_CancelDraw())
