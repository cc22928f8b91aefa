import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Distribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.SlugField(max_length=16, unique=True)),
                ('state', models.CharField(choices=[('prepared', 'Prepared'), ('recommended', 'Awaiting the second official'), ('approved', 'Approved'), ('cancelled', 'Called off')], default='prepared', max_length=12)),
                ('on_day', models.DateField()),
                ('projects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('lots', models.JSONField()),
                ('parameters', models.JSONField()),
                ('rules', models.JSONField()),
                ('inputs_digest', models.CharField(max_length=64)),
                ('outcome_digest', models.CharField(max_length=64)),
                ('applications_count', models.PositiveIntegerField()),
                ('units_count', models.PositiveIntegerField()),
                ('nominated_count', models.PositiveIntegerField()),
                ('exceptions_count', models.PositiveIntegerField()),
                ('reached', models.JSONField()),
                ('prepared_at', models.DateTimeField()),
                ('recommended_at', models.DateTimeField(null=True)),
                ('recommendation', models.TextField(blank=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancellation_reason', models.TextField(blank=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recommended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('recommended_by')), _negated=True), _connector='OR'), name='distribution_has_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', True), ('recommended_by__isnull', True), ('state', 'prepared')), models.Q(('approved_by__isnull', True), ('recommended_by__isnull', False), ('state', 'recommended')), models.Q(('approved_by__isnull', False), ('recommended_by__isnull', False), ('state', 'approved')), models.Q(('approved_by__isnull', True), ('cancelled_by__isnull', False), ('state', 'cancelled'), models.Q(('cancellation_reason', ''), _negated=True)), _connector='OR'), name='distribution_in_order')],
            },
        ),
        migrations.CreateModel(
            name='DistributionColumns',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('applications', models.BinaryField()),
                ('nominated', models.BinaryField()),
                ('distribution', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='columns', to='allocation.distribution')),
            ],
        ),
        migrations.CreateModel(
            name='DistributionPool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project_code', models.CharField(max_length=40)),
                ('governorate', models.CharField(max_length=5)),
                ('kind', models.CharField(max_length=10)),
                ('unit_class', models.CharField(max_length=32)),
                ('units', models.PositiveIntegerField()),
                ('set_aside', models.PositiveIntegerField()),
                ('candidates', models.PositiveIntegerField()),
                ('nominated', models.PositiveIntegerField()),
                ('from_set_aside', models.PositiveIntegerField()),
                ('by_exception', models.PositiveIntegerField()),
                ('in_reserve', models.PositiveIntegerField()),
                ('reached_on', models.DateField(null=True)),
                ('reached_local_on', models.DateField(null=True)),
                ('distribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pools', to='allocation.distribution')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('distribution', 'project_code', 'unit_class'), name='one_pool_a_class'), models.CheckConstraint(condition=models.Q(('nominated__lte', models.F('units'))), name='no_home_twice')],
            },
        ),
        migrations.CreateModel(
            name='DistributionRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('without', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('settled', models.JSONField()),
                ('filled_count', models.PositiveIntegerField()),
                ('outcome_digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('distribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='allocation.distribution')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('distribution', 'number'), name='one_round_a_number')],
            },
        ),
        migrations.CreateModel(
            name='HandoverSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project_code', models.CharField(max_length=40)),
                ('starts_at', models.DateTimeField()),
                ('capacity', models.PositiveSmallIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project_code', 'starts_at'), name='one_slot_an_hour'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1)), name='slot_has_room')],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project_code', models.CharField(max_length=40)),
                ('unit_class', models.CharField(max_length=32)),
                ('place', models.PositiveIntegerField()),
                ('set_aside', models.BooleanField()),
                ('round', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('nominated', 'Nominated'), ('housed', 'Received the keys'), ('refused', 'Refused the offer'), ('expired', 'Did not answer in time'), ('dropped', 'Nomination withdrawn')], default='nominated', max_length=10)),
                ('state_since', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='cases.case')),
                ('distribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='allocation.distribution')),
                ('exception', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='cases.exceptionentry')),
            ],
            options={
                'indexes': [models.Index(fields=['project_code', 'state', 'unit_class'], name='nomination_by_project')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['nominated', 'housed'])), fields=('case',), name='one_standing_nomination'), models.UniqueConstraint(condition=models.Q(('exception__isnull', False)), fields=('exception',), name='an_exception_nominates_once')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('checking', 'Income being checked again'), ('doubtful', 'An official must decide on the second check'), ('certified', 'Nomination certificate issued'), ('offered', 'Offer awaits an answer'), ('accepted', 'Accepted, awaiting the draw'), ('drawn', 'Home drawn, contract being prepared'), ('contracted', 'Contract issued, appointment to be chosen'), ('appointed', 'Appointment made'), ('handed_over', 'Keys handed over'), ('refused', 'Refused'), ('expired', 'Expired unanswered'), ('dropped', 'Withdrawn')], default='checking', max_length=12)),
                ('state_since', models.DateTimeField()),
                ('opened_at', models.DateTimeField()),
                ('answer_due_on', models.DateField(null=True)),
                ('unit_code', models.CharField(blank=True, max_length=30)),
                ('version', models.PositiveIntegerField(default=1)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='cases.case')),
                ('nomination', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='offer', to='allocation.nomination')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'state_since', 'id'], name='offer_by_state'), models.Index(fields=['case', '-id'], name='offer_by_case')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('unit_code', ''), _negated=True), fields=('unit_code',), name='one_offer_a_unit'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('answer_due_on__isnull', False), _connector='OR'), name='offered_until_a_day')],
            },
        ),
        migrations.CreateModel(
            name='NominationCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_day', models.DateField()),
                ('verdict', models.CharField(max_length=12)),
                ('facts', models.JSONField()),
                ('findings', models.JSONField()),
                ('at', models.DateTimeField()),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='allocation.offer')),
            ],
        ),
        migrations.CreateModel(
            name='HandoverAppointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='allocation.handoverslot')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='allocation.offer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('offer',), name='one_appointment_an_offer')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_day', models.DateField()),
                ('keys_count', models.PositiveSmallIntegerField()),
                ('electricity_reading', models.PositiveIntegerField()),
                ('water_reading', models.PositiveIntegerField()),
                ('defects_until', models.DateField(null=True)),
                ('structure_until', models.DateField(null=True)),
                ('flat_due_on', models.DateField(null=True)),
                ('flat_returned_on', models.DateField(null=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='allocation.offer')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('flat_returned_on__isnull', True), ('flat_due_on__isnull', False), _connector='OR'), name='a_flat_returned_was_due')],
            },
        ),
        migrations.CreateModel(
            name='OfferEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('reason', models.TextField(blank=True)),
                ('detail', models.JSONField(default=dict)),
                ('public', models.BooleanField(default=True)),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='allocation.offer')),
            ],
            options={
                'indexes': [models.Index(fields=['offer', 'at', 'id'], name='trail_of_offer')],
            },
        ),
        migrations.CreateModel(
            name='ReserveTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project_code', models.CharField(max_length=40)),
                ('unit_class', models.CharField(max_length=32)),
                ('turn', models.PositiveIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reserve_turns', to='cases.case')),
                ('distribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reserve', to='allocation.distribution')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('distribution', 'project_code', 'unit_class', 'turn'), name='one_household_a_turn')],
            },
        ),
        migrations.CreateModel(
            name='Snag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('where', models.CharField(max_length=120)),
                ('what', models.CharField(max_length=500)),
                ('mended_on', models.DateField(null=True)),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snags', to='allocation.handover')),
                ('mended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
