"""The console's `services` and `eligibility`; neither touches the database."""

import io
import json
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

SERVICE = "new_housing_application"
FACTS = {
    "programme": "unit",
    "family_category": 1,
    "bahraini": True,
    "birth_date": "1995-03-14",
    "sex": "male",
    "marital_status": "married",
    "basic_salary": {"value": 950, "source": "التأمينات", "at": "2026-03-01"},
    "fixed_allowances": [],
    "permanently_resident": True,
    "earlier_housing_service": False,
    "properties": [],
    "home_finance": False,
}


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def facts_file(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(FACTS), encoding="utf-8")
    return path


def check(path: Path | str, *more: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run("eligibility", "check", SERVICE, str(path), *more))
    return answer


def test_services_are_listed_in_lines_and_in_json() -> None:
    first = run("services", "list").splitlines()[0]
    assert first == f"{SERVICE}\tتقديم طلب إسكاني جديد\tNew housing application"
    listed = json.loads(run("services", "list", "--json"))
    assert listed[0]["code"] == SERVICE
    assert [programme["code"] for programme in listed[0]["programmes"]] == ["unit", "ownership_flat", "plot"]
    by_code = {service["code"]: service for service in listed}
    assert by_code["update_contact_details"]["has_criteria"] is False
    proof = by_code["proof_of_residence"]
    assert proof["decided_by"] == [f"{one}_municipality" for one in ("capital", "muharraq", "northern", "southern")]
    assert (proof["legal_basis"][0]["grade"], proof["promise"]) == ("A", "not configured")
    assert "5 BHD" in proof["fee"]
    assert [issued["code"] for issued in proof["documents_issued"]] == ["residence_certificate"]
    assert "lease" in {asked["code"] for asked in proof["documents_asked"]}
    assert len(listed) >= 45
    assert all(service["name"]["ar"] and service["name"]["en"] and service["legal_basis"] for service in listed)


def test_the_documentation_pages_are_those_the_services_write(tmp_path: Path) -> None:
    written = [Path(line) for line in run("services", "pages", str(tmp_path / "pages")).splitlines()]
    assert written[0].stem == SERVICE
    kept = Path(__file__).parents[3] / "docs" / "services"
    for path in written:
        page = path.read_text(encoding="utf-8")
        assert (kept / path.name).read_text(encoding="utf-8") == page, "run: iskan services pages docs/services"


def test_a_page_tells_questions_documents_criteria_figures_and_stages() -> None:
    page = (Path(__file__).parents[3] / "docs" / "services" / f"{SERVICE}.md").read_text(encoding="utf-8")
    for part in (
        "`properties.area_m2`",
        "`custody_document`",
        "`age`",
        "21 years",
        "not configured",
        "`awaiting_applicant`",
    ):
        assert part in page


def test_the_facts_of_a_service_are_told_with_kind_and_meaning() -> None:
    told = {fact["code"]: fact for fact in json.loads(run("eligibility", "facts", SERVICE))}
    assert told["birth_date"]["kind"] == "date"
    assert told["programme"]["choices"]["plot"]["ar"] == "قسيمة سكنية"
    assert [part["code"] for part in told["properties"]["fields"]][:2] == ["owner", "acquired_by"]
    assert all(fact["meaning"]["ar"] and fact["meaning"]["en"] for fact in told.values())


def test_a_household_is_checked_on_a_day(facts_file: Path) -> None:
    answer = check(facts_file, "--on", "2026-03-14")
    assert (answer["verdict"], answer["on"]) == ("not_eligible", "2026-03-14")
    finding = next(finding for finding in answer["findings"] if finding["criterion"] == "income_unit")
    assert finding["verdict"] == "not_met"
    assert finding["value"]["en"] == "950 BHD a month; limit 900 BHD"
    assert "التأمينات" in finding["source"]["ar"]
    assert set(finding) >= {"criterion", "verdict", "legal_basis", "value", "source", "remedy", "facts", "figures"}


def test_another_programme_may_be_tried(facts_file: Path) -> None:
    assert check(facts_file, "--on", "2026-03-14", "--programme", "plot")["verdict"] == "eligible"


def test_without_a_day_today_is_judged(facts_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iskan.foundation.clock.today", lambda: date(2027, 1, 2))
    assert check(facts_file)["on"] == "2027-01-02"


def test_facts_may_come_by_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    written = b"\xef\xbb\xbf" + json.dumps(FACTS).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(written)))
    assert check("-", "--on", "2026-03-14")["verdict"] == "not_eligible"


def refused(*arguments: str) -> str:
    out = io.StringIO()
    with pytest.raises(CommandError) as raised:
        call_command(*arguments, stdout=out)
    assert raised.value.returncode == 2
    assert out.getvalue() == ""
    return str(raised.value)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ('{"colour": 1}', "colour"),
        ('{"birth_date": "2026-02-30"}', "birth_date"),
        ('{"birth_date": "2030-01-01"}', "birth_date"),
        ('{"basic_salary": "much"}', "basic_salary"),
        ('{"properties": [{"owner": "me"}]}', "properties[0].owner"),
        ('{"sex": {"value": "male", "at": "once"}}', "sex"),
    ],
)
def test_a_bad_fact_is_named_in_both_languages(tmp_path: Path, written: str, key: str) -> None:
    path = tmp_path / "facts.json"
    path.write_text(written, encoding="utf-8")
    lines = [
        line
        for line in refused("eligibility", "check", SERVICE, str(path), "--on", "2026-03-14").splitlines()
        if line.startswith(f"{key}: ")
    ]
    assert len(lines) == 2
    assert any("؀" <= letter <= "ۿ" for letter in lines[0])


@pytest.mark.parametrize("written", [b"", b"{", b"[]", b"\xff\xfe", b'{"sex": "male", "sex": "female"}'])
def test_a_bad_document_is_refused(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(written)
    assert len(refused("eligibility", "check", SERVICE, str(path)).splitlines()) == 2


def test_what_cannot_be_found_is_refused(tmp_path: Path, facts_file: Path) -> None:
    assert "no_such" in refused("eligibility", "facts", "no_such")
    assert "could not be read" in refused("eligibility", "check", SERVICE, str(tmp_path / "none.json"))
    assert "unit, ownership_flat, plot" in refused("eligibility", "check", SERVICE, str(facts_file), "--programme", "x")
    for day in ("2026-02-30", "9999-12-31", "1800-01-01"):
        assert refused("eligibility", "check", SERVICE, str(facts_file), "--on", day).startswith("on: ")
