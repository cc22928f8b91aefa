"""Every register answers through its port, by its name, and says whether it is open to us."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from pytest_django import Settings
from tests.integrations.conftest import set_moods

from iskan.config import environment
from iskan.core.money import Money
from iskan.core.registers import DisabilityType, Relation, WorkStatus
from iskan.integrations import registry
from iskan.integrations.exchange import Consent, ConsentMissing, Inquiry, RegisterRefused
from iskan.integrations.models import Exchange
from iskan.integrations.synthetic import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers_url")]


def test_population_register_knows_the_person(inquiry: Inquiry) -> None:
    person = registry.civil_registry().person(inquiry)
    assert (person.name_ar, person.name_en) == ("يوسف أحمد علي المناعي", "Yusuf Ahmed Ali Almannai")
    assert person.address is not None
    assert (person.address.block, person.address.governorate) == ("840", "BH-14")


def test_population_register_knows_the_family(inquiry: Inquiry) -> None:
    family = registry.civil_registry().household(inquiry)
    assert [member.relation for member in family.members] == [Relation.SPOUSE, *[Relation.CHILD] * 3]


def test_social_insurance_knows_the_wage(inquiry: Inquiry) -> None:
    wage = registry.social_insurance().wage(inquiry)
    assert wage.basic == Money.bhd(620)
    assert [(paid.amount, paid.fixed) for paid in wage.allowances] == [(Money.bhd(130), True), (Money.bhd(20), True)]


def test_land_register_knows_what_is_owned(inquiry: Inquiry) -> None:
    assert registry.land_registry().properties(inquiry) == ()
    (house,) = registry.land_registry().properties(inquiry.about(cast.OWNS_HOUSE))
    assert (str(house.area_m2), house.separate) == ("150", True)


def test_immigration_knows_residence(inquiry: Inquiry) -> None:
    assert registry.immigration().residence(inquiry).permanently_resident
    assert not registry.immigration().residence(inquiry.about(cast.NOT_RESIDENT)).permanently_resident


def test_justice_knows_marriage_and_custody(inquiry: Inquiry) -> None:
    assert len(registry.justice().personal_status(inquiry).marriages) == 1
    mother = registry.justice().personal_status(inquiry.about(cast.DIVORCED_MOTHER))
    assert {custody.custodian_cpr for custody in mother.custodies} == {cast.DIVORCED_MOTHER}


def test_health_knows_disability_and_nothing_else(inquiry: Inquiry) -> None:
    assert not registry.health().disability(inquiry).has_disability
    assert registry.health().disability(inquiry.about("171001803")).type is DisabilityType.PHYSICAL


def test_labour_knows_work(inquiry: Inquiry) -> None:
    assert registry.labour().work(inquiry).status is WorkStatus.EMPLOYED


def test_credit_bureau_answers_on_the_persons_own_declaration(inquiry: Inquiry, consent: Consent) -> None:
    assert not registry.credit_bureau().home_finance(inquiry, consent).has_home_finance
    debtor = replace(consent, declared_by_cpr=cast.HOME_FINANCE)
    assert registry.credit_bureau().home_finance(inquiry.about(cast.HOME_FINANCE), debtor).has_home_finance


@pytest.mark.parametrize("spoilt", [{"declared_by_cpr": cast.TOO_OLD}, {"purpose_code": "marketing"}])
def test_credit_bureau_is_not_asked_on_anothers_declaration(
    inquiry: Inquiry, consent: Consent, spoilt: dict[str, Any]
) -> None:
    with pytest.raises(ConsentMissing):
        registry.credit_bureau().home_finance(inquiry, replace(consent, **spoilt))
    assert not Exchange.objects.exists()


def test_credit_bureau_itself_wants_the_declaration(inquiry: Inquiry, consent: Consent) -> None:
    with pytest.raises(RegisterRefused):
        registry.credit_bureau().home_finance(inquiry, replace(consent, reference=""))


def test_ports_go_by_name() -> None:
    assert type(registry.port("justice")) is type(registry.justice())
    with pytest.raises(registry.UnknownRegister):
        registry.port("astrology")


def test_settings_and_registry_name_the_same_registers() -> None:
    assert tuple(registry.REGISTERS) == environment.REGISTERS
    assert set(settings.ISKAN_REGISTER_URLS) == set(registry.REGISTERS)


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
    assert len(standings) == 8
    assert (standings["justice"].is_up, standings["justice"].is_fit) == (False, False)
    assert (standings["labour"].is_up, standings["labour"].missing) == (True, ("work",))
    assert [code for code, standing in standings.items() if not standing.is_fit] == ["justice", "labour"]
    assert not Exchange.objects.exists()


def test_registers_have_names_in_both_languages() -> None:
    names = [words for register in registry.REGISTERS.values() for words in (register.name, register.keeper)]
    assert all(words.ar.strip() and words.en.isascii() for words in names)
