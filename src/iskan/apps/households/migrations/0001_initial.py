import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cpr', models.CharField(max_length=9, unique=True)),
                ('name_ar', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, max_length=200)),
                ('name_search', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                ('birth_date', models.DateField()),
                ('sex', models.CharField(choices=[('m', 'Male'), ('f', 'Female')], max_length=1)),
                ('nationality', models.CharField(max_length=2)),
                ('governorate', models.CharField(blank=True, choices=[('BH-13', 'Capital Governorate'), ('BH-14', 'Southern Governorate'), ('BH-15', 'Muharraq Governorate'), ('BH-17', 'Northern Governorate')], max_length=5)),
                ('address', models.JSONField(default=dict)),
                ('died_on', models.DateField(blank=True, null=True)),
                ('registered_at', models.DateTimeField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['name_search'], name='person_by_name')],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('declared_at', models.DateTimeField()),
                ('objection', models.TextField(blank=True)),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households_headed', to='households.person')),
            ],
            options={
                'indexes': [models.Index(fields=['head', '-declared_at'], name='household_by_head')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(choices=[('head', 'Head of household'), ('spouse', 'Spouse'), ('child', 'Son or daughter'), ('parent', 'Parent'), ('sibling', 'Brother or sister'), ('other', 'Other relative')], max_length=10)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='households.household')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='households.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('household', 'person'), name='member_once_in_household')],
            },
        ),
    ]
