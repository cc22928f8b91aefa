"""The stock on the desk: opened, changed, reported on, gated, imported and moved by whoever keeps it."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import load_workbook
from tests.apps.housing_stock.test_sheets import ENGLISH, FILES, comma_separated, workbook
from tests.factories.cast import Cast
from tests.factories.stock import make_project

from iskan.apps.housing_stock.enums import GateKind, UnitState
from iskan.apps.housing_stock.models import Gate, ProgressReport, Project, StockImport, Unit
from iskan.apps.housing_stock.queries.projects import project
from iskan.foundation import clock

STAFF = "/en/staff/projects/"
DETAILS = {
    "code": "east-hidd", "name_ar": "شرق الحد", "name_en": "East Hidd", "town_ar": "الحد", "town_en": "Hidd",
    "governorate": "BH-15", "kind": "general", "programme": "unit", "land_hectares": "٢٤٤٫٥", "latitude": "26.23",
    "longitude": "50.67", "planned_on": "2028-01-01", "planned_start_on": "", "started_on": "", "completed_on": "",
    "about_ar": "", "about_en": "",
}  # fmt: skip
ROW = ["east-sitra", 1, None, "ES-1", "house-4br", 4, 220, None, "no", 26.15, 50.63, "building"]


def page(cast: Cast, role: str, address: str) -> str:
    answer = cast.client(role).get(STAFF + address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(cast: Cast, address: str, status: int = 302, **words: object) -> str:
    answer: HttpResponse = cast.client("supervisor").post(STAFF + address, words)
    assert answer.status_code == status
    return answer.content.decode()


def sheet(*rows: list[object]) -> SimpleUploadedFile:
    return SimpleUploadedFile("وحدات.csv", comma_separated(ENGLISH, *rows))


@pytest.mark.parametrize("role", ["reviewer", "auditor", "administrator", "supervisor"])
def test_every_official_reads_and_only_keepers_see_how_to_change(cast: Cast, role: str) -> None:
    make_project(open_gates=(GateKind.WATER,), reports={date(2025, 1, 1): 42, date(2025, 6, 1): 50})
    keeps = role == "supervisor"
    assert ("New project" in page(cast, role, "")) is keeps
    shown = page(cast, role, "east-sitra/")
    assert "Progress rose from 42%" in shown
    assert ("Move units to another state" in shown) is keeps
    assert ("/progress/" in shown) is keeps


def test_a_project_is_opened_and_changed(cast: Cast) -> None:
    assert 'name="code"' in page(cast, "supervisor", "new/")
    send(cast, "new/", **DETAILS)
    found = project("east-hidd")
    assert (str(found.land_hectares), found.card.name.ar) == ("244.50", "شرق الحد")
    assert 'value="244.50"' in page(cast, "supervisor", "east-hidd/edit/")
    send(cast, "east-hidd/edit/", version=1, **DETAILS | {"name_en": "Hidd, the east"})
    assert Project.objects.get().name_en == "Hidd, the east"
    assert "Another official changed this meanwhile" in send(cast, "east-hidd/edit/", 409, version=1, **DETAILS)


def test_what_is_wrong_stands_beside_what_was_typed(cast: Cast) -> None:
    wrong = DETAILS | {"code": "East Hidd", "planned_on": "soon", "latitude": "north", "name_en": ""}
    shown = send(cast, "new/", 422, **wrong)
    assert 'value="East Hidd"' in shown
    assert 'href="#planned_on"' in shown
    assert 'href="#latitude"' in shown
    assert not Project.objects.exists()
    mended = DETAILS | {"code": "new", "name_en": ""}
    shown = send(cast, "new/", 422, **mended)
    assert 'href="#code"' in shown
    assert 'href="#name_en"' in shown
    too_long = send(cast, "new/", 422, **DETAILS | {"name_en": "x" * 200})
    assert 'href="#name_en"' in too_long


def test_a_phase_is_kept(cast: Cast) -> None:
    make_project()
    assert 'value="2026-06-01"' in page(cast, "supervisor", "east-sitra/phases/1/")
    send(cast, "east-sitra/phases/2/", name_ar="الثانية", name_en="Second", planned_on="2029-01-01")
    assert [one.number for one in project("east-sitra").phases] == [1, 2]
    assert Gate.objects.filter(phase__number=2, done_on=None).count() == 6
    assert "#planned_on" in send(
        cast, "east-sitra/phases/2/", 422, planned_start_on="2029-01-02", planned_on="2029-01-01"
    )


def test_progress_is_reported(cast: Cast) -> None:
    make_project(reports={date(2025, 1, 1): 42})
    assert "Last reported for the whole project: 42%" in page(cast, "supervisor", "east-sitra/progress/")
    today = clock.today().isoformat()
    send(cast, "east-sitra/progress/", on=today, percent="٥٠%", phase="")
    send(cast, "east-sitra/progress/", on=today, percent="70", phase="1")
    assert list(ProgressReport.objects.order_by("id").values_list("percent", "phase__number"))[1:] == [
        (50, None),
        (70, 1),
    ]
    for fault, words in (("on", {"on": "yesterday"}), ("percent", {"percent": "much"}), ("note", {"percent": "1"})):
        assert f'href="#{fault}"' in send(
            cast, "east-sitra/progress/", 422, **{"on": today, "percent": "60", "phase": ""} | words
        )


def test_a_gate_is_closed_with_a_page_that_asks_and_opened_again_with_a_reason(cast: Cast) -> None:
    make_project(open_gates=(GateKind.WATER,))
    address = f"east-sitra/gates/{Gate.objects.get(kind=GateKind.WATER).pk}/"
    assert "Close this gate: Water?" in page(cast, "supervisor", address)
    assert 'href="#done_on"' in send(cast, address, 422, action="close", done_on="2099-01-01")
    send(cast, address, action="close", done_on=clock.today().isoformat())
    assert 'href="#note"' in send(cast, address, 422, action="reopen", note="")
    Unit.objects.update(state=UnitState.READY)
    assert "Move the ready units back first" in send(cast, address, 409, action="reopen", note="leak")
    Unit.objects.update(state=UnitState.BUILDING)
    send(cast, address, action="reopen", note="leak")
    assert cast.client("supervisor").get(STAFF + "east-sitra/gates/999999/").status_code == 404


def test_a_gate_is_planned(cast: Cast) -> None:
    make_project(open_gates=(GateKind.WATER,))
    address = f"east-sitra/gates/{Gate.objects.get(kind=GateKind.WATER).pk}/"
    send(cast, address, action="plan", planned_on="2027-02-01", required="yes")
    assert 'value="2027-02-01"' in page(cast, "supervisor", address)
    assert 'href="#plan_note"' in send(cast, address, 422, action="plan", planned_on="2027-02-01")
    send(cast, address, action="plan", planned_on="", plan_note="no fixed line there")
    assert "Not required" in page(cast, "supervisor", "east-sitra/")
    assert "Water" not in cast.client("anonymous").get("/en/projects/east-sitra/").content.decode()


def test_units_are_moved_after_being_counted(cast: Cast) -> None:
    make_project(units={"house-4br": 2, "flat-3br": 1}, open_gates=(GateKind.ROADS,))
    move = {"phase": 1, "class": "house-4br", "source": "building", "target": "ready"}
    asked = send(cast, "east-sitra/units/", 200, **move)
    assert "2 units fit and would be moved." in asked
    assert "Still open: roads" in send(cast, "east-sitra/units/", 409, confirmed="yes", **move)
    Gate.objects.update(done_on=date(2026, 1, 1))
    send(cast, "east-sitra/units/", confirmed="yes", **move)
    assert Unit.objects.filter(state=UnitState.READY).count() == 2
    assert "#source" in send(cast, "east-sitra/units/", 422, **move)
    assert "#target" in send(cast, "east-sitra/units/", 422, **move | {"target": "sold"})


def test_a_sheet_is_examined_confirmed_and_done(cast: Cast) -> None:
    make_project()
    assert "Download the template" in page(cast, "supervisor", "import/")
    send(cast, "import/", file=sheet(ROW))
    kept = StockImport.objects.get()
    shown = page(cast, "supervisor", f"import/{kept.pk}/")
    assert "وحدات.csv" in shown
    assert "House, 4 bedrooms" in shown
    assert not Unit.objects.filter(code="ES-1").exists()
    send(cast, f"import/{kept.pk}/")
    assert Unit.objects.filter(code="ES-1").exists()
    send(cast, "import/", file=sheet(ROW))
    again = StockImport.objects.latest("pk").pk
    assert "there is nothing to import" in page(cast, "supervisor", f"import/{again}/")


def test_a_sheet_with_faults_names_each_cell(cast: Cast) -> None:
    make_project()
    shown = send(cast, "import/", 422, file=sheet([*ROW[:3], "bad code", *ROW[4:]], ["nowhere", *ROW[1:]]))
    assert "2 cells keep the file from being taken" in shown
    assert "BAD CODE" not in shown
    assert "bad code" in shown
    assert "No project has this code" in shown
    many = SimpleUploadedFile("u.xlsx", workbook(ENGLISH, *[[None, *ROW[1:]] for _ in range(250)]))
    assert "The first 200 are shown." in send(cast, "import/", 422, file=many)


def test_units_are_named_and_hidden_rows_asked_about(cast: Cast) -> None:
    make_project()
    with (FILES / "units-filtered-row.xlsx").open("rb") as sent:
        send(cast, "import/", file=SimpleUploadedFile("u.xlsx", sent.read()))
    kept = StockImport.objects.get()
    shown = page(cast, "supervisor", f"import/{kept.pk}/")
    assert "ES-9001" in shown
    assert "ES-9002" not in shown
    assert "1 row that a filter hides in the file is left out." in shown
    with_hidden = page(cast, "supervisor", f"import/{kept.pk}/?filtered=with")
    assert "ES-9002" in with_hidden
    assert 'name="filtered" value="with"' in with_hidden
    send(cast, f"import/{kept.pk}/", filtered="with")
    assert Unit.objects.filter(code__startswith="ES-900").count() == 2


def test_the_sheets_not_read_are_named(cast: Cast) -> None:
    make_project()
    with (FILES / "units-first-sheet-hidden.xlsx").open("rb") as sent:
        send(cast, "import/", file=SimpleUploadedFile("u.xlsx", sent.read()))
    shown = page(cast, "supervisor", f"import/{StockImport.objects.get().pk}/")
    assert 'Not read: <bdi translate="no">old</bdi>' in shown
    assert "ES-OLD-1" not in shown


def test_an_import_is_listed_and_taken_back_with_a_reason(cast: Cast) -> None:
    make_project()
    send(cast, "import/", file=sheet(ROW))
    done = StockImport.objects.get()
    assert "Imports done" not in page(cast, "supervisor", "import/")
    send(cast, f"import/{done.pk}/")
    assert f"import/{done.pk}/take-back/" in page(cast, "supervisor", "import/")
    assert "Enter the reason." in send(cast, f"import/{done.pk}/take-back/", 422, reason="")
    send(cast, f"import/{done.pk}/take-back/", reason="the wrong file")
    assert not Unit.objects.filter(code="ES-1").exists()
    shown = page(cast, "supervisor", "import/")
    assert "the wrong file" in shown
    assert "take-back" not in shown


def test_a_file_that_is_no_sheet_is_refused(cast: Cast) -> None:
    assert "Choose the file to send." in send(cast, "import/", 422)
    assert "Send a spreadsheet as .xlsx or .csv" in send(
        cast, "import/", 422, file=SimpleUploadedFile("u.ods", b"PK\x03\x04")
    )


def test_what_became_impossible_is_named_when_it_is_confirmed(cast: Cast) -> None:
    make_project()
    send(cast, "import/", file=sheet([*ROW[:-1], "ready"]))
    Gate.objects.update(done_on=None)
    shown = send(cast, f"import/{StockImport.objects.get().pk}/", 422)
    assert "Required infrastructure of the project or phase is not done yet" in shown
    assert not Unit.objects.filter(code="ES-1").exists()


def test_the_template_is_a_workbook_in_the_readers_language(cast: Cast) -> None:
    answer = cast.client("supervisor").get("/staff/projects/import/template/")
    assert answer["Content-Disposition"] == 'attachment; filename="units.xlsx"'
    assert load_workbook(io.BytesIO(answer.content)).active["A1"].value == "المشروع"


def test_an_unknown_project_is_not_found(cast: Cast) -> None:
    for address in ("nowhere/", "nowhere/edit/", "nowhere/progress/", "nowhere/phases/1/", "nowhere/gates/1/"):
        assert cast.client("supervisor").get(STAFF + address).status_code == 404
