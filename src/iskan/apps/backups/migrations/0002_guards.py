"""The database's own guard: what was done with backups is not changed or taken back."""

from django.db import migrations

from iskan.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("backups", "0001_initial"), ("foundation", "0002_guards")]
    operations = [guards.added_only("backups_backuprun")]
