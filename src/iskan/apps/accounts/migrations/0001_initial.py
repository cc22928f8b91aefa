import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiClient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name_ar', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('key_digest', models.CharField(max_length=64, unique=True)),
                ('services', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ('hourly_limit', models.PositiveIntegerField(default=100)),
                ('created_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name_ar', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(max_length=80, unique=True)),
                ('cpr', models.CharField(blank=True, max_length=9, null=True, unique=True)),
                ('official_cpr', models.CharField(blank=True, max_length=9, null=True, unique=True)),
                ('name_ar', models.CharField(blank=True, max_length=200)),
                ('name_en', models.CharField(blank=True, max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=16)),
                ('iban', models.CharField(blank=True, max_length=22)),
                ('language', models.CharField(choices=[('ar', 'العربية'), ('en', 'English')], default='ar', max_length=2)),
                ('assurance', models.CharField(blank=True, choices=[('standard', 'Standard eKey'), ('advanced', 'Advanced eKey')], max_length=10)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('holds_delegations', models.BooleanField(default=False)),
                ('password_is_temporary', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False)),
                ('joined_at', models.DateTimeField()),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.department')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('cpr__isnull', True), ('roles', []), _connector='OR'), name='citizen_or_official'), models.CheckConstraint(condition=models.Q(('cpr__isnull', True), ('cpr__regex', '^\\d{9}$'), _connector='OR'), name='cpr_has_nine_digits'), models.CheckConstraint(condition=models.Q(('official_cpr__isnull', True), models.Q(('cpr__isnull', True), ('official_cpr__regex', '^\\d{9}$')), _connector='OR'), name='official_cpr_has_nine_digits'), models.CheckConstraint(condition=models.Q(('roles__contains', ['reviewer', 'auditor']), _negated=True), name='never_reviewer_and_auditor'), models.CheckConstraint(condition=models.Q(('roles__contains', ['reviewer', 'administrator']), _negated=True), name='never_reviewer_and_administrator'), models.CheckConstraint(condition=models.Q(('roles__contains', ['approver', 'auditor']), _negated=True), name='never_approver_and_auditor'), models.CheckConstraint(condition=models.Q(('roles__contains', ['approver', 'administrator']), _negated=True), name='never_approver_and_administrator'), models.CheckConstraint(condition=models.Q(('roles__contains', ['approver', 'draw_party']), _negated=True), name='never_approver_and_draw_party'), models.CheckConstraint(condition=models.Q(('roles__contains', ['supervisor', 'auditor']), _negated=True), name='never_supervisor_and_auditor'), models.CheckConstraint(condition=models.Q(('roles__contains', ['supervisor', 'administrator']), _negated=True), name='never_supervisor_and_administrator'), models.CheckConstraint(condition=models.Q(('roles__contains', ['supervisor', 'draw_party']), _negated=True), name='never_supervisor_and_draw_party'), models.CheckConstraint(condition=models.Q(('roles__contains', ['auditor', 'administrator']), _negated=True), name='never_auditor_and_administrator'), models.CheckConstraint(condition=models.Q(('roles__contains', ['auditor', 'draw_party']), _negated=True), name='never_auditor_and_draw_party'), models.CheckConstraint(condition=models.Q(('roles__contains', ['administrator', 'draw_party']), _negated=True), name='never_administrator_and_draw_party')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('given_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('delegate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations_held', to=settings.AUTH_USER_MODEL)),
                ('principal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations_given', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('principal', models.F('delegate')), _negated=True), name='delegate_is_another'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='delegation_days_in_order'), models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('principal', 'delegate'), name='one_standing_delegation')],
            },
        ),
    ]
