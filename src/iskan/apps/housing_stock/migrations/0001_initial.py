import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StockImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=120)),
                ('rows', models.JSONField()),
                ('uploaded_by_id', models.BigIntegerField()),
                ('uploaded_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('created_count', models.PositiveIntegerField(default=0)),
                ('changed_count', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
                ('planned_start_on', models.DateField(blank=True, null=True)),
                ('planned_on', models.DateField(blank=True, null=True)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('completed_on', models.DateField(blank=True, null=True)),
                ('code', models.CharField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$')])),
                ('name_ar', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('town_ar', models.CharField(max_length=80)),
                ('town_en', models.CharField(max_length=80)),
                ('governorate', models.CharField(choices=[('BH-13', 'Capital Governorate'), ('BH-15', 'Muharraq Governorate'), ('BH-17', 'Northern Governorate'), ('BH-14', 'Southern Governorate')], max_length=5)),
                ('kind', models.CharField(choices=[('general', 'General project'), ('local', 'Local project')], max_length=10)),
                ('programme', models.CharField(choices=[('unit', 'Housing units'), ('ownership_flat', 'Ownership flats'), ('plot', 'Residential plots')], max_length=20)),
                ('land_hectares', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                ('about_ar', models.CharField(blank=True, max_length=600)),
                ('about_en', models.CharField(blank=True, max_length=600)),
                ('boundary', models.JSONField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='project_code_is_a_slug'), models.CheckConstraint(condition=models.Q(('governorate__in', ['BH-13', 'BH-15', 'BH-17', 'BH-14'])), name='project_in_a_governorate'), models.CheckConstraint(condition=models.Q(('land_hectares__isnull', True), ('land_hectares__gt', 0), _connector='OR'), name='project_land_is_some'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('latitude__range', (25, 27)), ('longitude__isnull', False), ('longitude__range', (50, 51))), _connector='OR'), name='project_place_is_whole'), models.CheckConstraint(condition=models.Q(('planned_start_on__isnull', True), ('planned_on__isnull', True), ('planned_on__gte', models.F('planned_start_on')), _connector='OR'), name='project_planned_in_order'), models.CheckConstraint(condition=models.Q(('completed_on__isnull', True), ('started_on__isnull', True), ('completed_on__gte', models.F('started_on')), _connector='OR'), name='project_done_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('planned_start_on', models.DateField(blank=True, null=True)),
                ('planned_on', models.DateField(blank=True, null=True)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('completed_on', models.DateField(blank=True, null=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('name_ar', models.CharField(blank=True, max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phases', to='housing_stock.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'number'), name='phase_once_in_project'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='phase_number_from_one'), models.CheckConstraint(condition=models.Q(('planned_start_on__isnull', True), ('planned_on__isnull', True), ('planned_on__gte', models.F('planned_start_on')), _connector='OR'), name='phase_planned_in_order'), models.CheckConstraint(condition=models.Q(('completed_on__isnull', True), ('started_on__isnull', True), ('completed_on__gte', models.F('started_on')), _connector='OR'), name='phase_done_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Gate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('electricity', 'Electricity'), ('water', 'Water'), ('telecom', 'Telecommunications'), ('roads', 'Roads'), ('sewage', 'Sewage'), ('addresses', 'Addresses')], max_length=12)),
                ('is_required', models.BooleanField(default=True)),
                ('planned_on', models.DateField(blank=True, null=True)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('phase', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gates', to='housing_stock.phase')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gates', to='housing_stock.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'phase', 'kind'), name='gate_once_in_project', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
                ('code', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^[A-Z0-9]+(-[A-Z0-9]+)*$')])),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='buildings', to='housing_stock.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'code'), name='building_once_in_project'), models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Z0-9]+(-[A-Z0-9]+)*$')), name='building_code_is_plain'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('latitude__range', (25, 27)), ('longitude__isnull', False), ('longitude__range', (50, 51))), _connector='OR'), name='building_place_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='ProjectBoundary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('boundary', models.JSONField(null=True)),
                ('at', models.DateTimeField()),
                ('by_id', models.BigIntegerField(null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boundaries', to='housing_stock.project')),
            ],
            options={
                'indexes': [models.Index(fields=['project', '-id'], name='boundaries_of_project')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
                ('code', models.CharField(max_length=30, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z0-9]+(-[A-Z0-9]+)*$')])),
                ('type', models.CharField(choices=[('house', 'House'), ('flat', 'Flat'), ('plot', 'Plot')], max_length=5)),
                ('unit_class', models.CharField(max_length=32, validators=[django.core.validators.RegexValidator('^(house|flat|plot)(-[a-z0-9]+)+$')])),
                ('rooms', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('area', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                ('floor', models.SmallIntegerField(blank=True, null=True)),
                ('accessible', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('building', 'Under construction'), ('ready', 'Ready'), ('withheld', 'Withheld'), ('offered', 'Offered'), ('allocated', 'Allocated'), ('handed_over', 'Handed over')], default='planned', max_length=11)),
                ('state_since', models.DateTimeField()),
                ('building', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='housing_stock.building')),
                ('phase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='housing_stock.phase')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='housing_stock.project')),
            ],
            options={
                'indexes': [models.Index(fields=['project', 'state', 'unit_class', 'code'], name='unit_by_state'), models.Index(fields=['project', 'code'], name='unit_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Z0-9]+(-[A-Z0-9]+)*$')), name='unit_code_is_plain'), models.CheckConstraint(condition=models.Q(('unit_class__regex', '^(house|flat|plot)(-[a-z0-9]+)+$')), name='unit_class_is_plain'), models.CheckConstraint(condition=models.Q(('unit_class__startswith', models.F('type'))), name='unit_class_names_type'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'building', 'ready', 'withheld', 'offered', 'allocated', 'handed_over'])), name='unit_state_is_known'), models.CheckConstraint(condition=models.Q(('area__isnull', True), ('area__gt', 0), _connector='OR'), name='unit_area_is_some'), models.CheckConstraint(condition=models.Q(('floor__isnull', True), ('type', 'flat'), _connector='OR'), name='unit_floor_of_flats'), models.CheckConstraint(condition=models.Q(('rooms__isnull', True), models.Q(('type', 'plot'), _negated=True), _connector='OR'), name='unit_rooms_not_of_plots'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('latitude__range', (25, 27)), ('longitude__isnull', False), ('longitude__range', (50, 51))), _connector='OR'), name='unit_place_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='UnitEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, max_length=11)),
                ('target', models.CharField(choices=[('planned', 'Planned'), ('building', 'Under construction'), ('ready', 'Ready'), ('withheld', 'Withheld'), ('offered', 'Offered'), ('allocated', 'Allocated'), ('handed_over', 'Handed over')], max_length=11)),
                ('at', models.DateTimeField()),
                ('by_id', models.BigIntegerField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='housing_stock.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-id'], name='trail_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='ProgressReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('percent', models.PositiveSmallIntegerField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('reported_by_id', models.BigIntegerField(null=True)),
                ('reported_at', models.DateTimeField()),
                ('phase', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='housing_stock.phase')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='housing_stock.project')),
            ],
            options={
                'indexes': [models.Index(fields=['project', 'phase', 'on', 'id'], name='progress_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('percent__range', (0, 100))), name='percent_of_a_hundred')],
            },
        ),
    ]
