import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('digest', models.CharField(max_length=64)),
                ('declaration', models.JSONField()),
                ('in_force_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'digest'), name='service_version_once')],
            },
        ),
        migrations.CreateModel(
            name='PublishedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(max_length=60)),
                ('value', models.JSONField()),
                ('first_day', models.DateField()),
                ('instrument_ar', models.CharField(max_length=200)),
                ('instrument_en', models.CharField(max_length=200)),
                ('article', models.CharField(blank=True, max_length=60)),
                ('proposed_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(null=True)),
                ('declined_at', models.DateTimeField(null=True)),
                ('decline_reason', models.CharField(blank=True, max_length=500)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('declined_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='figure_has_four_eyes'), models.CheckConstraint(condition=models.Q(('declined_by__isnull', True), models.Q(('declined_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='figure_declined_by_another'), models.CheckConstraint(condition=models.Q(('declined_at__isnull', True), models.Q(('declined_by__isnull', False), models.Q(('decline_reason', ''), _negated=True)), _connector='OR'), name='figure_declined_with_a_reason'), models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), ('declined_at__isnull', True), _connector='OR'), name='figure_settled_one_way')],
            },
        ),
    ]
