from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Exchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=30)),
                ('service', models.CharField(max_length=40)),
                ('subject_cpr', models.CharField(max_length=9)),
                ('asked_by_id', models.BigIntegerField(null=True)),
                ('asked_as', models.CharField(max_length=40)),
                ('case_reference', models.CharField(blank=True, max_length=40)),
                ('purpose_code', models.CharField(max_length=60)),
                ('purpose_ar', models.TextField()),
                ('purpose_en', models.TextField()),
                ('legal_ground_ar', models.TextField()),
                ('legal_ground_en', models.TextField()),
                ('request_id', models.UUIDField(unique=True)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('answered', 'Answered'), ('not_found', 'No record'), ('refused', 'Refused'), ('unavailable', 'No answer')], max_length=12)),
                ('http_status', models.PositiveSmallIntegerField(null=True)),
                ('answer_digest', models.CharField(blank=True, max_length=64)),
                ('request_hash', models.CharField(blank=True, max_length=88)),
                ('attempts', models.PositiveSmallIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject_cpr', '-asked_at'], name='exchange_by_subject'), models.Index(fields=['case_reference', '-asked_at'], name='exchange_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['answered', 'not_found', 'refused', 'unavailable'])), name='exchange_outcome_known'), models.CheckConstraint(condition=models.Q(('answered_at__gte', models.F('asked_at'))), name='exchange_answered_after_asked'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'answered'), _negated=True), models.Q(('answer_digest', ''), _negated=True), _connector='OR'), name='exchange_answer_has_digest')],
            },
        ),
    ]
