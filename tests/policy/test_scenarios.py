"""The law's cases, as a lawyer reads them: one file of scenarios for each service with criteria."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from iskan.core.catalogue import Service, assess_service
from iskan.core.charges import ChargeKind, Priced
from iskan.core.dated import FigureBook, NotConfigured
from iskan.core.eligibility import Assessment, Finding
from iskan.core.facts_json import assessment_json, fact_to_json, read_facts
from iskan.core.forms import AddressQuestion
from iskan.core.money import Money
from iskan.core.offices import deciding_department
from iskan.core.text import Text
from iskan.policy import registry
from iskan.policy.blocks import BLOCKS
from iskan.policy.service_families import MUNICIPAL

FOLDER = Path(__file__).parent / "scenarios"
UNSET = "not configured"
STATED = Text(ar="ملف القضية", en="The file of the case")
Scenario = dict[str, Any]


def plain(value: Any) -> Any:
    """Return YAML's values as JSON would hold them: days as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(item) for item in value]
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def household(households: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    own = dict(households[name])
    like = own.pop("like", None)
    return (household(households, like) if like else {}) | own


def read_scenarios() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for scenario in document.get("scenarios", ()):
            given = household(document["households"], scenario["household"]) | scenario.get("changes", {})
            yield pytest.param(path.stem, {**scenario, "facts": plain(given)}, id=f"{path.stem}: {scenario['name']}")


def read_cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")).get("cases", ()):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


SCENARIOS, CASES = tuple(read_scenarios()), tuple(read_cases())


def assessed(service: Service, scenario: Scenario) -> Assessment:
    given = read_facts(service.facts(), scenario["facts"], on=scenario["day"], source=STATED)
    return assess_service(service, given, scenario["day"], programme=scenario.get("programme"))


def found(assessment: Assessment) -> dict[str, Finding]:
    return {finding.criterion: finding for finding in assessment.findings}


@pytest.mark.parametrize(("code", "scenario"), SCENARIOS)
def test_scenario(code: str, scenario: Scenario) -> None:
    assessment = assessed(registry.services()[code], scenario)
    findings = found(assessment)
    assert {c: findings[c].verdict.value for c in scenario["findings"]} == scenario["findings"]
    assert assessment.verdict.value == scenario["verdict"]
    assert {c: list(findings[c].missing) for c in scenario.get("missing", {})} == scenario.get("missing", {})
    for criterion, words in scenario.get("says", {}).items():
        assert words in findings[criterion].value.en
    for criterion, words in scenario.get("says_ar", {}).items():
        assert words in findings[criterion].value.ar
    for criterion, words in scenario.get("would_change", {}).items():
        assert words in remedy(findings[criterion]).en
    for criterion, words in scenario.get("would_change_ar", {}).items():
        assert words in remedy(findings[criterion]).ar


def remedy(finding: Finding) -> Text:
    assert finding.remedy is not None
    return finding.remedy


@pytest.mark.parametrize(("code", "scenario"), SCENARIOS)
def test_a_finding_not_met_says_what_would_change_it_and_every_finding_its_basis(code: str, scenario: Scenario) -> None:
    for finding in assessed(registry.services()[code], scenario).findings:
        assert finding.legal_basis.ar
        assert (finding.remedy is None) == (finding.verdict.value == "met")
        for text in (finding.value, finding.remedy or finding.value):
            assert re.search(r"[ء-ي]", text.ar)
            assert "{" not in text.ar + text.en


@pytest.mark.parametrize(("code", "scenario"), SCENARIOS)
def test_a_criterion_uses_only_the_facts_and_figures_it_declares(code: str, scenario: Scenario) -> None:
    for finding in assessed(registry.services()[code], scenario).findings:
        criterion = registry.criteria()[finding.criterion]
        assert {use.code for use in finding.facts} | set(finding.missing) <= {fact.code for fact in criterion.needs}
        assert {use.code for use in finding.figures} <= {figure.code for figure in criterion.figures}


@pytest.mark.parametrize(("code", "scenario"), SCENARIOS)
def test_an_assessment_replays_from_the_facts_and_day_it_kept(code: str, scenario: Scenario) -> None:
    service, day, programme = registry.services()[code], scenario["day"], scenario.get("programme")
    given = read_facts(service.facts(), scenario["facts"], on=day, source=STATED)
    first = assess_service(service, given, day, programme=programme)
    kept = json.dumps({c: fact_to_json({"value": v.value, "source": v.source, "at": v.at}) for c, v in given.items()})
    again = read_facts(service.facts(), json.loads(kept), on=first.on, source=STATED)
    assert assess_service(service, again, first.on, programme=programme) == first
    assert assessment_json(first)["verdict"] == scenario["verdict"]


def answered(service: Service, answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers as a filed case keeps them: the block as an address, told where it lies."""
    given = dict(answers)
    address = next(question for question in service.questions() if isinstance(question, AddressQuestion))
    block = str(given.pop("block"))
    return given | {address.code: {"block": block, "governorate": BLOCKS.governorate(block)}}


def due(priced: Priced | None, answers: dict[str, Any], day: date) -> Money | str | None:
    if priced is None:
        return None
    try:
        return priced.amount(answers, day, FigureBook())
    except NotConfigured:
        return UNSET


@pytest.mark.parametrize(("code", "case"), CASES)
def test_a_case_goes_to_its_office_owes_its_price_and_lacks_what_was_not_given(code: str, case: Scenario) -> None:
    service = registry.services()[code]
    answers = answered(service, case["answers"])
    assert deciding_department(service.decided_by, answers).code == case["office"]
    for kind in ChargeKind:
        said = case.get(kind.value)
        wanted = Money.bhd(str(said)) if said not in {None, UNSET} else said
        assert due(service.priced(kind), answers, case["day"]) == wanted, kind
    asked = {one.code for one in service.evidence if not one.optional and one.is_called_for(answers)}
    assert set(case["given"]) <= asked
    assert asked - set(case["given"]) == set(case["missing"])


def test_every_municipal_service_has_its_cases() -> None:
    municipal = {code for code, service in registry.services().items() if service.family is MUNICIPAL}
    assert municipal == {parameters.values[0] for parameters in CASES}
    assert len(municipal) >= 22


def test_scenarios_cover_every_criterion_of_every_service_both_ways() -> None:
    covered: dict[str, set[tuple[str, str]]] = {}
    for parameters in SCENARIOS:
        code, scenario = parameters.values
        covered.setdefault(code, set()).update(scenario["findings"].items())
    for code, service in registry.services().items():
        declared = {c.code for c in service.criteria} | {c.code for p in service.programmes for c in p.criteria}
        wanted = {(criterion, verdict) for criterion in declared for verdict in ("met", "not_met")}
        assert wanted <= covered.get(code, set()), code


def test_scenario_names_are_unique() -> None:
    names = [parameters.id for parameters in (*SCENARIOS, *CASES)]
    assert len(names) == len(set(names)) >= 60
