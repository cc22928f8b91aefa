"""A waiting list as a spreadsheet, a row a household, in the order and by the filter of the list."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from iskan.apps.waiting_lists.queries.browsing import HouseholdLine
from iskan.core.text import Text
from iskan.policy.data_update import Bounds
from iskan.policy.governorates import governorate_name
from iskan.surfaces.backoffice.presenters.waiting import update_standing, wishes_words
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.sheets import sheet


def waiting_sheet(
    batches: Iterable[tuple[HouseholdLine, ...]], projects: Mapping[str, Text], bounds: Bounds | None
) -> Iterator[bytes]:
    """Return the spreadsheet's bytes, a batch of households in memory at a time."""
    return sheet(_heading(), (_cells(line, projects, bounds) for batch in batches for line in batch))


def _heading() -> list[str]:
    return [
        _("Place"), _("Place in the governorate"), _("Reference"), _("Applicant"), _("Personal number"),
        _("Governorate"), _("Seniority"), _("Family size"), _("Projects wished for"), _("Details confirmed"),
        _("Update of details"),
    ]  # fmt: skip


def _cells(line: HouseholdLine, projects: Mapping[str, Text], bounds: Bounds | None) -> list[str | int]:
    return [
        line.place,
        line.place_in_governorate,
        line.reference,
        t(line.applicant_name) or line.applicant_name.ar,
        line.cpr,
        t(governorate_name(line.governorate)),
        line.seniority_on.isoformat(),
        line.family_size or "",
        wishes_words(line, projects),
        line.renewed_on.isoformat() if line.renewed_on else "",
        update_standing(line.renewed_on, bounds)[0],
    ]
