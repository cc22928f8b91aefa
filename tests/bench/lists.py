"""Time the lists at full size with the database: `python -m tests.bench.lists`.

A server of its own in a temporary folder holds 100,000 waiting households of one to eight members, one in twenty with a
registered disability, and a pipeline of homes of three classes; measured are a ranking, the forecast of every
household, a policy trial with its sheet, and the reads of a status page, each by the processor time it takes here and
in the database.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.bench.plain_python import judged
from tests.bench.stack import database_seconds

COUNT, MOST_TIMES = 100_000, 100.0
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
_APPLICANTS = """
INSERT INTO accounts_user (username, password, is_superuser, is_staff, is_active, password_is_temporary,
    holds_delegations, roles, name_ar, name_en, email, phone, iban, language, assurance, joined_at)
SELECT 'bench-' || n, '', false, false, true, false, false, '{}', '', '', '', '', '', 'ar', '', now()
FROM generate_series(1, %s) n
"""
_CASES = """
INSERT INTO cases_case (reference, service_code, service_version_id, programme, subject, channel, applicant_id,
    department_id, governorate, stage, stage_since, created_at, filed_at, alarm, version)
SELECT 'B' || lpad(n::text, 7, '0'), 'new_housing_application', %s, 'unit', '', 'web', applicant.id,
    (SELECT min(id) FROM accounts_department), (ARRAY['BH-13', 'BH-14', 'BH-15', 'BH-17'])[1 + n %% 4], 'approved',
    now(), now(), timestamptz '2002-01-01' + n * interval '2 hours', 0, 1
FROM generate_series(1, %s) n JOIN accounts_user applicant ON applicant.username = 'bench-' || n
"""
_ENTRIES = """
INSERT INTO waiting_lists_waitinglistentry (case_id, programme, governorate, seniority_on, reference, status,
    entered_at, place, place_in_governorate)
SELECT id, programme, governorate, filed_at::date, reference, 'waiting', now(), 1, 1 FROM cases_case
"""
_FACTS = """
INSERT INTO cases_casefact (case_id, code, value, register, source_ar, source_en, at)
SELECT id, code, value, '', 'س', 's', now() FROM cases_case CROSS JOIN LATERAL (VALUES
    ('basic_salary', to_jsonb((200 + id %% 900)::text)), ('fixed_allowances', '[]'::jsonb),
    ('family_category', to_jsonb((1 + id %% 5)::text)), ('marital_status', '"married"'::jsonb)) AS known (code, value)
"""


# Eight people are the members of every household: only their number matters here.
_PEOPLE = """
INSERT INTO households_person (cpr, name_ar, name_en, birth_date, sex, nationality, governorate, address, registered_at)
SELECT (900000000 + n)::text, 'فاطمة علي', 'Fatima Ali', '1990-01-01', 'F', 'BH', '', '{}', now()
FROM generate_series(1, 8) n
"""
_HOUSEHOLDS = """
WITH made AS (
    INSERT INTO households_household (head_id, declared_at, objection)
    SELECT (SELECT min(id) FROM households_person WHERE cpr > '900000000'), now(), '' FROM cases_case RETURNING id
), told AS (
    UPDATE cases_case c SET household_id = made.id
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM made) made,
         (SELECT id, row_number() OVER (ORDER BY id) AS number FROM cases_case) numbered
    WHERE numbered.id = c.id AND numbered.number = made.number
)
INSERT INTO households_householdmember (household_id, person_id, relation)
SELECT made.id, person.id, 'child' FROM made
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS number FROM households_person WHERE cpr > '900000000') person
  ON person.number <= 1 + made.id %% 8
