"""The draws, their steps, and the database's own guards around them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Rows of a draw are added once, each step only before or after certain others. The big files are kept uncompressed:
# hashes do not compress, and reading them costs the draw its time.
GUARDS = """
CREATE FUNCTION draw_has(step text, id bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    found boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM allocation_draw%s WHERE draw_id = $1)', step) INTO found USING id;
    RETURN found;
END $$;

CREATE FUNCTION draw_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step text;
BEGIN
    FOREACH step IN ARRAY string_to_array(TG_ARGV[0], ',') LOOP
        IF NOT draw_has(step, NEW.draw_id) THEN
            RAISE EXCEPTION '%: the draw has no % yet', TG_TABLE_NAME, step USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    FOREACH step IN ARRAY string_to_array(TG_ARGV[1], ',') LOOP
        IF draw_has(step, NEW.draw_id) THEN
            RAISE EXCEPTION '%: the draw has its % already', TG_TABLE_NAME, step USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;

CREATE FUNCTION draw_beacon_announced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM allocation_draw
    WHERE id = NEW.draw_id AND beacon_chain = NEW.chain AND beacon_round = NEW.round;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'not the announced round of the announced chain' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION draw_outcome_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    expected bigint := (SELECT candidate_count FROM allocation_draw WHERE id = NEW.draw_id);
    stored bigint := (SELECT count(*) FROM allocation_drawresult WHERE draw_id = NEW.draw_id);
BEGIN
    IF stored <> expected THEN
        RAISE EXCEPTION 'the draw has % results for % candidates', stored, expected
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION draw_rows_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    late bigint := (WITH touched AS MATERIALIZED (SELECT DISTINCT draw_id FROM added)
                    SELECT draw_id FROM touched
                    WHERE draw_has(TG_ARGV[0], draw_id) OR draw_has('cancellation', draw_id) LIMIT 1);
