"""Every register is found in its folder, answers by its code, and says whether it is open to us."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
from django.conf import settings
from pytest_django import Settings
from tests.integrations.conftest import set_moods

from iskan.config import environment
from iskan.core.money import Money
from iskan.core.people import Relation
from iskan.core.text import Text
from iskan.integrations import discovery, registers, registry
from iskan.integrations.exchange import Inquiry, Purpose, RegisterConsent, RegisterConsentMissing, RegisterRefused
from iskan.integrations.models import Exchange
from iskan.integrations.registers.health.records import DisabilityType
from iskan.integrations.registers.labour.records import WorkStatus
from iskan.integrations.simulators.exchange import make_app
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.population import Population

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers_url")]


def only(code: str, inquiry: Inquiry, consent: RegisterConsent | None = None) -> Any:
    """Return the one record a register answers."""
    (record,) = registry.ask(code, inquiry, consent)
    return record


def test_population_register_knows_the_person_and_the_family(inquiry: Inquiry) -> None:
    person, family = registry.ask("civil_registry", inquiry)
    assert (person.name_ar, person.name_en) == ("يوسف أحمد علي المناعي", "Yusuf Ahmed Ali Almannai")
    assert (person.address.block, person.address.governorate) == ("840", "BH-14")
    assert [member.relation for member in family.members] == [Relation.SPOUSE, *[Relation.CHILD] * 3]


def test_social_insurance_knows_the_wage(inquiry: Inquiry) -> None:
    wage = only("social_insurance", inquiry)
    assert wage.basic == Money.bhd(620)
    assert [(paid.amount, paid.fixed) for paid in wage.allowances] == [(Money.bhd(130), True), (Money.bhd(20), True)]


def test_land_register_knows_what_is_owned(inquiry: Inquiry) -> None:
    assert registry.ask("land_registry", inquiry) == ()
    house = only("land_registry", inquiry.about(cast.OWNS_HOUSE))
    assert (str(house.area_m2), house.separate) == ("150", True)


def test_immigration_knows_residence(inquiry: Inquiry) -> None:
    assert only("immigration", inquiry).permanently_resident
    assert not only("immigration", inquiry.about(cast.NOT_RESIDENT)).permanently_resident


def test_justice_knows_marriage_and_custody(inquiry: Inquiry) -> None:
    assert len(only("justice", inquiry).marriages) == 1
    mother = only("justice", inquiry.about(cast.DIVORCED_MOTHER))
    assert {custody.custodian_cpr for custody in mother.custodies} == {cast.DIVORCED_MOTHER}


def test_health_knows_disability_and_nothing_else(inquiry: Inquiry) -> None:
    assert not only("health", inquiry).has_disability
    assert only("health", inquiry.about("171001803")).type is DisabilityType.PHYSICAL


def test_labour_knows_work(inquiry: Inquiry) -> None:
    assert only("labour", inquiry).status is WorkStatus.EMPLOYED


def test_credit_bureau_answers_on_the_persons_own_declaration(inquiry: Inquiry, consent: RegisterConsent) -> None:
    assert not only("credit_bureau", inquiry, consent).has_home_finance
    debtor = replace(consent, declared_by_cpr=cast.HOME_FINANCE)
    assert only("credit_bureau", inquiry.about(cast.HOME_FINANCE), debtor).has_home_finance


def test_credit_bureau_is_not_asked_without_a_declaration(inquiry: Inquiry) -> None:
    with pytest.raises(RegisterConsentMissing):
        registry.ask("credit_bureau", inquiry)
    assert not Exchange.objects.exists()


@pytest.mark.parametrize("spoilt", [{"declared_by_cpr": cast.TOO_OLD}, {"purpose_code": "marketing"}])
def test_credit_bureau_is_not_asked_on_anothers_declaration(
    inquiry: Inquiry, consent: RegisterConsent, spoilt: dict[str, Any]
) -> None:
    with pytest.raises(RegisterConsentMissing):
        registry.ask("credit_bureau", inquiry, replace(consent, **spoilt))
    assert not Exchange.objects.exists()


def test_credit_bureau_itself_wants_the_declaration(inquiry: Inquiry, consent: RegisterConsent) -> None:
    with pytest.raises(RegisterRefused):
        registry.ask("credit_bureau", inquiry, replace(consent, reference=""))


def test_a_register_nobody_declared_is_unknown() -> None:
    with pytest.raises(discovery.UnknownRegister):
        registry.client("astrology")


def test_every_register_has_an_address() -> None:
    assert set(settings.ISKAN_REGISTER_URLS) == set(discovery.registers())


def test_one_register_moves_by_its_own_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISKAN_JUSTICE_URL", "https://justice.example")
    urls = environment.register_urls(default="http://exchange")
    assert (urls["justice"], urls["labour"]) == ("https://justice.example", "http://exchange")


def test_clients_are_shared_until_the_address_changes(settings: Settings) -> None:
    first = registry.client("health")
    assert registry.client("health") is first
    settings.ISKAN_REGISTER_URLS = {**settings.ISKAN_REGISTER_URLS, "health": "http://127.0.0.1:9"}
    assert registry.client("health") is not first


def test_standings_tell_the_well_from_the_down_and_the_closed(registers_url: str) -> None:
    set_moods(registers_url, justice="down", labour="refusing")
    standings = {standing.register: standing for standing in registry.standings()}
    assert tuple(standings) == registers.codes()
    assert (standings["justice"].is_up, standings["justice"].is_fit) == (False, False)
    assert (standings["labour"].is_up, standings["labour"].missing) == (True, ("work",))
    assert [code for code, standing in standings.items() if not standing.is_fit] == ["justice", "labour"]
    assert not Exchange.objects.exists()


def test_registers_have_names_in_both_languages() -> None:
    names = [words for register in discovery.registers().values() for words in (register.name, register.keeper)]
    assert all(words.ar.strip() and words.en.isascii() for words in names)


@pytest.mark.django_db(transaction=True)
def test_registers_may_be_asked_within_the_process_by_another_clock(inquiry: Inquiry) -> None:
    app, then = make_app(Population(seed=1, people=1, today=date.today)), datetime(2025, 3, 2, 8, tzinfo=UTC)
    before = registry.client("labour")

    with registry.asked_over(httpx.WSGITransport(app), now=lambda: then):
        registry.ask("labour", inquiry)

    assert set(Exchange.objects.values_list("asked_at", "answered_at")) == {(then, then)}
    assert registry.client("labour") is not before


def test_a_register_tells_of_whom_it_has_changed_anything_and_the_receipt_names_nobody(registers_url: str) -> None:
    before = datetime.now(UTC)
    asked = frozenset({cast.ADULT_SON, cast.ORPHAN_WITH_SIBLINGS})
    why = Purpose(code="test.changes", words=Text("ع", "e"), legal_ground=Text("ق", "l"))
    assert registry.changed("civil_registry", asked, before, why) == frozenset()
    told = {"what": "nationality", "cpr": cast.ADULT_SON, "to": "BH"}
    assert httpx.post(f"{registers_url}/control/happenings", json=told, trust_env=False).is_success
    assert registry.changed("civil_registry", asked, before, why) == {cast.ADULT_SON}
    assert registry.changed("civil_registry", asked, datetime.now(UTC), why) == frozenset()
    assert set(Exchange.objects.values_list("service", "subject_cpr")) == {("changes", "")}


@pytest.mark.parametrize("told", [{}, {"what": "wonder", "cpr": cast.ADULT_SON}, {"what": "death", "cpr": "000000000"}])
def test_only_what_may_happen_to_somebody_known_happens(registers_url: str, told: dict[str, str]) -> None:
    answer = httpx.post(f"{registers_url}/control/happenings", json=told, trust_env=False)
    assert answer.status_code == 400
