"""The cast's stories: who of them has applied for what, how long ago, and how far it has come."""

from datetime import datetime
from typing import Final

from iskan.apps.cases.models import Case
from iskan.apps.catalogue import queries as catalogue
from iskan.core.text import Text
from iskan.demo.playing import HOUSING, Company, Story, play
from iskan.integrations.synthetic import cast

STORIES: Final = (
    Story(cast.QUALIFIES_FOR_PLOT, "plot", 41, "approved"),
    Story(cast.DISABLED_CHILD, "unit", 33, "approved"),
    Story(cast.INHERITED_180, "unit", 16, "approved"),
    Story(cast.OWNS_HOUSE, "unit", 27, "refused"),
    Story(cast.INHERITED_250, "ownership_flat", 19, "refused"),
    Story(cast.NOT_RESIDENT, "unit", 24, "refused"),
    Story(cast.SOLD_LONG_AGO, "unit", 4, "awaiting_decision"),
    Story(cast.HOME_FINANCE, "unit", 5, "awaiting_decision"),
    Story(cast.MARRIED_TO_FOREIGNER, "unit", 8, "answered"),
    Story(cast.WIFE_WITH_CONSENT, "unit", 9, "awaiting_applicant"),
    Story(cast.UNINHABITABLE, "unit", 3, "in_review"),
    Story(cast.WIFE_INHERITS, "ownership_flat", 2.2, "in_review"),
    Story(cast.DIVORCED_MOTHER, "unit", 1.4, "awaiting_review"),
    Story(cast.BETWEEN_CEILINGS, "unit", 1.1, "awaiting_review"),
    Story(cast.SPELT_OTHERWISE, "unit", 0.6, "submitted"),
    Story(cast.TWO_WIVES, "unit", 0.3, "draft"),
)


def play_missing(*, at: datetime, company: Company) -> int:
    """Play every story whose persona has no case yet; return how many."""
    missing = [story for story in STORIES if not Case.objects.filter(applicant__cpr=story.cpr).exists()]
    for story in missing:
        play(story, at=at, company=company)
    return len(missing)


def stages_of_cast() -> dict[str, Text]:
    """Return how far each of the cast who has applied has come."""
    rows = Case.objects.filter(applicant__cpr__in=cast.CAST, service_code=HOUSING).order_by("pk")
    lifecycle = catalogue.service(HOUSING).lifecycle
    return {cpr: lifecycle.stage(stage).name for cpr, stage in rows.values_list("applicant__cpr", "stage") if cpr}
