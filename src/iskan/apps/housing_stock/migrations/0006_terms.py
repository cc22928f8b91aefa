"""Prices and floor plans of homes, set by two officials."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from iskan.foundation import guards


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0002_guards'),
        ('housing_stock', '0005_addresses'),
    ]

    operations = [
        migrations.CreateModel(
            name='FloorPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.UUIDField(unique=True)),
                ('brought_by_id', models.BigIntegerField()),
                ('brought_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='HomeTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_class', models.CharField(max_length=32, validators=[django.core.validators.RegexValidator('^(house|flat|plot)(-[a-z0-9]+)+$')])),
                ('price', models.DecimalField(blank=True, decimal_places=3, max_digits=10, null=True)),
                ('instrument_ar', models.CharField(max_length=200)),
                ('instrument_en', models.CharField(max_length=200)),
                ('agreed_by_id', models.BigIntegerField()),
                ('agreed_at', models.DateTimeField()),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='housing_stock.floorplan')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='housing_stock.project')),
            ],
            options={
                'indexes': [models.Index(fields=['project', 'unit_class', '-id'], name='terms_newest_first')],
                'constraints': [models.CheckConstraint(condition=models.Q(('price__isnull', True), ('price__gt', 0), _connector='OR'), name='home_price_is_some')],
            },
        ),
        guards.added_only('housing_stock_floorplan'),
        guards.added_only('housing_stock_hometerms'),
    ]
