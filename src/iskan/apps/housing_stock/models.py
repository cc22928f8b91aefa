"""Projects with their phases, buildings and units; the gates before handover; progress as it was reported."""

from typing import Final

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from iskan.apps.housing_stock.enums import GateKind, ProjectKind, ProjectProgramme, UnitState, UnitType
from iskan.policy.governorates import GOVERNORATES

PROJECT_CODE: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
UNIT_CODE: Final = r"^[A-Z0-9]+(-[A-Z0-9]+)*$"
UNIT_CLASS: Final = r"^(house|flat|plot)(-[a-z0-9]+)+$"
# Bahrain's waters with room around them.
LATITUDES, LONGITUDES = (25, 27), (50, 51)


def _place_is_whole(name: str) -> models.CheckConstraint:
    """Hold a place to both coordinates, in Bahrain, or neither."""
    return models.CheckConstraint(
        name=name,
        condition=Q(latitude__isnull=True, longitude__isnull=True)
        | Q(
            latitude__isnull=False,
            longitude__isnull=False,
            latitude__range=LATITUDES,
            longitude__range=LONGITUDES,
        ),
    )


class Located(models.Model):
    """Something with a place on the map, where it is known."""

    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        abstract = True


class DatedWorks(models.Model):
    """Works with the days they were meant to begin and end, and those on which they did."""

    planned_start_on = models.DateField(null=True, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def _ends_after_start(name: str) -> tuple[models.CheckConstraint, ...]:
    return (
        models.CheckConstraint(
            name=f"{name}_planned_in_order",
            condition=Q(planned_start_on__isnull=True) | Q(planned_on__isnull=True)
            | Q(planned_on__gte=F("planned_start_on")),
        ),
        models.CheckConstraint(
            name=f"{name}_done_in_order",
            condition=Q(completed_on__isnull=True) | Q(started_on__isnull=True) | Q(completed_on__gte=F("started_on")),
        ),
    )  # fmt: skip


class Project(Located, DatedWorks):
    """A housing project; ``boundary`` is a GeoJSON polygon of few corners, where one is known."""

    code = models.CharField(max_length=40, unique=True, validators=[RegexValidator(PROJECT_CODE)])
    name_ar = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    town_ar = models.CharField(max_length=80)
    town_en = models.CharField(max_length=80)
    governorate = models.CharField(max_length=5, choices=[(code, name.en) for code, name in GOVERNORATES.items()])
    kind = models.CharField(max_length=10, choices=ProjectKind.choices)
    programme = models.CharField(max_length=20, choices=ProjectProgramme.choices)
    land_hectares = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    about_ar = models.CharField(max_length=600, blank=True)
    about_en = models.CharField(max_length=600, blank=True)
    boundary = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="project_code_is_a_slug", condition=Q(code__regex=PROJECT_CODE)),
            models.CheckConstraint(name="project_in_a_governorate", condition=Q(governorate__in=list(GOVERNORATES))),
            models.CheckConstraint(
                name="project_land_is_some", condition=Q(land_hectares__isnull=True) | Q(land_hectares__gt=0)
            ),
            _place_is_whole("project_place_is_whole"),
            *_ends_after_start("project"),
        ]

    def __str__(self) -> str:
        return self.code


class ProjectBoundary(models.Model):
    """A boundary as an official drew it, or nothing where it was taken away. The database keeps every one of them."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="boundaries")
    boundary = models.JSONField(null=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["project", "-id"], name="boundaries_of_project")]

    def __str__(self) -> str:
        return f"boundary {self.pk} of {self.project_id}"


class Phase(DatedWorks):
    """A part of a project that is built and handed over on its own."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="phases")
    number = models.PositiveSmallIntegerField()
    name_ar = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="phase_once_in_project"),
            models.CheckConstraint(name="phase_number_from_one", condition=Q(number__gte=1)),
            *_ends_after_start("phase"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}/{self.number}"


