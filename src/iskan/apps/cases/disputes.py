"""Whether a case holds something an official must look at: an objection, or what its service names."""

from iskan.apps.cases.models import Case
from iskan.apps.cases.needs import answers_for
from iskan.core.catalogue import Service
from iskan.core.conditions import holds
from iskan.core.lifecycle import Need
from iskan.core.text import Text

_OBJECTED = Text(
    ar="في الطلب اعتراض على ما تذكره السجلات، وينظر فيه موظف مختص.",
    en="The application objects to what registers say; an official looks at that.",
)
_CHANGED = Text(
    ar="في الطلب تغيير ينظر فيه موظف مختص.", en="The application reports a change; an official looks at that."
)


@answers_for(Need.UNDISPUTED)
def disputed(case: Case, service: Service) -> Text | None:
    """Return in words what an official must look at; nothing where all may be done at once."""
    if case.application.objections:
        return _OBJECTED
    reported = service.looked_at_when is not None and holds(service.looked_at_when, case.application.answers)
    return _CHANGED if reported else None
