"""The jobs that rank: after a change, and each night."""

from datetime import date

import pytest
from tests.apps.conftest import AT, MakeCase

from iskan.apps.waiting_lists import tasks
from iskan.apps.waiting_lists.operations import waiting_list as operations
from iskan.apps.waiting_lists.queries import waiting_list as queries


@pytest.mark.parametrize("job", [tasks.rank_lists, lambda: tasks.rank_lists_nightly(timestamp=0)])
def test_job_ranks_every_list(make_case: MakeCase, job: object) -> None:
    operations.enter_waiting_list(case_id=make_case(date(2004, 1, 1)).pk, at=AT)
    assert callable(job)

    job()

    assert [standing.waiting for standing in queries.list_standings()] == [1, 1]
