"""What was erased, told by digests: rows added only, which hold nothing of what is gone."""

from django.db import models


class ErasureRun(models.Model):
    """One run of the rules of retention that erased something."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"run {self.pk}"


class Erasure(models.Model):
    """One thing erased: by which rule, and the digest of its name by which whoever knows it can prove it is gone."""

    run = models.ForeignKey(ErasureRun, on_delete=models.PROTECT, related_name="erasures")
    rule = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "rule", "digest"], name="erased_once_in_a_run")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.digest}"
