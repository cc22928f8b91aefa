"""An index from which what was decided of late is counted without reading every decision."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_request_endings")]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=Q(replaced_at__isnull=True, decided_at__isnull=False),
                fields=["decided_at"],
                include=("case", "decided_by"),
                name="decisions_by_day",
            ),
        )
    ]
