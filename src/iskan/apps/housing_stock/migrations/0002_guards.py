"""The database refuses to change or delete a line of a unit's trail, a progress report or a boundary drawn."""

from django.db import migrations

from iskan.foundation import guards

TABLES = ("housing_stock_unitevent", "housing_stock_progressreport", "housing_stock_projectboundary")


class Migration(migrations.Migration):
    dependencies = [("housing_stock", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        guards.added_only(*TABLES),
    ]
