"""What an official reads once more before a move that cannot be taken back."""

from dataclasses import dataclass

from iskan.apps.cases.operations.making import PlannedMove
from iskan.apps.cases.operations.moves import notice_words
from iskan.core.lifecycle import CaseOutcome
from iskan.surfaces.backoffice.presenters.trail import actor_name
from iskan.surfaces.ui.consequences import Consequences, consequences_of
from iskan.surfaces.ui.fields import AnswerView, answers_of
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmView:
    """A planned move: whose case, what was said for it, and all that follows."""

    code: str
    label: str
    tone: str | None
    reference: str
    version: int
    applicant: str
    reason: str
    answers: tuple[AnswerView, ...]
    brings: Consequences


def confirm_view(planned: PlannedMove) -> ConfirmView:
    """Return what follows from a planned move, as its declaration has it."""
    case, transition = planned.case, planned.transition
    refuses = planned.service.lifecycle.stage(transition.target).outcome is CaseOutcome.REFUSED
    return ConfirmView(
        code=transition.code,
        label=t(transition.label),
        tone="danger" if refuses else None,
        reference=case.reference,
        version=case.version,
        applicant=actor_name(case.applicant),
        reason=planned.reason,
        answers=answers_of(transition.asks, planned.answers, {}),
        brings=consequences_of(
            planned.service, transition, notice_words(case, planned.service, planned.reason), planned.at
        ),
    )