class Building(Located):
    """A block of flats."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="buildings")
    code = models.CharField(max_length=20, validators=[RegexValidator(UNIT_CODE)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="building_once_in_project"),
            models.CheckConstraint(name="building_code_is_plain", condition=Q(code__regex=UNIT_CODE)),
            _place_is_whole("building_place_is_whole"),
        ]

    def __str__(self) -> str:
        return self.code


class Unit(Located):
    """A house, flat or plot a household may be given. Its state is kept here and told by the lines of its trail.

    ``house``, ``road`` and ``block`` are its address: of a flat, ``house`` is the number of its building on the road.
    """

    code = models.CharField(max_length=30, unique=True, validators=[RegexValidator(UNIT_CODE)])
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="units")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="units")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="units", null=True, blank=True)
    type = models.CharField(max_length=5, choices=UnitType.choices)
    unit_class = models.CharField(max_length=32, validators=[RegexValidator(UNIT_CLASS)])
    rooms = models.PositiveSmallIntegerField(null=True, blank=True)
    area = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    floor = models.SmallIntegerField(null=True, blank=True)
    accessible = models.BooleanField(default=False)
    house = models.CharField(max_length=10, blank=True, default="", db_default="")
    road = models.CharField(max_length=10, blank=True, default="", db_default="")
    block = models.CharField(max_length=4, blank=True, default="", db_default="")
    state = models.CharField(max_length=11, choices=UnitState.choices, default=UnitState.PLANNED)
    state_since = models.DateTimeField()
    brought_by = models.ForeignKey("StockImport", on_delete=models.PROTECT, related_name="units", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="unit_code_is_plain", condition=Q(code__regex=UNIT_CODE)),
            models.CheckConstraint(name="unit_class_is_plain", condition=Q(unit_class__regex=UNIT_CLASS)),
            models.CheckConstraint(name="unit_class_names_type", condition=Q(unit_class__startswith=F("type"))),
            models.CheckConstraint(name="unit_state_is_known", condition=Q(state__in=UnitState.values)),
            models.CheckConstraint(name="unit_area_is_some", condition=Q(area__isnull=True) | Q(area__gt=0)),
            models.CheckConstraint(
                name="unit_floor_of_flats", condition=Q(floor__isnull=True) | Q(type=UnitType.FLAT)
            ),
            models.CheckConstraint(
                name="unit_rooms_not_of_plots", condition=Q(rooms__isnull=True) | ~Q(type=UnitType.PLOT)
            ),
            _place_is_whole("unit_place_is_whole"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["project", "state", "unit_class", "code"], name="unit_by_state"),
            models.Index(fields=["project", "code"], name="unit_in_order"),
        ]

    def __str__(self) -> str:
        return self.code


class UnitEvent(models.Model):
    """A line of a unit's trail: from what to what, when, by whom. The database refuses to change or delete it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="events")
    source = models.CharField(max_length=11, blank=True)
    target = models.CharField(max_length=11, choices=UnitState.choices)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="trail_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.source}→{self.target}"


class Gate(models.Model):
    """What must be done before handover, for a whole project or one phase; closed from ``done_on`` on."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="gates")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="gates", null=True, blank=True)
    kind = models.CharField(max_length=12, choices=GateKind.choices)
    is_required = models.BooleanField(default=True)
    planned_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "phase", "kind"], name="gate_once_in_project", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.kind}"


class ProgressReport(models.Model):
    """How far the works had come on a day, as reported; a later report of the same day takes its place in reading."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reports")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="reports", null=True, blank=True)
    on = models.DateField()
    percent = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)
    reported_by_id = models.BigIntegerField(null=True)
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="percent_of_a_hundred", condition=Q(percent__range=(0, 100)))]
        indexes = [models.Index(fields=["project", "phase", "on", "id"], name="progress_in_order")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.on}: {self.percent} %"


class StockImport(models.Model):
    """A sheet of units as it was read: kept until it is confirmed, and afterwards for the record.

    ``filtered_rows`` were out of sight in the file, ``others`` are the sheets not read, ``changes`` what units were
    before and after, by their codes, so that the import can be taken back.
    """

    file_name = models.CharField(max_length=120)
    sheet_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    others = models.JSONField(default=list, db_default=[], blank=True)
    rows = models.JSONField()
    filtered_rows = models.JSONField(default=list, db_default=[], blank=True)
    unreadable_count = models.PositiveIntegerField(default=0, db_default=0)
    uploaded_by_id = models.BigIntegerField()
    uploaded_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=dict, db_default={}, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by_id = models.BigIntegerField(null=True, blank=True)
    taken_back_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    def __str__(self) -> str:
        return f"import {self.pk}"


class FloorPlan(models.Model):
    """A drawing of a class of homes that was brought in: the id of an uploaded document, which stands above the stock.

    Officials open any of them, citizens those that hold.
    """

    document = models.UUIDField(unique=True)
    brought_by_id = models.BigIntegerField()
    brought_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.document)


class HomeTerms(models.Model):
    """What two officials set for the homes of a class in a project; the newest holds. A price is in dinars."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="terms")
    unit_class = models.CharField(max_length=32, validators=[RegexValidator(UNIT_CLASS)])
    price = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    plan = models.ForeignKey(FloorPlan, on_delete=models.PROTECT, related_name="terms", null=True, blank=True)
    instrument_ar = models.CharField(max_length=200)
    instrument_en = models.CharField(max_length=200)
    agreed_by_id = models.BigIntegerField()
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="home_price_is_some", condition=Q(price__isnull=True) | Q(price__gt=0))
        ]
        indexes = [models.Index(fields=["project", "unit_class", "-id"], name="terms_newest_first")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.unit_class}"
