"""The database's own guards: nothing of the anomalies is changed or taken back."""

from django.db import migrations

from iskan.foundation import guards

TABLES = ("anomalies_officialday", "anomalies_anomaly", "anomalies_anomalyclosure")


class Migration(migrations.Migration):
    dependencies = [("anomalies", "0001_initial"), ("foundation", "0002_guards")]
    operations = [guards.added_only(*TABLES)]
