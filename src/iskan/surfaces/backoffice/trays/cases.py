"""Cases to work on, to decide and to hand out; exceptions to settle; and the cases that wait for others."""

from django.utils.translation import gettext as _

from iskan.apps.cases.enums import ExceptionKind
from iskan.apps.cases.queries import waiting
from iskan.apps.catalogue import queries as catalogue
from iskan.foundation.waiting import WaitingLine
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t


def _case(line: WaitingLine) -> str:
    return url("backoffice:case", line.key)


def _service(line: WaitingLine) -> str:
    declared = catalogue.declared()
    return t(declared[line.what].name) if line.what in declared else line.what


TO_ACT_ON = Tray(
    part=waiting.CASES_TO_ACT_ON, position=10, page="worklist",
    listed=lambda: f"{url('backoffice:worklist')}?tab=mine", leads_to=_case, words=_service,
)  # fmt: skip
STOOD_IN_FOR = Tray(
    part=waiting.CASES_STOOD_IN_FOR, position=15, page="team",
    listed=lambda: url("backoffice:team"), leads_to=_case, words=_service,
)  # fmt: skip
UNANSWERED = Tray(
    part=waiting.CASES_UNANSWERED, position=12, page="worklist",
    listed=lambda: f"{url('backoffice:worklist')}?tab=elsewhere", leads_to=_case, words=_service,
)  # fmt: skip
TO_DECIDE = Tray(
    part=waiting.CASES_TO_DECIDE, position=20, page="worklist",
    listed=lambda: f"{url('backoffice:worklist')}?tab=decide", leads_to=_case, words=_service,
)  # fmt: skip
TO_HAND_OUT = Tray(
    part=waiting.CASES_TO_HAND_OUT, position=30, page="worklist",
    listed=lambda: f"{url('backoffice:worklist')}?tab=free", leads_to=_case, words=_service,
)  # fmt: skip
PROMISES = Tray(
    part=waiting.PROMISES_DUE, position=18, page="worklist",
    listed=lambda: f"{url('backoffice:worklist')}?tab=mine",
    leads_to=_case, words=lambda _line: _("Promised to the applicant"),
)  # fmt: skip
EXCEPTIONS = Tray(
    part=waiting.EXCEPTIONS_WAITING, position=50, page="exceptions",
    listed=lambda: url("backoffice:exceptions"), leads_to=lambda line: url("backoffice:exception", line.key),
    words=lambda line: str(ExceptionKind(line.what).label),
)  # fmt: skip
ELSEWHERE = Tray(
    part=waiting.CASES_ELSEWHERE, position=900, page="worklist",
    listed=lambda: f"{url('backoffice:worklist')}?tab=elsewhere", leads_to=_case, words=_service,
)  # fmt: skip
