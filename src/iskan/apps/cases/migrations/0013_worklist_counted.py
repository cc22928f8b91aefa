"""An index from which the open cases of a department are counted without reading them."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_last_digits")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=Q(filed_at__isnull=False, closed_at__isnull=True),
                fields=["department", "stage"],
                include=("id", "assignee", "sealed_at", "sealed_readers"),
                name="worklist_counted",
            ),
        )
    ]
