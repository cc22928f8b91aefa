"""The database's own guards: what a settlement said, how it differs and what that was are never changed."""

from django.db import migrations

from iskan.foundation import guards

TABLES = ("payments_settlement", "payments_settlementline", "payments_difference", "payments_differenceclosure")


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_settlements")]
    operations = [guards.added_only(*TABLES)]
