"""Which application of somebody who has died waits, for an heir to take over."""

from iskan.apps.cases.models import Case
from iskan.apps.cases.needs import answers_for
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Need
from iskan.core.text import Text

NONE_WAITS = Text(
    ar="لا يوجد على قائمة الانتظار طلب لمن سُجّلت وفاته بهذا الرقم الشخصي",
    en="No application waits of somebody of this personal number whose death is on record",
)


def waiting_of_deceased(cpr: str) -> WaitingListEntry | None:
    """Return the waiting application of whoever bears a personal number, if their death is on record."""
    waiting = WaitingListEntry.objects.filter(status=EntryStatus.WAITING, case__applicant__cpr=cpr)
    return waiting.filter(case__applicant__died_on__isnull=False).first()


@answers_for(Need.DECEASED_WAITS)
def deceased_lacking(case: Case, service: Service) -> Text | None:  # noqa: ARG001 -- asked of every need
    """Say that nobody of the number an heir gave has died with an application waiting."""
    return None if waiting_of_deceased(case.application.answers["deceased_cpr"]) else NONE_WAITS
