"""What the portal's tests stand on: the cast, registers that do not answer, and cases in each stage."""

import pytest
from pytest_django import Settings
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.journeys import DECLARED, NEW_APPLICATION, attach_all, fill_in
from tests.factories.module_rows import ModuleRows, RowMaker

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.waiting_lists.operations import waiting_list
from iskan.foundation import clock

MEMBERS = "family_members_declaration"


@pytest.fixture(autouse=True)
def _registers_down(settings: Settings) -> None:
    """No register answers: a citizen files all the same."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, "http://127.0.0.1:9")


@pytest.fixture(scope="module")
def module_cast(row_maker: RowMaker) -> ModuleRows[Cast]:
    """Lay the catalogue and the cast for a module."""

    def make() -> Cast:
        register_versions(at=AT)
        return make_cast(clock.now())

    return row_maker(make)


@pytest.fixture
def cast(db: None, module_cast: ModuleRows[Cast]) -> Cast:  # noqa: ARG001 -- what a test changes is undone
    return module_cast.copy()


@pytest.fixture
def draft(cast: Cast) -> Case:
    """Begin a new housing application."""
    return start_case(scope=cast.scope("head"), service_code=NEW_APPLICATION, at=AT)


@pytest.fixture
def complete(cast: Cast, draft: Case) -> Case:
    """Answer every step of the draft and attach every document."""
    fill_in(cast.scope("head"), draft.reference, {})
    attach_all(cast.head, cast.scope("head"), draft.reference, clock.now())
    return draft


@pytest.fixture
def filed(cast: Cast, complete: Case) -> Case:
    """File the application."""
    return submit_case(scope=cast.scope("head"), reference=complete.reference, declared=DECLARED, at=AT)


@pytest.fixture
def members(cast: Cast) -> Case:
    """Begin a declaration of family members: a short form with a repeated group."""
    return start_case(scope=cast.scope("head"), service_code=MEMBERS, at=AT)


@pytest.fixture
def waiting(filed: Case) -> Case:
    """Grant the application and let it enter its list."""
    Case.objects.filter(pk=filed.pk).update(stage="approved", programme="unit", governorate="BH-15")
    waiting_list.enter_waiting_list(case_id=filed.pk, at=clock.now())
    waiting_list.rank_lists(at=clock.now())
    return filed
