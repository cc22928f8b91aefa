"""Time the lists at full size with the database: `python -m tests.bench.lists`.

A server of its own in a temporary folder holds 100,000 waiting households and a pipeline; measured are a ranking, the
forecast of every household, a policy trial with its sheet, and the reads of a status page.
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

COUNT = 100_000
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
_CASES = """
INSERT INTO cases_case (reference, service_code, service_version_id, programme, applicant_id, governorate, stage,
    stage_since, created_at, filed_at, alarm, version)
SELECT 'B' || lpad(n::text, 7, '0'), 'new_housing_application', %s, 'unit', %s,
    (ARRAY['BH-13', 'BH-14', 'BH-15', 'BH-17'])[1 + n %% 4], 'approved', now(), now(),
    timestamptz '2002-01-01' + n * interval '2 hours', 0, 1
FROM generate_series(1, %s) n
"""
_ENTRIES = """
INSERT INTO allocation_waitinglistentry (case_id, programme, governorate, seniority_on, reference, status, entered_at,
    place, place_in_governorate)
SELECT id, programme, governorate, filed_at::date, reference, 'waiting', now(), 1, 1 FROM cases_case
"""
_FACTS = """
INSERT INTO cases_casefact (case_id, code, value, register, source_ar, source_en, at)
SELECT id, code, value, '', 'س', 's', now() FROM cases_case CROSS JOIN LATERAL (VALUES
    ('basic_salary', to_jsonb((200 + id %% 900)::text)), ('fixed_allowances', '[]'::jsonb),
    ('family_category', to_jsonb((1 + id %% 5)::text)), ('marital_status', '"married"'::jsonb)) AS known (code, value)
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
    from iskan.apps.allocation.operations import forecasts, points, waiting_list  # noqa: PLC0415 -- needs Django
    from iskan.apps.allocation.queries.forecasts import forecast_of  # noqa: PLC0415 -- needs Django
    from iskan.apps.allocation.queries.moves import moves_ahead  # noqa: PLC0415 -- needs Django

    case_id, trial_id = _laid()
    took = {
        "ranking": _timed(lambda: waiting_list.rank_lists(at=AT)),
        "forecast of all, 1,000 runs": _timed(lambda: forecasts.foretell(at=AT)),
        "forecast again, little changed": _timed(lambda: forecasts.foretell(at=AT)),
        "policy trial with sheet": _timed(lambda: points.run_trial(trial_id=trial_id, at=AT)),
        "one forecast read": _timed(lambda: [forecast_of(case_id) for _ in range(100)]) / 100,
        "one year's moves read": _timed(lambda: [moves_ahead(case_id, AT) for _ in range(100)]) / 100,
    }
    for what, seconds in took.items():
        sys.stdout.write(f"{what}: {seconds:.4f} s\n")
    sys.stdout.write(f"{COUNT:,} households, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB\n")
    return int(took["forecast of all, 1,000 runs"] > 60)


def _laid() -> tuple[int, int]:
    from django.db import connection  # noqa: PLC0415 -- needs Django
    from tests.factories.cast import make_cast  # noqa: PLC0415 -- needs Django
    from tests.factories.pipeline import add_project  # noqa: PLC0415 -- needs Django

    from iskan.apps.allocation.operations.points import try_scheme  # noqa: PLC0415 -- needs Django
    from iskan.apps.catalogue.operations import ensure_version  # noqa: PLC0415 -- needs Django
    from iskan.apps.catalogue.queries import service  # noqa: PLC0415 -- needs Django

    cast = make_cast(AT)
    version = ensure_version(service=service("new_housing_application"), at=AT)
    with connection.cursor() as cursor:
        cursor.execute(_CASES, [version, cast.head.pk, COUNT])
        cursor.execute(_ENTRIES)
        cursor.execute(_FACTS, [])
        cursor.execute("ANALYZE")
        cursor.execute("SELECT max(case_id) - 5000 FROM allocation_waitinglistentry")
        (case_id,) = cursor.fetchone()
    for number in range(40):
        add_project(
            f"p{number}", homes=500, governorate=("BH-13", "BH-14", "BH-15", "BH-17")[number % 4],
            kind="local" if number % 3 == 0 else "general", percent=10 + number, gates=("water", "roads")[: number % 3],
            planned_on=date(2027 + number % 6, 6, 1),
        )  # fmt: skip
    boss = cast.scope("supervisor")
    trial = try_scheme(scope=boss, scheme="family_need", weights={}, programme="unit", at=AT)
    return case_id, trial.pk


def _timed(does: Callable[[], Any]) -> float:
    began = time.perf_counter()
    does()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
