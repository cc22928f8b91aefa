"""How waiting households are known, what happened to them, and what was decided on it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0006_applicant_of_case'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HouseholdEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('applicant_died', 'applicant_died'), ('member_died', 'member_died'), ('child_born', 'child_born'), ('married', 'married'), ('divorced', 'divorced'), ('member_joined', 'member_joined'), ('member_left', 'member_left'), ('marital_status', 'marital_status'), ('nationality_lost', 'nationality_lost'), ('nationality_gained', 'nationality_gained'), ('no_address', 'no_address'), ('address_again', 'address_again'), ('came_of_age', 'came_of_age')], max_length=20)),
                ('cpr', models.CharField(max_length=9)),
                ('name_ar', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, max_length=200)),
                ('happened_on', models.DateField(null=True)),
                ('asks_decision', models.BooleanField()),
                ('found_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='household_events', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='EventSettlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='settlement', to='household_life.householdevent')),
            ],
        ),
        migrations.CreateModel(
            name='HouseholdWatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known', models.JSONField()),
                ('known_at', models.DateTimeField()),
                ('compared_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='household_watch', to='cases.case')),
            ],
        ),
        migrations.AddIndex(
            model_name='householdevent',
            index=models.Index(fields=['case', '-found_at'], name='household_events_of_case'),
        ),
        migrations.AddIndex(
            model_name='householdevent',
            index=models.Index(condition=models.Q(('asks_decision', True)), fields=['found_at'], name='household_events_to_decide'),
        ),
        migrations.AddConstraint(
            model_name='eventsettlement',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='settlement_is_explained'),
        ),
    ]
