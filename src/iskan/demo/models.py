"""Which demonstration this database holds."""

from django.db import models


class DemoLoad(models.Model):
    """A demonstration that was loaded; the same one again loads nothing, another needs an empty database."""

    seed = models.BigIntegerField()
    people = models.PositiveIntegerField()
    cases = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.cases} cases of {self.people} people, seed {self.seed}"
