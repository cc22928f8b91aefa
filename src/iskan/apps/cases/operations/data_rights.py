"""What follows a granted correction or objection: what the ministry holds changes, others are told of the rest."""

from datetime import datetime

from iskan.apps.accounts.operations import keep_contact
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.reconsidering import supervisors_of
from iskan.apps.cases.rules import is_sealed_from
from iskan.apps.households.operations import object_to_household
from iskan.apps.notifications.operations import tell
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy.messages import DATA_REQUEST_GRANTED, DATA_REQUEST_GRANTED_BODY
from iskan.policy.questions.contact import DETAILS_CORRECTED


def correct_data(*, case: Case, scope: Scope, at: datetime) -> None:
    """Put right what the ministry holds; what another body holds is for the supervisors to write about."""
    answers = case.application.answers
    match answers["record"]:
        case "mobile" | "email":
            stated = {detail: answers.get(question) or "" for detail, question in DETAILS_CORRECTED.items()}
            keep_contact(user_id=case.applicant_id, **stated, iban="", language="", scope=scope, at=at)
        case "household":
            lay_to_households(case=case, words=answers["wrong"], scope=scope, at=at, beside_others=True)
        case _:
            tell_supervisors(case=case, at=at)


def lay_to_households(*, case: Case, words: str, scope: Scope, at: datetime, beside_others: bool = False) -> None:
    """Lay what the citizen said to every household of theirs that an official still looks into."""
    open_cases = Case.objects.filter(applicant_id=case.applicant_id, filed_at__isnull=False, closed_at__isnull=True)
    households = open_cases.exclude(household=None).values_list("household_id", flat=True)
    for household_id in sorted(pk for pk in {*households, case.household_id} if pk is not None):
        object_to_household(household_id=household_id, words=words, scope=scope, at=at, beside_others=beside_others)


def tell_supervisors(*, case: Case, at: datetime) -> None:
    """Tell those who supervise the deciding department what was granted, so that it is carried out."""
    made = case.events.filter(kind=EventKind.TRANSITION).latest("pk")
    words: dict[str, Text | str] = {"reference": case.reference, "reason": made.reason}
    readers = (one for one in supervisors_of(case.department) if not is_sealed_from(one, case))
    for user_id in sorted(readers):
        tell(
            user_id=user_id, event=f"case:{case.reference}:granted", subject=DATA_REQUEST_GRANTED.format(**words),
            body=DATA_REQUEST_GRANTED_BODY.format(**words), case_reference=case.reference, at=at,
        )  # fmt: skip