"""
_NEEDS = """
INSERT INTO cases_casefact (case_id, code, value, register, source_ar, source_en, at)
SELECT id, 'disability.registered', '["إعاقة حركية"]', 'health', 'س', 's', now() FROM cases_case WHERE id %% 20 = 0
"""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="lists-bench-") as folder:
        os.environ |= {"ISKAN_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "iskan.config.settings.base"}
        from iskan.config import embedded  # noqa: PLC0415 -- it reads the environment just set

        with embedded.running(Path(folder)):
            subprocess.run([sys.executable, "-m", "iskan", "migrate", "--verbosity=0"], check=True)
            import django  # noqa: PLC0415 -- settings are named only now

            django.setup()
            return measure()


def measure() -> int:
    from iskan.apps.forecasts import operations as forecasts  # noqa: PLC0415 -- needs Django
    from iskan.apps.forecasts.queries.forecasts import forecast_of  # noqa: PLC0415 -- needs Django
    from iskan.apps.waiting_lists.operations import points, waiting_list  # noqa: PLC0415 -- needs Django
    from iskan.apps.waiting_lists.queries.moves import STANDPOINT, moves_ahead  # noqa: PLC0415 -- needs Django

    case_id, trial_id = _laid()
    standpoint = STANDPOINT.of(id=case_id)
    assert standpoint is not None
    took = {
        "ranking": _timed(lambda: waiting_list.rank_lists(at=AT)),
        "forecast of all, 1,000 runs": _timed(lambda: forecasts.run_forecast(at=AT)),
        "forecast again, little changed": _timed(lambda: forecasts.run_forecast(at=AT)),
        "policy trial with sheet": _timed(lambda: points.run_trial(trial_id=trial_id, at=AT)),
        "one forecast read": _timed(lambda: [forecast_of(case_id) for _ in range(100)]) / 100,
        "one year's moves read": _timed(lambda: [moves_ahead(standpoint, AT) for _ in range(100)]) / 100,
    }
    for what, seconds in took.items():
        sys.stdout.write(f"{what}: {seconds:.4f} s\n")
    sys.stdout.write(f"{COUNT:,} households, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB\n")
    words, in_time = judged(took["forecast of all, 1,000 runs"], COUNT, MOST_TIMES)
    sys.stdout.write(f"forecast of all: {words}\n")
    return int(not in_time)


def _laid() -> tuple[int, int]:
    from django.db import connection  # noqa: PLC0415 -- needs Django
    from tests.factories.cast import make_cast  # noqa: PLC0415 -- needs Django
    from tests.factories.pipeline import add_project  # noqa: PLC0415 -- needs Django

    from iskan.apps.catalogue.models import PublishedFigure  # noqa: PLC0415 -- needs Django
    from iskan.apps.catalogue.operations import ensure_version  # noqa: PLC0415 -- needs Django
    from iskan.apps.catalogue.queries import service  # noqa: PLC0415 -- needs Django
    from iskan.apps.waiting_lists.operations.points import try_scheme  # noqa: PLC0415 -- needs Django

    cast = make_cast(AT)
    version = ensure_version(service=service("new_housing_application"), at=AT)
    with connection.cursor() as cursor:
        cursor.execute(_APPLICANTS, [COUNT])
        cursor.execute(_CASES, [version, COUNT])
        cursor.execute(_ENTRIES)
        for statement in (_FACTS, _PEOPLE, _HOUSEHOLDS, _NEEDS):
            cursor.execute(statement, [])
        cursor.execute("ANALYZE")
        cursor.execute("SELECT max(case_id) - 5000 FROM waiting_lists_waitinglistentry")
        (case_id,) = cursor.fetchone()
    for number in range(40):
        add_project(
            f"p{number}", homes=400, governorate=("BH-13", "BH-14", "BH-15", "BH-17")[number % 4],
            kind="local" if number % 3 == 0 else "general", percent=10 + number, gates=("water", "roads")[: number % 3],
            planned_on=date(2027 + number % 6, 6, 1),
        )  # fmt: skip
        add_project(f"p{number}", homes=75, unit_class="house-3br")
        add_project(f"p{number}", homes=25, unit_class="house-4br-accessible")
    PublishedFigure.objects.create(
        figure="household_for_four_bedrooms", value=5, first_day=date(2020, 1, 1), instrument_ar="قرار",
        instrument_en="Decision",
        proposed_by=cast.supervisor, proposed_at=AT, approved_by=cast.approver, approved_at=AT,
    )  # fmt: skip
    boss = cast.scope("supervisor")
    trial = try_scheme(scope=boss, scheme="family_need", weights={}, programme="unit", at=AT)
    return case_id, trial.pk


def _timed(does: Callable[[], Any]) -> float:
    """Return the processor time something takes, its own and the database's."""
    began = time.process_time() + database_seconds()
    does()
    return time.process_time() + database_seconds() - began


if __name__ == "__main__":
    sys.exit(main())
