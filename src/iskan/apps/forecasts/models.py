"""Forecasts as they were made, each kept so that it can be scored against what happened."""

from django.db import models


class ForecastRun(models.Model):
    """One computation over every list: when, after what, and on what it rests."""

    made_at = models.DateTimeField()
    seed = models.PositiveIntegerField()
    runs = models.PositiveIntegerField()
    reason = models.CharField(max_length=40)
    basis = models.JSONField()
    application_count = models.PositiveIntegerField()
    changed_count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"forecast of {self.made_at:%Y-%m-%d}"


class ForecastProject(models.Model):
    """A project, or a phase of one, as a run took it: what it brings to one list, by class, and what that hangs on.

    The code of a phase is its project's with ``/`` and its number.
    """

    run = models.ForeignKey(ForecastRun, on_delete=models.CASCADE, related_name="projects")
    programme = models.CharField(max_length=30)
    code = models.CharField(max_length=50)
    name_ar = models.CharField(max_length=220)
    name_en = models.CharField(max_length=220)
    governorate = models.CharField(max_length=5)
    is_local = models.BooleanField()
    units = models.PositiveIntegerField()
    homes = models.JSONField(default=dict)
    percent = models.PositiveSmallIntegerField(null=True)
    planned_on = models.DateField(null=True)
    gates_open = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "programme", "code"], name="project_once_in_forecast")]

    def __str__(self) -> str:
        return f"{self.code} in {self.run_id}"


class Forecast(models.Model):
    """What was foretold of an application; a new line is added only where what its reader sees has changed.

    The days are the first of a month; one that is missing lies beyond what can be foretold. ``projects`` holds codes
    with the share of runs that led there, the likeliest first; ``classes`` the announced classes of home the household
    may be given, the fittest first, or nothing in a line from before classes were told apart.
    """

    run = models.ForeignKey(ForecastRun, on_delete=models.PROTECT, related_name="forecasts")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    early_on = models.DateField(null=True)
    middle_on = models.DateField(null=True)
    late_on = models.DateField(null=True)
    projects = models.JSONField()
    classes = models.JSONField(null=True)
    needs_accessible = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-run"], name="forecast_newest")]

    def __str__(self) -> str:
        return f"forecast of {self.case_id} in {self.run_id}"


class CalibrationRun(models.Model):
    """How well the method foretold made-up histories it had not seen."""

    made_at = models.DateTimeField()
    first_seed = models.PositiveIntegerField()
    histories = models.PositiveIntegerField()
    outcome = models.JSONField()

    def __str__(self) -> str:
        return f"calibration of {self.made_at:%Y-%m-%d}"
