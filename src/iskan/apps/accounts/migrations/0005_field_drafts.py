"""Drafts of long fields."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_delegation_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.CharField(max_length=200)),
                ("action", models.CharField(max_length=200)),
                ("field", models.CharField(max_length=100)),
                ("words", models.TextField()),
                ("typed_at", models.DateTimeField(db_index=True)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "page", "field"), name="one_draft_of_a_field"),
                ],
            },
        ),
    ]
