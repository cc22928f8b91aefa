from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='DemoLoad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seed', models.BigIntegerField()),
                ('people', models.PositiveIntegerField()),
                ('cases', models.PositiveIntegerField()),
                ('loaded_at', models.DateTimeField()),
            ],
        ),
    ]
