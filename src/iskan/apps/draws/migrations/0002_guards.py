"""The database's own guards around a draw: each step once, in its order, and nothing changed afterwards."""

from django.db import migrations

from iskan.foundation import guards

# Rows of a draw are added once, each step only before or after certain others. The big files are kept uncompressed:
# hashes do not compress, and reading them costs the draw its time.
GUARDS = """
CREATE FUNCTION draw_has(step text, id bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    found boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM draws_draw%s WHERE draw_id = $1)', step) INTO found USING id;
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
    PERFORM 1 FROM draws_draw
    WHERE id = NEW.draw_id AND beacon_chain = NEW.chain AND beacon_round = NEW.round;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'not the announced round of the announced chain' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION draw_outcome_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    expected bigint := (SELECT candidate_count FROM draws_draw WHERE id = NEW.draw_id);
    stored bigint := (SELECT count(*) FROM draws_drawresult WHERE draw_id = NEW.draw_id);
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

CREATE TRIGGER draw_step BEFORE INSERT ON draws_drawcommitment
    FOR EACH ROW EXECUTE FUNCTION draw_step('', 'announcement,cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON draws_drawannouncement
    FOR EACH ROW EXECUTE FUNCTION draw_step('commitment', 'cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON draws_drawreveal
    FOR EACH ROW EXECUTE FUNCTION draw_step('announcement', 'outcome,cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON draws_drawbeacon
    FOR EACH ROW EXECUTE FUNCTION draw_step('announcement', 'outcome,cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON draws_drawoutcome
    FOR EACH ROW EXECUTE FUNCTION draw_step('announcement,beacon', 'cancellation');
CREATE TRIGGER draw_step BEFORE INSERT ON draws_drawcancellation
    FOR EACH ROW EXECUTE FUNCTION draw_step('', 'outcome');
CREATE TRIGGER draw_step BEFORE INSERT ON draws_drawfile
    FOR EACH ROW EXECUTE FUNCTION draw_step('', 'outcome,cancellation');
CREATE TRIGGER beacon_announced BEFORE INSERT ON draws_drawbeacon
    FOR EACH ROW EXECUTE FUNCTION draw_beacon_announced();
CREATE TRIGGER outcome_whole BEFORE INSERT ON draws_drawoutcome
    FOR EACH ROW EXECUTE FUNCTION draw_outcome_whole();
CREATE TRIGGER rows_in_time AFTER INSERT ON draws_drawresult
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION draw_rows_in_time('outcome');
CREATE TRIGGER rows_in_time AFTER INSERT ON draws_drawticket
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION draw_rows_in_time('announcement');
ALTER TABLE draws_drawfile ALTER COLUMN content SET STORAGE EXTERNAL;
"""
TABLES = (
    "draws_draw", "draws_drawfile", "draws_drawticket", "draws_drawcommitment", "draws_drawannouncement",
    "draws_drawreveal", "draws_drawbeacon", "draws_drawresult", "draws_drawoutcome", "draws_drawcancellation",
)


class Migration(migrations.Migration):
    dependencies = [("draws", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        migrations.RunSQL(GUARDS),
        guards.added_only(*TABLES),
    ]
