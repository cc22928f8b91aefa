"""The one figure no source sets that the demonstration cannot do without: the time to answer an offer."""

from datetime import date, datetime
from typing import Final

from iskan.apps.catalogue.operations import approve_figure, propose_figure
from iskan.core.text import Text
from iskan.demo.nominations import official
from iskan.foundation.scope import Role
from iskan.policy.parameters.nomination import OFFER_DAYS

DAYS: Final = 14
FIRST_DAY: Final = date(2024, 1, 1)
INVENTED: Final = Text(
    ar="قيمة للنسخة التجريبية لا سند لها من القانون", en="A value of the demonstration that no law sets"
)


def write_figures(*, at: datetime) -> None:
    """Have two officials of the demonstration set how long an offer may be answered."""
    proposer, approver = official(Role.SUPERVISOR, at), official(Role.APPROVER, at)
    if proposer is None or approver is None:
        return
    row = propose_figure(
        scope=proposer, figure=OFFER_DAYS.code, value=DAYS, first_day=FIRST_DAY, instrument=INVENTED, article="",
        past_reason=INVENTED.ar, at=at,
    )  # fmt: skip
    approve_figure(scope=approver, figure_id=row.pk, at=at)
