"""What the desk's tests stand on: the cast, registers that answer, a case in any state."""

from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings
from tests.factories.cast import Cast, citizen, make_cast
from tests.factories.journeys import answer_registers, filed_case
from tests.factories.module_rows import ModuleRows, RowMaker
from tests.factories.simulators import registers_in_process

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.catalogue.operations import register_versions
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

UNIT = {"programme": "unit", "family_category": "1"}


@pytest.fixture(scope="session")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture
def registers(registers_address: str, settings: Settings) -> str:
    """Point every register at the simulator."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    return registers_address


@pytest.fixture(scope="module")
def module_cast(row_maker: RowMaker) -> ModuleRows[Cast]:
    """Lay the catalogue and the cast for a module."""

    def make() -> Cast:
        register_versions(at=clock.now())
        return make_cast(clock.now())

    return row_maker(make)


@pytest.fixture
def cast(db: None, module_cast: ModuleRows[Cast]) -> Cast:  # noqa: ARG001 -- what a test changes is undone
    return module_cast.copy()


@pytest.fixture
def filed(cast: Cast, registers: str) -> Callable[[str], Case]:  # noqa: ARG001 -- both must stand before a case is filed
    """Return the maker of filed cases, whose registers have all answered."""

    def make(cpr: str = personas.QUALIFIES_FOR_UNIT) -> Case:
        at = clock.now()
        case, _user, _scope = filed_case(cpr, UNIT, at)
        for member in case.household.members.filter(relation="spouse").select_related("person"):
            spouse = citizen(member.person.cpr, member.person.name_ar, member.person.name_en)
            answer_consent(
                scope=scope_of(spouse, clock.today()), reference=case.reference, code="credit_check", given=True, at=at
            )
        answer_registers(case, at)
        case.refresh_from_db()
        return case

    return make
