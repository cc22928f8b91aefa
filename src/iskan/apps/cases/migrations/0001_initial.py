import django.contrib.postgres.fields
import django.db.models.deletion
import iskan.core.promises
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('catalogue', '0001_initial'),
        ('documents', '0001_initial'),
        ('households', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=16, unique=True)),
                ('service_code', models.CharField(max_length=60)),
                ('programme', models.CharField(blank=True, max_length=30)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('channel', models.CharField(choices=[('web', 'web'), ('phone', 'phone'), ('desk', 'desk'), ('api', 'api')], default='web', max_length=10)),
                ('governorate', models.CharField(blank=True, max_length=5)),
                ('stage', models.CharField(max_length=30)),
                ('stage_since', models.DateTimeField()),
                ('created_at', models.DateTimeField()),
                ('filed_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('alarm', models.PositiveSmallIntegerField(choices=[(0, 'CALM'), (50, 'HALF'), (80, 'NEAR'), (100, 'BREACHED')], default=iskan.core.promises.Alarm['CALM'])),
                ('version', models.PositiveIntegerField(default=1)),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later_cases', to='cases.case')),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL)),
                ('assignee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assigned_cases', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='accounts.department')),
                ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='households.household')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='households.person')),
                ('service_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='catalogue.serviceversion')),
            ],
            options={
                'indexes': [models.Index(fields=['applicant', '-created_at'], name='case_by_applicant'), models.Index(condition=models.Q(('filed_at__isnull', False)), fields=['department', 'stage', 'due_on', 'id'], name='worklist_by_stage'), models.Index(condition=models.Q(('closed_at__isnull', True), ('filed_at__isnull', False)), fields=['department', 'due_on', 'id'], name='worklist_open'), models.Index(condition=models.Q(('assignee__isnull', True), ('closed_at__isnull', True), ('filed_at__isnull', False)), fields=['department', 'due_on', 'id'], name='worklist_free'), models.Index(condition=models.Q(('assignee__isnull', False), ('closed_at__isnull', True)), fields=['assignee', 'due_on', 'id'], name='worklist_mine'), models.Index(fields=['person'], name='case_by_person'), models.Index(condition=models.Q(('subject', ''), _negated=True), fields=['subject'], name='case_by_subject'), models.Index(fields=['department', 'filed_at', 'id'], name='worklist_by_filing'), models.Index(condition=models.Q(('closed_at__isnull', True), ('filed_at__isnull', False)), fields=['department', 'filed_at', 'id'], name='worklist_open_by_filing'), models.Index(condition=models.Q(('closed_at__isnull', True), ('filed_at__isnull', False)), fields=['due_on', 'id'], name='open_by_due_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True), ('filed_at__isnull', True)), fields=('applicant', 'service_code'), name='one_draft_a_service'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True), ('filed_at__isnull', False)), fields=('applicant', 'service_code', 'subject'), name='one_open_case_a_subject'), models.CheckConstraint(condition=models.Q(('filed_at__isnull', True), ('department__isnull', False), _connector='OR'), name='filed_with_a_department'), models.CheckConstraint(condition=models.Q(('about', models.F('pk')), _negated=True), name='case_is_not_about_itself')],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField(default=dict)),
                ('objections', models.JSONField(default=dict)),
                ('steps', models.JSONField(default=dict)),
                ('edited_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='application', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='CaseAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('on_day', models.DateField()),
                ('verdict', models.CharField(max_length=12)),
                ('facts', models.JSONField()),
                ('findings', models.JSONField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-at'], name='assessment_latest')],
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('transition', 'Moved to another stage'), ('assignment', 'Assigned'), ('evidence', 'Document reviewed'), ('register', 'Register asked'), ('objection', "Citizen objected to a register's fact"), ('exception', 'Exception'), ('edit', 'Details corrected'), ('consent', 'Consent asked')], max_length=12)),
                ('code', models.CharField(max_length=40)),
                ('source', models.CharField(blank=True, max_length=30)),
                ('target', models.CharField(blank=True, max_length=30)),
                ('reason', models.TextField(blank=True)),
                ('detail', models.JSONField(default=dict)),
                ('public', models.BooleanField(default=True)),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'at'], name='trail')],
            },
        ),
        migrations.CreateModel(
            name='CaseFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('value', models.JSONField(null=True)),
                ('register', models.CharField(blank=True, max_length=30)),
                ('source_ar', models.CharField(max_length=120)),
                ('source_en', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'code'), name='one_value_a_fact')],
            },
        ),
        migrations.CreateModel(
            name='CaseNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='CitizenRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('evidence_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('asked_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('case',), name='one_open_request_a_case')],
            },
        ),
        migrations.CreateModel(
            name='ClockPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('case',), name='one_open_pause_a_case')],
            },
        ),
        migrations.CreateModel(
            name='ConsentRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('cpr', models.CharField(max_length=9)),
                ('version', models.PositiveIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('given', 'Agreed'), ('refused', 'Did not agree'), ('lapsed', 'No answer by the last day')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consent_requests', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answer', '')), fields=['cpr'], name='consent_unanswered')],
                'constraints': [models.UniqueConstraint(fields=('case', 'code', 'cpr', 'version'), name='asked_once_for_what_it_says'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='consent_answered_at_an_instant'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'lapsed']), ('answered_by__isnull', False), _connector='OR'), name='consent_answered_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recommendation', models.CharField(blank=True, choices=[('approved', 'Approved'), ('refused', 'Refused')], max_length=10)),
                ('recommended_at', models.DateTimeField(null=True)),
                ('recommendation_reason', models.TextField(blank=True)),
                ('outcome', models.CharField(blank=True, choices=[('approved', 'Approved'), ('refused', 'Refused')], max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('findings', models.JSONField(default=list)),
                ('replaced_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='cases.case')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recommended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('recommended_by')), _negated=True), _connector='OR'), name='decision_has_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('recommendation', ''), ('recommended_at__isnull', True), ('recommended_by__isnull', True), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('recommendation', ''), _negated=True), ('recommended_at__isnull', False), ('recommended_by__isnull', False)), _connector='OR'), name='recommendation_has_its_official'), models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('case',), name='one_standing_decision')],
            },
        ),
        migrations.CreateModel(
            name='DeclarationMade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('cpr', models.CharField(max_length=9)),
                ('made_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='cases.case')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'code', 'cpr'), name='declared_once')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('stated_issued_on', models.DateField(null=True)),
                ('issued_on', models.DateField(null=True)),
                ('verdict', models.CharField(choices=[('pending', 'Not yet reviewed'), ('accepted', 'Accepted'), ('rejected', 'Rejected')], default='pending', max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('added_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='cases.case')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence_items', to='documents.document')),
                ('reused_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reused_as', to='cases.evidenceitem')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('case', 'code', 'document'), name='a_document_stands_once_in_a_case')],
            },
        ),
        migrations.CreateModel(
            name='ExceptionEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('order', 'Out of its order'), ('criterion', 'Past a criterion')], max_length=10)),
                ('criterion', models.CharField(blank=True, max_length=60)),
                ('ground', models.CharField(choices=[('health', 'Severe illness or disability, by medical report'), ('court', 'Court judgment'), ('danger', 'Home unfit or dangerous, by technical report'), ('family', "Family hardship, by the investigation committee's report"), ('correction', "Correction of the ministry's own mistake")], max_length=12)),
                ('explanation', models.TextField()),
                ('status', models.CharField(choices=[('proposed', 'Awaiting the second approver'), ('approved', 'Approved'), ('declined', 'Declined')], default='proposed', max_length=10)),
                ('decided_at', models.DateTimeField()),
                ('second_at', models.DateTimeField(null=True)),
                ('second_reason', models.TextField(blank=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exceptions', to='cases.case')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('second_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('second_by__isnull', True), models.Q(('second_by', models.F('decided_by')), _negated=True), _connector='OR'), name='exception_has_four_eyes'), models.CheckConstraint(condition=models.Q(('kind', 'order'), models.Q(('criterion', ''), _negated=True), _connector='OR'), name='criterion_named'), models.CheckConstraint(condition=models.Q(('explanation', ''), _negated=True), name='exception_is_explained')],
            },
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identified_by', models.CharField(blank=True, choices=[('card', 'Present, with their identity card'), ('answers', 'On the phone, by their answers to questions')], max_length=10)),
                ('identification', models.CharField(blank=True, max_length=300)),
                ('key', models.CharField(blank=True, max_length=200)),
                ('begun_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='cases.case')),
                ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='accounts.apiclient')),
                ('official', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('key',), name='filed_once_a_key'), models.CheckConstraint(condition=models.Q(('official__isnull', True), models.Q(models.Q(('identified_by', ''), _negated=True), models.Q(('identification', ''), _negated=True), ('client', None)), _connector='OR'), name='official_identified_the_citizen')],
            },
        ),
        migrations.CreateModel(
            name='RegisterRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=30)),
                ('status', models.CharField(choices=[('pending', 'Waiting for the register'), ('answered', 'Answered'), ('refused', 'Refused by the register'), ('not_found', 'Not in the register'), ('denied', 'Not asked: somebody did not agree')], default='pending', max_length=10)),
                ('attempt_count', models.PositiveIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('last_tried_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('fault', models.CharField(blank=True, max_length=60)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='register_runs', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['asked_at'], name='run_unanswered')],
                'constraints': [models.UniqueConstraint(fields=('case', 'register'), name='one_run_a_register')],
            },
        ),
    ]