BEGIN
    IF late IS NOT NULL THEN
        RAISE EXCEPTION '%: draw % stands', TG_TABLE_NAME, late USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER draw_step BEFORE INSERT ON allocation_drawcommitment
    FOR EACH ROW EXECUTE FUNCTION draw_step('', 'announcement,cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON allocation_drawannouncement
    FOR EACH ROW EXECUTE FUNCTION draw_step('commitment', 'cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON allocation_drawreveal
    FOR EACH ROW EXECUTE FUNCTION draw_step('announcement', 'outcome,cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON allocation_drawbeacon
    FOR EACH ROW EXECUTE FUNCTION draw_step('announcement', 'outcome,cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON allocation_drawoutcome
    FOR EACH ROW EXECUTE FUNCTION draw_step('announcement,beacon', 'cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON allocation_drawcancellation
    FOR EACH ROW EXECUTE FUNCTION draw_step('', 'outcome');
CREATE TRIGGER draw_step BEFORE INSERT ON allocation_drawfile
    FOR EACH ROW EXECUTE FUNCTION draw_step('', 'outcome,cancellation');
CREATE TRIGGER beacon_announced BEFORE INSERT ON allocation_drawbeacon
    FOR EACH ROW EXECUTE FUNCTION draw_beacon_announced();
CREATE TRIGGER outcome_whole BEFORE INSERT ON allocation_drawoutcome
    FOR EACH ROW EXECUTE FUNCTION draw_outcome_whole();
CREATE TRIGGER rows_in_time AFTER INSERT ON allocation_drawresult
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION draw_rows_in_time('outcome');
CREATE TRIGGER rows_in_time AFTER INSERT ON allocation_drawticket
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION draw_rows_in_time('announcement');
ALTER TABLE allocation_drawfile ALTER COLUMN content SET STORAGE EXTERNAL;
"""
ADDED_ONLY = "CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON {} FOR EACH ROW EXECUTE FUNCTION refuse_change();"
STEPS = (
    "", "file", "ticket", "commitment", "announcement", "reveal", "beacon", "result", "outcome", "cancellation",
)


class Migration(migrations.Migration):

    dependencies = [
        ('allocation', '0002_forecasts_and_trials'),
        ('cases', '0004_what_was_decided_stands'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.SlugField(max_length=16, unique=True)),
                ('project_code', models.SlugField(max_length=60)),
                ('project_ar', models.CharField(max_length=160)),
                ('project_en', models.CharField(max_length=160)),
                ('beacon_chain', models.CharField(max_length=64)),
                ('beacon_round', models.BigIntegerField()),
                ('parties', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None)),
                ('draws_at', models.DateTimeField()),
                ('reveals_due_at', models.DateTimeField()),
                ('list_hash', models.BinaryField()),
                ('salt', models.BinaryField()),
                ('classes', models.JSONField()),
                ('candidate_count', models.PositiveIntegerField()),
                ('unit_count', models.PositiveIntegerField()),
                ('frozen_at', models.DateTimeField()),
                ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DrawAnnouncement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='announcement', to='allocation.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawBeacon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=64)),
                ('round', models.BigIntegerField()),
                ('signature', models.BinaryField()),
                ('source', models.CharField(choices=[('fetched', 'Fetched from the beacon'), ('pasted', 'Pasted by an official')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='beacon', to='allocation.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawCancellation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cancellation', to='allocation.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawCommitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(max_length=32)),
                ('digest', models.BinaryField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='allocation.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=32)),
                ('content', models.BinaryField()),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='allocation.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('randomness', models.BinaryField()),
                ('seed', models.BinaryField()),
                ('result_hash', models.BinaryField()),
                ('left_out', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='allocation.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawResult',
            fields=[
                ('pk', models.CompositePrimaryKey('draw', 'ticket', blank=True, editable=False, primary_key=True, serialize=False)),
                ('ticket', models.CharField(db_collation='C', max_length=32)),
                ('drawn_class', models.CharField(db_collation='C', max_length=32)),
                ('position', models.PositiveIntegerField()),
                ('unit', models.CharField(db_collation='C', max_length=64, null=True)),
                ('draw', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='allocation.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawReveal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(max_length=32)),
                ('reveal', models.BinaryField()),
                ('verdict', models.CharField(choices=[('counted', 'Matches the commitment'), ('mismatch', 'Does not match the commitment'), ('late', 'Came too late')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reveals', to='allocation.draw')),
            ],
        ),
        migrations.CreateModel(
            name='DrawTicket',
            fields=[
                ('pk', models.CompositePrimaryKey('draw', 'ticket', blank=True, editable=False, primary_key=True, serialize=False)),
                ('ticket', models.CharField(db_collation='C', max_length=32)),
                ('drawn_class', models.CharField(db_collation='C', max_length=32)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draw_tickets', to='cases.case')),
                ('draw', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='allocation.draw')),
            ],
        ),
        migrations.CreateModel(
            name='PartyMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(choices=[('ministry', 'The ministry'), ('audit-office', 'The National Audit Office'), ('citizens', "The citizens' representatives")], max_length=32)),
                ('named_at', models.DateTimeField()),
                ('let_go_at', models.DateTimeField(blank=True, null=True)),
                ('named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='draw',
            constraint=models.CheckConstraint(condition=models.Q(('reveals_due_at__lt', models.F('draws_at'))), name='reveals_before_the_draw'),
        ),
        migrations.AddConstraint(
            model_name='drawcommitment',
            constraint=models.UniqueConstraint(fields=('draw', 'party'), name='one_commitment_a_party'),
        ),
        migrations.AddConstraint(
            model_name='drawfile',
            constraint=models.UniqueConstraint(fields=('draw', 'name'), name='one_file_a_name'),
        ),
        migrations.AddConstraint(
            model_name='drawresult',
            constraint=models.UniqueConstraint(fields=('draw', 'drawn_class', 'position'), name='one_ticket_a_place'),
        ),
        migrations.AddConstraint(
            model_name='drawreveal',
            constraint=models.UniqueConstraint(condition=models.Q(('verdict', 'counted')), fields=('draw', 'party'), name='one_counted_reveal'),
        ),
        migrations.AddConstraint(
            model_name='drawticket',
            constraint=models.UniqueConstraint(fields=('draw', 'case'), name='one_ticket_a_case'),
        ),
        migrations.AddConstraint(
            model_name='partymember',
            constraint=models.UniqueConstraint(condition=models.Q(('let_go_at__isnull', True)), fields=('user',), name='one_party_a_person'),
        ),
        migrations.RunSQL(GUARDS),
        *(migrations.RunSQL(ADDED_ONLY.format(f"allocation_draw{step}")) for step in STEPS),
    ]
