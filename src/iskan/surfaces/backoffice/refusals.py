"""What an operation refuses, as the page that asked says it: the words, the form, the status, all that was typed."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from iskan.apps.accounts.operations import UsernameTaken
from iskan.apps.allocation.operations import distribution, handovers, offering, offers
from iskan.apps.cases.operations.assignment import HeldByAnother, NotAnAssignee
from iskan.apps.cases.operations.exceptions import UnknownCriterion
from iskan.apps.cases.operations.moves import (
    NotForThisRole,
    OwnHousehold,
    ReasonMissing,
    RecommendationStands,
    SameEyes,
    StaleEdit,
)
from iskan.apps.cases.operations.review import ChecksUnfinished, CriteriaNotMet, EvidenceUnsettled
from iskan.apps.catalogue import operations as catalogue
from iskan.apps.documents.intake.refusals import BadUpload
from iskan.apps.documents.operations import issuing
from iskan.apps.housing_stock.operations.units import GatesOpen
from iskan.apps.waiting_lists.operations import cancellations, points
from iskan.core.lifecycle import UnlawfulTransition
from iskan.core.points import BadScheme
from iskan.core.text import Text
from iskan.surfaces.ui.formatting import t


class Refused(Exception):
    """A form lacks something its own page can name."""

    def __init__(self, text: Text, field: str = "") -> None:
        super().__init__(text.en)
        self.text = text
        self.field = field


UNPROCESSABLE, CONFLICT, FORBIDDEN = 422, 409, 403
STATUSES: Final[dict[type[Exception], int]] = {
    StaleEdit: CONFLICT,
    UnlawfulTransition: CONFLICT,
    HeldByAnother: CONFLICT,
    ChecksUnfinished: CONFLICT,
    RecommendationStands: CONFLICT,
    issuing.DocumentNotValid: CONFLICT,
    issuing.NoReplacement: CONFLICT,
    distribution.DistributionMovedOn: CONFLICT,
    distribution.ListHasMoved: CONFLICT,
    distribution.StockHasMoved: CONFLICT,
    distribution.OutcomeDiffers: CONFLICT,
    distribution.NothingToDistribute: UNPROCESSABLE,
    distribution.NotAShare: UNPROCESSABLE,
    offering.OfferMovedOn: CONFLICT,
    GatesOpen: CONFLICT,
    offers.DeadlineMissing: UNPROCESSABLE,
    handovers.BadHandover: UNPROCESSABLE,
    handovers.BadSlot: UNPROCESSABLE,
    NotForThisRole: FORBIDDEN,
    OwnHousehold: FORBIDDEN,
    SameEyes: FORBIDDEN,
    issuing.NotYoursToChange: FORBIDDEN,
    catalogue.SameEyes: FORBIDDEN,
    catalogue.ReasonMissing: UNPROCESSABLE,
    cancellations.AlreadyProposed: CONFLICT,
    cancellations.NotWaiting: CONFLICT,
    cancellations.NotRevivable: UNPROCESSABLE,
    points.NotForThisRole: FORBIDDEN,
    points.BadTrial: UNPROCESSABLE,
    BadScheme: UNPROCESSABLE,
    ReasonMissing: UNPROCESSABLE,
    issuing.ReasonMissing: UNPROCESSABLE,
    CriteriaNotMet: UNPROCESSABLE,
    EvidenceUnsettled: UNPROCESSABLE,
    NotAnAssignee: UNPROCESSABLE,
    UnknownCriterion: UNPROCESSABLE,
    UsernameTaken: UNPROCESSABLE,
    BadUpload: UNPROCESSABLE,
    Refused: UNPROCESSABLE,
}
REFUSALS: Final[tuple[type[Exception], ...]] = tuple(STATUSES)
MOVED_ON = Text(
    ar="انتقلت المعاملة إلى مرحلة أخرى، ولم يعد هذا الإجراء ممكنًا. راجع المرحلة الحالية أدناه",
    en="The case has moved on to another stage and this can no longer be done. See where it stands now",
)
NOTHING_CHOSEN = Text(ar="اختر أحد الخيارات", en="Choose one of the options")
NO_CASES_CHOSEN = Text(ar="اختر معاملة واحدة على الأقل", en="Choose at least one case")
NO_OFFICIAL_CHOSEN = Text(ar="اختر الموظف الذي تُسند إليه", en="Choose the official to assign to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why nothing was done: in which form of the page, at which field, and the words that were sent."""

    form: str = ""
    message: str = ""
    field: str = ""
    status: int = 200
    words: Mapping[str, list[str]] = dataclasses.field(default_factory=dict)

    def word(self, name: str, otherwise: str = "") -> str:
        """Return the last word sent under a name."""
        found = self.words.get(name)
        return found[-1] if found else otherwise

    def error(self, form: str, field: str) -> str:
        """Return the message if it belongs to a field of a form."""
        return self.message if self.form == form and self.field == field else ""

    def kept(self, form: str, name: str, otherwise: str = "") -> str:
        """Return what was typed in a form, if it is the one sent."""
        return self.word(name, otherwise) if self.form == form else otherwise


NONE: Final = Trouble()


def trouble_of(request: HttpRequest, fault: Exception, form: str) -> Trouble:
    """Return an operation's refusal as the page shows it."""
    return Trouble(
        form=form,
        message=t(text_of(fault)),
        field=_field_of(fault),
        status=next((status for kind, status in STATUSES.items() if isinstance(fault, kind)), UNPROCESSABLE),
        words=words_in(request),
    )


def text_of(fault: Exception) -> Text:
    """Return the words of a refusal."""
    if isinstance(fault, UnlawfulTransition):
        return MOVED_ON
    words: Text = getattr(fault, "text")  # noqa: B009 -- every refusal listed above carries it
    return words


def words_in(request: HttpRequest) -> dict[str, list[str]]:
    """Return what a form posted, without its token and passwords."""
    return {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
    }


def _field_of(fault: Exception) -> str:
    if isinstance(fault, Refused):
        return fault.field
    reasons = (ReasonMissing, issuing.ReasonMissing, catalogue.ReasonMissing)
    return "reason" if isinstance(fault, reasons) else ""
