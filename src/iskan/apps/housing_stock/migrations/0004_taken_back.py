"""The first line of a unit's trail may go, where the import that brought the unit is taken back and no other follows."""

from django.db import migrations

KEPT_TRAIL = """
CREATE FUNCTION housing_stock_keep_trail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.source = '' AND EXISTS (
        SELECT FROM housing_stock_unit unit JOIN housing_stock_stockimport brought ON brought.id = unit.brought_by_id
        WHERE unit.id = OLD.unit_id AND brought.taken_back_at IS NOT NULL AND unit.state = OLD.target
    ) AND NOT EXISTS (
        SELECT FROM housing_stock_unitevent other WHERE other.unit_id = OLD.unit_id AND other.id <> OLD.id
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is added to only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER added_only ON housing_stock_unitevent;
CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON housing_stock_unitevent
    FOR EACH ROW EXECUTE FUNCTION housing_stock_keep_trail();
"""
AS_BEFORE = """
DROP TRIGGER added_only ON housing_stock_unitevent;
CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON housing_stock_unitevent
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION housing_stock_keep_trail();
"""


class Migration(migrations.Migration):
    dependencies = [("housing_stock", "0003_imports_kept_whole")]
    operations = [migrations.RunSQL(KEPT_TRAIL, AS_BEFORE)]
