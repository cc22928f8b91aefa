"""The database refuses to change what was settled or told: distributions, nominations, the trail of offers."""

from django.db import migrations

from iskan.foundation import guards

SETTLED = """
CREATE TRIGGER settled_stands BEFORE UPDATE ON allocation_distribution FOR EACH ROW
WHEN (OLD.state IN ('approved', 'cancelled')) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inputs_stand BEFORE UPDATE ON allocation_distribution FOR EACH ROW
WHEN ((OLD.inputs_digest, OLD.outcome_digest, OLD.lots, OLD.rules, OLD.parameters, OLD.prepared_by_id)
      IS DISTINCT FROM
      (NEW.inputs_digest, NEW.outcome_digest, NEW.lots, NEW.rules, NEW.parameters, NEW.prepared_by_id))
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recommendation_stands BEFORE UPDATE ON allocation_distribution FOR EACH ROW
WHEN (OLD.recommended_by_id IS NOT NULL AND OLD.recommended_by_id IS DISTINCT FROM NEW.recommended_by_id)
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON allocation_distribution FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER given_up_stands BEFORE UPDATE ON allocation_nomination FOR EACH ROW
WHEN (OLD.state <> 'nominated' OR (OLD.case_id, OLD.project_code, OLD.unit_class, OLD.exception_id)
      IS DISTINCT FROM (NEW.case_id, NEW.project_code, NEW.unit_class, NEW.exception_id))
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON allocation_nomination FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
TOLD = (
    "allocation_distributioncolumns", "allocation_distributionpool", "allocation_distributionround",
    "allocation_reserveturn", "allocation_offerevent", "allocation_nominationcheck",
)


class Migration(migrations.Migration):
    dependencies = [("allocation", "0001_initial"), ("foundation", "0002_guards")]
    operations = [
        migrations.RunSQL(SETTLED),
        guards.added_only(*TOLD),
        guards.never_emptied("allocation_distribution", "allocation_nomination"),
    ]
