import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(max_length=80)),
                ('case_reference', models.CharField(blank=True, max_length=16)),
                ('subject_ar', models.CharField(max_length=200)),
                ('subject_en', models.CharField(max_length=200)),
                ('body_ar', models.TextField()),
                ('body_en', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages_received', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-created_at'], name='inbox'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['user'], name='unread'), models.Index(condition=models.Q(('case_reference', ''), _negated=True), fields=['case_reference'], name='message_by_case')],
                'constraints': [models.UniqueConstraint(fields=('user', 'event'), name='one_message_an_event')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('route', models.CharField(choices=[('email', 'E-mail'), ('sms', 'SMS')], max_length=10)),
                ('status', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('failed', 'Could not be delivered')], default='queued', max_length=10)),
                ('attempt_count', models.PositiveSmallIntegerField(default=0)),
                ('gateway_id', models.CharField(blank=True, max_length=80)),
                ('fault', models.CharField(blank=True, choices=[('unavailable', 'The carrier did not answer'), ('refused', 'The carrier refused the message'), ('no_address', 'The person has no address for this way'), ('undeliverable', 'The carrier could not reach the telephone')], max_length=20)),
                ('changed_at', models.DateTimeField()),
                ('next_try_at', models.DateTimeField(null=True)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.message')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'failed')), fields=['-changed_at'], name='delivery_failed'), models.Index(condition=models.Q(('next_try_at__isnull', False)), fields=['next_try_at'], name='delivery_due')],
                'constraints': [models.UniqueConstraint(fields=('message', 'route'), name='one_delivery_a_route')],
            },
        ),
        migrations.CreateModel(
            name='DeliveryAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('failed', 'Could not be delivered')], max_length=10)),
                ('fault', models.CharField(blank=True, choices=[('unavailable', 'The carrier did not answer'), ('refused', 'The carrier refused the message'), ('no_address', 'The person has no address for this way'), ('undeliverable', 'The carrier could not reach the telephone')], max_length=20)),
                ('at', models.DateTimeField()),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='notifications.delivery')),
            ],
        ),
    ]
