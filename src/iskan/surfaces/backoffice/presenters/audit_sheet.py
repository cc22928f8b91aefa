"""Lines of the audit trail as a spreadsheet, as they are read."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from iskan.foundation.audit_search import FoundLine
from iskan.surfaces.backoffice.presenters.audit import Known, trail_row
from iskan.surfaces.ui.sheets import sheet


def trail_sheet(lines: Iterable[FoundLine], known: Known) -> Iterator[bytes]:
    """Yield lines as CSV, each in the words of the page, with its number and the codes beside them."""
    head = (
        _("Line"), _("When"), pgettext("audit", "Who"), _("Role"), _("What"), _("On what"), _("On whom or what"),
        _("Detail"), _("Code of the act"), _("Code of the subject"), _("Account"),
    )  # fmt: skip
    return sheet(head, (_cells(line, known) for line in lines))


def _cells(line: FoundLine, known: Known) -> tuple[object, ...]:
    row, entry = trail_row(line.entry, known), line.entry
    at = timezone.localtime(row.at).isoformat(sep=" ", timespec="seconds")
    named = f"{entry.subject_kind}:{entry.subject}"
    return (
        line.id, at, row.who, row.role, row.action, row.kind, row.subject, row.detail, entry.action, named,
        entry.actor_id or "",
    )  # fmt: skip
