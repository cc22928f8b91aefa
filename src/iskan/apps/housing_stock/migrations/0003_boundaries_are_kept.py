"""Every boundary drawn is kept, those that stand now the first; the database refuses to change or delete one."""

import django.db.models.deletion
from django.db import migrations, models

STANDING = """
INSERT INTO housing_stock_projectboundary (project_id, boundary, at)
SELECT id, boundary, now() FROM housing_stock_project WHERE boundary IS NOT NULL ORDER BY id
"""
ADDED_ONLY = """
CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON housing_stock_projectboundary
FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [("housing_stock", "0002_trails_are_added_to_only"), ("foundation", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name="ProjectBoundary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("boundary", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundaries",
                        to="housing_stock.project",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["project", "-id"], name="boundaries_of_project")]},
        ),
        migrations.RunSQL(STANDING, migrations.RunSQL.noop),
        migrations.RunSQL(ADDED_ONLY, migrations.RunSQL.noop),
    ]
