"""Order a list by the instant of filing, then by a lot anyone recomputes: the database fills in both for every writer.

Where the day of seniority is not that of the filing, only the day is on record, and its beginning counts. Lines of what
happened on the lists are never updated: their new columns are filled as the table is written anew.
"""

from django.db import migrations, models

_FUNCTIONS = """
CREATE FUNCTION seniority_instant(seniority_on date, filed_at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN (filed_at AT TIME ZONE 'Asia/Bahrain')::date = seniority_on THEN filed_at
                ELSE seniority_on::timestamp AT TIME ZONE 'Asia/Bahrain' END
$$;
CREATE FUNCTION seniority_lot(seniority_at timestamptz, reference varchar) RETURNS varchar LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws(chr(10), 'iskan-seniority-v1',
        to_char(seniority_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), reference), 'UTF8')), 'hex')
$$;
CREATE FUNCTION fill_in_seniority() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seniority_at IS NULL OR (NEW.seniority_at AT TIME ZONE 'Asia/Bahrain')::date <> NEW.seniority_on THEN
        NEW.seniority_at := seniority_instant(NEW.seniority_on, filed_at_of(NEW.reference));
    END IF;
    NEW.lot := seniority_lot(NEW.seniority_at, NEW.reference);
    RETURN NEW;
END $$;
"""
_NO_FUNCTIONS = """
DROP FUNCTION fill_in_seniority();
DROP FUNCTION seniority_lot(timestamptz, varchar);
DROP FUNCTION seniority_instant(date, timestamptz);
"""
_FILLED = """
UPDATE waiting_lists_waitinglistentry SET seniority_at = seniority_instant(seniority_on, filed_at_of(reference));
UPDATE waiting_lists_waitinglistentry SET lot = seniority_lot(seniority_at, reference);
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE waiting_lists_listchange ALTER COLUMN seniority_at TYPE timestamptz
    USING seniority_instant(seniority_on, filed_at_of(reference));
ALTER TABLE waiting_lists_listchange ALTER COLUMN lot TYPE varchar(64)
    USING seniority_lot(seniority_at, reference);
"""
_FILLING = """
CREATE TRIGGER seniority_filled BEFORE INSERT ON waiting_lists_waitinglistentry
FOR EACH ROW EXECUTE FUNCTION fill_in_seniority();
CREATE TRIGGER seniority_filled BEFORE INSERT ON waiting_lists_listchange
FOR EACH ROW EXECUTE FUNCTION fill_in_seniority();
"""
_UNFILLING = """
DROP TRIGGER seniority_filled ON waiting_lists_waitinglistentry;
DROP TRIGGER seniority_filled ON waiting_lists_listchange;
"""


def _columns(model: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(model_name=model, name="seniority_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name=model,
            name="lot",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("waiting_lists", "0004_overtaken"), ("cases", "0008_filed_at_of")]
    operations = [
        migrations.RunSQL(_FUNCTIONS, _NO_FUNCTIONS),
        *_columns("waitinglistentry"),
        *_columns("listchange"),
        migrations.RunSQL(_FILLED, migrations.RunSQL.noop),
        migrations.RunSQL(_FILLING, _UNFILLING),
        migrations.RemoveIndex(model_name="waitinglistentry", name="list_in_order"),
        migrations.RemoveIndex(model_name="waitinglistentry", name="governorate_in_order"),
        migrations.RemoveIndex(model_name="listchange", name="list_changes_whole"),
        migrations.AddIndex(
            model_name="waitinglistentry",
            index=models.Index(
                condition=models.Q(status="waiting"), fields=["programme", "seniority_at", "lot"], name="list_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="waitinglistentry",
            index=models.Index(
                condition=models.Q(status="waiting"),
                fields=["programme", "governorate", "seniority_at", "lot"],
                name="governorate_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="listchange",
            index=models.Index(
                fields=["programme", "at"],
                include=["kind", "ground", "governorate", "seniority_at", "lot"],
                name="list_changes_whole",
            ),
        ),
    ]
