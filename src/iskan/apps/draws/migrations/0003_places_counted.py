"""Count a draw's places as it ends, instead of keeping an index of them: filling it took a third of a draw's time."""

from django.db import migrations

_WHOLE = """
CREATE OR REPLACE FUNCTION draw_outcome_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    expected bigint := (SELECT candidate_count FROM draws_draw WHERE id = NEW.draw_id);
    stored bigint;
    places bigint;
BEGIN
    SELECT coalesce(sum(tickets), 0), count(*) INTO stored, places FROM (
        SELECT count(*) AS tickets FROM draws_drawresult WHERE draw_id = NEW.draw_id GROUP BY drawn_class, position
    ) place;
    IF stored <> expected OR places <> stored THEN
        RAISE EXCEPTION 'the draw has % results in % places for % candidates', stored, places, expected
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""
_WHOLE_BEFORE = """
CREATE OR REPLACE FUNCTION draw_outcome_whole() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [("draws", "0002_guards")]
    operations = [
        migrations.RunSQL(_WHOLE, _WHOLE_BEFORE),
        migrations.RemoveConstraint(model_name="drawresult", name="one_ticket_a_place"),
    ]
