"""The register of processing: read and taken away by whoever audits, and in plain words by anyone."""

import csv
import io

from django.test import Client
from openpyxl import load_workbook
from tests.factories.cast import Cast
from tests.factories.figures import approve_figure

from iskan.apps.privacy.models import Erasure, ErasureRun
from iskan.apps.privacy.queries.processing import Part, processing
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.policy.parameters.retention import KEEP_DRAFTS

DESK, PUBLIC = "/en/staff/privacy/", "/en/privacy/"


def test_an_auditor_narrows_the_register_down(cast: Cast) -> None:
    client = cast.client("auditor")
    whole = client.get(DESK).content.decode()
    assert f"{len(processing())} lines" in whole
    registers = [line for line in processing() if line.part is Part.REGISTER]
    assert f"{len(registers)} lines" in client.get(DESK, {"part": "register", "sensitive": "?"}).content.decode()
    narrowed = client.get(DESK, {"part": "register", "sensitive": "yes"}).content.decode()
    assert "Disability register" in narrowed
    assert "Land register" not in narrowed


def test_the_sheets_say_the_same_and_leave_a_line(cast: Cast) -> None:
    client = cast.client("auditor")
    answer = client.get(f"{DESK}register.csv", {"part": "register"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    lines = [line for line in processing() if line.part is Part.REGISTER]
    assert [row[0] for row in rows[1:]] == [line.code for line in lines]
    book = load_workbook(io.BytesIO(client.get("/staff/privacy/register.xlsx").content))
    assert book.active.max_row == len(processing()) + 1
    assert book.active.sheet_view.rightToLeft
    assert AuditEntry.objects.filter(action="processing.download").count() == 2
    assert client.get(f"{DESK}register.docx").status_code == 404


def test_anyone_reads_what_each_service_asks_and_that_no_period_is_set(cast: Cast) -> None:
    page = Client().get(PUBLIC).content.decode()
    assert "New housing application" in page
    assert "Disability register" in page
    assert "Not configured: nothing is erased" in page
    approve_figure(KEEP_DRAFTS, 90, cast, at=clock.now())
    assert "90 days" in Client().get(PUBLIC).content.decode()


def test_an_auditor_sees_what_was_erased(cast: Cast) -> None:
    assert "What was erased by" not in cast.client("auditor").get(DESK).content.decode()
    run = ErasureRun.objects.create(at=clock.now())
    Erasure.objects.create(run=run, rule="drafts", digest="0" * 64)
    shown = cast.client("auditor").get(DESK).content.decode()
    assert "What was erased by the rules of retention" in shown
    assert "Drafts: their answers, documents and family" in shown
