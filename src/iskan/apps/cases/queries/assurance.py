"""Whether eKey knows a citizen surely enough to file what they have written."""

from collections.abc import Mapping

from iskan.apps.accounts.assurance import is_sure_enough, require_assurance
from iskan.apps.accounts.enums import GatedAct
from iskan.apps.accounts.operations.contacts import replaces_contact
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import service_of
from iskan.foundation.scope import Scope
from iskan.policy.effects import CORRECT_DATA, UPDATE_CONTACT_DETAILS
from iskan.policy.questions.contact import DETAILS_ASKED, DETAILS_CORRECTED

# What replaces contact details once a case is done, with the questions that state the new ones.
_REPLACING = ((UPDATE_CONTACT_DETAILS, DETAILS_ASKED), (CORRECT_DATA, DETAILS_CORRECTED))


def may_file(scope: Scope, case: Case) -> bool:
    """Say whether the viewer's sign-in is sure enough to file a case; most are asked without a query."""
    return is_sure_enough(scope, *GatedAct) or is_sure_enough(scope, *_acts(case))


def require_filing(scope: Scope, case: Case) -> None:
    """Pass, or raise `StrongerSignInNeeded`."""
    if not is_sure_enough(scope, *GatedAct):
        require_assurance(scope, *_acts(case))


def _acts(case: Case) -> tuple[GatedAct, ...]:
    return (GatedAct.SUBMISSION, GatedAct.CONTACT) if _replaces_contact(case) else (GatedAct.SUBMISSION,)


def _replaces_contact(case: Case) -> bool:
    effects = [effect for move in service_of(case).lifecycle.transitions for effect in move.effects]
    asked = [questions for effect, questions in _REPLACING if effect in effects]
    return any(replaces_contact(user_id=case.applicant_id, stated=_stated(case, questions)) for questions in asked)


def _stated(case: Case, questions: Mapping[str, str]) -> dict[str, str]:
    answers = case.application.answers
    return {detail: answers.get(question) or "" for detail, question in questions.items()}
