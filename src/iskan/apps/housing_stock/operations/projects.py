"""Opening a project and its phases, and changing what is kept of them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.enums import GateKind, ProjectKind, ProjectProgramme
from iskan.apps.housing_stock.events import stock_changed
from iskan.apps.housing_stock.models import LATITUDES, LONGITUDES, PROJECT_CODE, Gate, Phase, Project
from iskan.apps.housing_stock.operations.permission import StockChangedMeanwhile, require
from iskan.apps.housing_stock.queries.projects import Dates, NoSuchProject
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import Scope
from iskan.policy.governorates import GOVERNORATES

MOST_PHASES: Final = 30
LONGEST_CODE: Final = 40
# Words of addresses beside the projects' own.
RESERVED: Final = frozenset({"new", "import"})
NOTHING_SAID = Text(ar="", en="")
NEEDED = Text(ar="أجب عن هذا السؤال.", en="Answer this question.")
BAD_CODE = Text(
    ar="أدخل الرمز بأحرف لاتينية صغيرة وأرقام تفصل بينها شرطات، مثل east-sitra.",
    en="Enter the code in small Latin letters and digits with hyphens between, such as east-sitra.",
)
CODE_TAKEN = Text(ar="هذا الرمز مستخدم لمشروع آخر.", en="Another project has this code.")
ENDS_BEFORE_START = Text(ar="تاريخ الانتهاء يسبق تاريخ البدء.", en="The end is before the start.")
NOT_IN_BAHRAIN = Text(
    ar="أدخل خط العرض وخط الطول معًا، داخل البحرين، مثل 26.235000 و50.512000.",
    en="Enter latitude and longitude together, within Bahrain, such as 26.235000 and 50.512000.",
)
LAND_IS_SOME = Text(ar="أدخل مساحة أكبر من صفر.", en="Enter an area greater than zero.")
NO_SUCH_PHASE_NUMBER = Text(ar="أرقام المراحل من 1 إلى 30.", en="Phases are numbered from 1 to 30.")


class BadDetails(Refusal):
    """Some of what was given cannot be kept; ``faults`` says why, field by field."""

    text = Text(ar="يرجى تصحيح الحقول المبيّنة ثم إعادة الإرسال.", en="Correct the fields named, then send again.")

    def __init__(self, faults: Mapping[str, Text]) -> None:
        super().__init__()
        self._faults = dict(faults)

    @property
    def faults(self) -> Mapping[str, Text]:
        return self._faults


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDetails:
    """What an official keeps of a project."""

    code: str
    name: Text
    town: Text
    governorate: str
    kind: str
    programme: str
    dates: Dates
    about: Text = NOTHING_SAID
    land_hectares: Decimal | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def create_project(*, scope: Scope, details: ProjectDetails, at: datetime) -> Project:
    """Open a project with its first phase and every gate still to be closed.

    Raises:
        NotForThisRole: the viewer does not keep the stock. BadDetails: for the fields it names.
    """
    require(scope, rules.can_keep_stock)
    _check(details)
    with transaction.atomic():
        project, is_new = Project.objects.get_or_create(code=details.code, defaults=_columns(details))
        if not is_new:
            raise BadDetails({"code": CODE_TAKEN})
        _with_gates(Phase.objects.create(project=project, number=1, **_days(details.dates)))
        _record(scope, "project.create", project, at)
    return project


def change_project(*, scope: Scope, details: ProjectDetails, version: int, at: datetime) -> Project:
    """Keep other details of a project; its code stays.

    Raises:
        NotForThisRole, BadDetails: as for opening one. NoSuchProject: none has the code.
        StockChangedMeanwhile: ``version`` is not the one kept now.
    """
    require(scope, rules.can_keep_stock)
    _check(details)
    with transaction.atomic():
        project = locked_project(details.code)
        if project.version != version:
            raise StockChangedMeanwhile
        columns = _columns(details) | {"version": project.version + 1}
        for name, value in columns.items():
            setattr(project, name, value)
        project.save(update_fields=list(columns))
        _record(scope, "project.change", project, at)
    return project


def keep_phase(*, scope: Scope, project_code: str, number: int, name: Text, dates: Dates, at: datetime) -> Phase:
    """Open a phase of a project with its gates, or change the one of that number.

    Raises:
        NotForThisRole, BadDetails, NoSuchProject: as for projects.
    """
    require(scope, rules.can_keep_stock)
    faults = _date_faults(dates)
    if not 1 <= number <= MOST_PHASES:
        faults["number"] = NO_SUCH_PHASE_NUMBER
    if faults:
        raise BadDetails(faults)
    with transaction.atomic():
        project = locked_project(project_code)
        phase, is_new = Phase.objects.update_or_create(
            project=project, number=number, defaults={"name_ar": name.ar, "name_en": name.en, **_days(dates)}
        )
        if is_new:
            _with_gates(phase)
        _record(scope, "phase.keep", project, at, phase=number)
    return phase


def _with_gates(phase: Phase) -> None:
    """Lay every gate of a new phase, to be closed before its units are ready."""
    Gate.objects.bulk_create(
        Gate(project_id=phase.project_id, phase=phase, kind=kind, planned_on=phase.planned_on)
        for kind in GateKind.values
    )


def locked_project(code: str) -> Project:
    """Return a project held until the transaction ends, or raise `NoSuchProject`."""
    project = Project.objects.select_for_update().filter(code=code).first()
    if project is None:
        raise NoSuchProject(code)
    return project


def _check(details: ProjectDetails) -> None:
    faults = _date_faults(details.dates)
    faults |= {field: words for field, words, is_right in _JUDGED if not is_right(details)}
    words = {
        "name_ar": details.name.ar,
        "name_en": details.name.en,
        "town_ar": details.town.ar,
        "town_en": details.town.en,
    }
    faults |= {field: NEEDED for field, typed in words.items() if not typed}
    if faults:
        raise BadDetails(faults)


def _has_code(details: ProjectDetails) -> bool:
    if details.code in RESERVED:
        return False
    return len(details.code) <= LONGEST_CODE and re.fullmatch(PROJECT_CODE, details.code) is not None


def _is_placed(details: ProjectDetails) -> bool:
    north, east = details.latitude, details.longitude
    if north is None or east is None:
        return north is east
    return LATITUDES[0] <= north <= LATITUDES[1] and LONGITUDES[0] <= east <= LONGITUDES[1]


_JUDGED: Final[tuple[tuple[str, Text, Callable[[ProjectDetails], bool]], ...]] = (
    ("code", BAD_CODE, _has_code),
    ("governorate", NEEDED, lambda details: details.governorate in GOVERNORATES),
    ("kind", NEEDED, lambda details: details.kind in ProjectKind.values),
    ("programme", NEEDED, lambda details: details.programme in ProjectProgramme.values),
    ("land_hectares", LAND_IS_SOME, lambda details: details.land_hectares is None or details.land_hectares > 0),
    ("latitude", NOT_IN_BAHRAIN, _is_placed),
)


def _date_faults(dates: Dates) -> dict[str, Text]:
    pairs = (
        ("planned_on", dates.planned_start_on, dates.planned_on),
        ("completed_on", dates.started_on, dates.completed_on),
    )
    return {field: ENDS_BEFORE_START for field, start, end in pairs if _is_before(end, start)}


def _is_before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end < start


def _days(dates: Dates) -> dict[str, date | None]:
    return asdict(dates)


def _columns(details: ProjectDetails) -> dict[str, Any]:
    return {
        "name_ar": details.name.ar,
        "name_en": details.name.en,
        "town_ar": details.town.ar,
        "town_en": details.town.en,
        "about_ar": details.about.ar,
        "about_en": details.about.en,
        "governorate": details.governorate,
        "kind": details.kind,
        "programme": details.programme,
        "land_hectares": details.land_hectares,
        "latitude": details.latitude,
        "longitude": details.longitude,
        **_days(details.dates),
    }


def _record(scope: Scope, action: str, project: Project, at: datetime, **detail: Any) -> None:
    audit.record(scope=scope, action=action, subject_kind="project", subject=str(project.pk), at=at, **detail)
    stock_changed.happened()
