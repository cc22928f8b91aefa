"""Who files in the name of one who has died is stopped: what was typed is kept, and officials are told."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.db import transaction

from iskan.apps.accounts.operations import ensure_department
from iskan.apps.cases.models import Case
from iskan.apps.cases.offices import office_of
from iskan.apps.cases.operations.holding import place_hold
from iskan.apps.cases.operations.reconsidering import supervisors_of
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.notifications.operations import tell
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.scope import SYSTEM
from iskan.policy.messages import FILED_FOR_THE_DEAD, FILED_FOR_THE_DEAD_BODY

HELD_BECAUSE: Final = "سُجّلت وفاة مقدم الطلب قبل تقديمه"


class ApplicantDied(Refusal):
    """The register tells of the applicant's death: nobody files in their name; what heirs may do is not configured."""

    text = Text(
        ar="سُجّلت وفاة صاحب هذا الطلب، فلا يُقدَّم باسمه. حُفظ ما كُتب فيه، وأُبلغ به موظف مختص. وما يجوز للورثة في ذلك "
        "غير محدد بعد، ويُراجَع بشأنه فرع الوزارة.",
        en="The applicant's death is on record, so nothing is filed in their name. What was typed is kept and an "
        "official has been told. What heirs may do is not configured yet: ask at a branch of the ministry.",
    )
    status = HTTPStatus.CONFLICT


def require_living(case: Case) -> None:
    """Pass, or raise `ApplicantDied`."""
    if case.applicant.died_on is not None:
        raise ApplicantDied


@transaction.atomic
def keep_for_officials(*, reference: str, at: datetime) -> None:
    """Keep a draft of one who has died from being erased, and tell the supervisors of its department, once."""
    case = Case.objects.select_related("application").get(reference=reference)
    place_hold(scope=SYSTEM, reference=reference, reason=HELD_BECAUSE, at=at)
    code = office_of(case, service_of(case)).code
    words = {"reference": reference}
    for user_id in sorted(supervisors_of(ensure_department(code=code, at=at))):
        tell(
            user_id=user_id, event=f"case:{reference}:died", subject=FILED_FOR_THE_DEAD.format(**words),
            body=FILED_FOR_THE_DEAD_BODY.format(**words), at=at,
        )  # fmt: skip
