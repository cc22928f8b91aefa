import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalibrationRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('first_seed', models.PositiveIntegerField()),
                ('histories', models.PositiveIntegerField()),
                ('outcome', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='ForecastRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('seed', models.PositiveIntegerField()),
                ('runs', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=40)),
                ('basis', models.JSONField()),
                ('application_count', models.PositiveIntegerField()),
                ('changed_count', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='ForecastProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=30)),
                ('code', models.CharField(max_length=40)),
                ('name_ar', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('governorate', models.CharField(max_length=5)),
                ('is_local', models.BooleanField()),
                ('units', models.PositiveIntegerField()),
                ('homes', models.JSONField(default=dict)),
                ('percent', models.PositiveSmallIntegerField(null=True)),
                ('planned_on', models.DateField(null=True)),
                ('gates_open', models.JSONField(default=list)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='projects', to='forecasts.forecastrun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'programme', 'code'), name='project_once_in_forecast')],
            },
        ),
        migrations.CreateModel(
            name='Forecast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('early_on', models.DateField(null=True)),
                ('middle_on', models.DateField(null=True)),
                ('late_on', models.DateField(null=True)),
                ('projects', models.JSONField()),
                ('classes', models.JSONField(null=True)),
                ('needs_accessible', models.BooleanField(default=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forecasts', to='forecasts.forecastrun')),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-run'], name='forecast_newest')],
            },
        ),
    ]
