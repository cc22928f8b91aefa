"""A proposed figure may be declined by another official, with a reason; what was declined stands as it was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

GUARD = """
CREATE TRIGGER declined_stands BEFORE UPDATE ON catalogue_publishedfigure
    FOR EACH ROW WHEN (OLD.declined_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
"""
UNGUARD = "DROP TRIGGER declined_stands ON catalogue_publishedfigure"


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("catalogue", "0002_the_law_stands"),
    ]
    operations = [
        migrations.AddField(
            model_name="publishedfigure",
            name="declined_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(model_name="publishedfigure", name="declined_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="publishedfigure", name="decline_reason", field=models.CharField(blank=True, max_length=500)
        ),
        migrations.AddConstraint(
            model_name="publishedfigure",
            constraint=models.CheckConstraint(
                name="figure_declined_by_another",
                condition=Q(declined_by__isnull=True) | ~Q(declined_by=F("proposed_by")),
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedfigure",
            constraint=models.CheckConstraint(
                name="figure_declined_with_a_reason",
                condition=Q(declined_at__isnull=True) | (Q(declined_by__isnull=False) & ~Q(decline_reason="")),
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedfigure",
            constraint=models.CheckConstraint(
                name="figure_settled_one_way", condition=Q(approved_at__isnull=True) | Q(declined_at__isnull=True)
            ),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
