"""A desk in full swing: many cases in every stage, and one with everything on it that a case can have."""

import io
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from PIL import Image, ImageDraw
from tests.factories import review
from tests.factories.cast import Cast, citizen
from tests.factories.filed import inserted_case
from tests.factories.journeys import DECLARED, NEW_APPLICATION, answer_registers, fill_in

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.operations.evidence import add_evidence
from iskan.apps.cases.operations.exceptions import propose_exception
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.documents.models import Document
from iskan.apps.documents.operations import receive_upload
from iskan.core.promises import Alarm
from iskan.foundation.scope import Scope

LONG_NAME = "عبدالرحمن بن محمد بن عبدالعزيز بن عبداللطيف آل محمود الدوسري"
NAMES = (LONG_NAME, "فاطمة أحمد الموسوي", "علي حسن جاسم", "مريم خليفة البوفلاسة", "يوسف إبراهيم الذوادي")
STAGES = ("awaiting_review", "in_review", "awaiting_applicant", "submitted", "awaiting_decision")
ALARMS = (Alarm.BREACHED, Alarm.NEAR, Alarm.HALF, Alarm.CALM)


def busy_desk(cast: Cast, at: datetime, count: int = 12) -> list[Case]:
    """Make filed cases in every stage, with every alarm, some in somebody's hands."""
    holders = (None, cast.reviewer, cast.second_reviewer)
    return [
        inserted_case(
            number,
            cast.requests,
            stage=STAGES[number % len(STAGES)],
            name=NAMES[number % len(NAMES)],
            assignee=holders[number % len(holders)],
            alarm=ALARMS[min(number // 2, 3)],
            governorate=("BH-13", "BH-14", "BH-15", "BH-17")[number % 4],
            at=at - timedelta(days=4),
        )
        for number in range(count)
    ]


def full_case(cpr: str, at: datetime, today: date) -> Case:
    """File a case through every page, its registers answered, with documents one can look at."""
    user = citizen(cpr, LONG_NAME, "Abdulrahman Mohamed Abdulaziz Al Mahmood Al Dossary", at=at)
    scope = scope_of(user, today)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=at)
    fill_in(scope, case.reference, {"programme": "unit", "family_category": "1"}, at)
    for state in wizard_for(scope, case.reference).evidence:
        document = scanned(user, scope, str(state.evidence.name.en), at)
        add_evidence(
            scope=scope, reference=case.reference, code=state.evidence.code, document=document,
            issued_on=localdate(at), at=at,
        )  # fmt: skip
    case = submit_case(scope=scope, reference=case.reference, declared=DECLARED, at=at)
    answer_registers(case, at)
    case.refresh_from_db()
    for member in case.household.members.filter(relation="spouse").select_related("person"):
        spouse = citizen(member.person.cpr, member.person.name_ar, member.person.name_en)
        answer_consent(scope=scope_of(spouse, today), reference=case.reference, code="credit_check", given=True, at=at)
    answer_registers(case, at)
    case.refresh_from_db()
    return case


def scanned(user: User, scope: Scope, words: str, at: datetime) -> Document:
    """Send a picture of a paper as a citizen's phone takes it."""
    paper = Image.new("RGB", (620, 877), "#fdfcf7")
    pen = ImageDraw.Draw(paper)
    pen.rectangle((40, 40, 580, 110), outline="#1d5c4d", width=3)
    pen.text((60, 66), words, fill="#20302b", font_size=22)
    for line in range(16):
        pen.line((60, 170 + 38 * line, 560 - (line % 3) * 60, 170 + 38 * line), fill="#9aa7a2", width=6)
    sent = io.BytesIO()
    paper.save(sent, "JPEG")
    uploaded = SimpleUploadedFile("شهادة.jpg", sent.getvalue(), "image/jpeg")
    return receive_upload(scope=scope, owner_id=user.pk, uploaded=uploaded, at=at)


def worked_on(cast: Cast, case: Case, at: datetime) -> Case:
    """Take a case through a review with a note, an objection, a rejected document and a proposed exception."""
    reviewer, reference = cast.scope("reviewer"), case.reference
    case.application.objections = {"household.members": "لدي ابن ولد الشهر الماضي ولم يظهر في السجل"}
    case.application.save()
    review.begin_review(scope=reviewer, reference=reference, at=at)
    review.add_note(scope=reviewer, reference=reference, text="اتصلت به هاتفيًا وسيرفق شهادة الميلاد.", at=at)
    document = scanned(cast.supervisor, cast.scope("supervisor"), "Medical report", at)
    propose_exception(
        scope=cast.scope("supervisor"), reference=reference, kind=ExceptionKind.ORDER, criterion="",
        ground=ExceptionGround.HEALTH, explanation="حالة طبية موثقة.", document=document, at=at,
    )  # fmt: skip
    case.refresh_from_db()
    return case
