"""What is done for the day after a loss."""

from django.db import models


class RunKind(models.TextChoices):
    """A set made, a set restored to try it, sets removed."""

    BACKUP = "backup"
    DRILL = "drill"
    PRUNING = "pruning"
