"""A citizen's journey through operations, as the pages make it: start, answer, attach, submit, be checked."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.utils.timezone import localdate
from tests.factories.answers import post_for
from tests.factories.cast import AT, TODAY, citizen

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.operations.checking import run_register
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.cases.operations.drafting import save_step, start_case, submit_case
from iskan.apps.cases.operations.evidence import add_evidence, review_evidence
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.documents.enums import ScanResult
from iskan.apps.documents.models import Document
from iskan.foundation.scope import Scope
from iskan.integrations.discovery import registers

NEW_APPLICATION = "new_housing_application"
TOLD: dict[str, object] = {"told": sorted(registers())}
"""What a form holds that was sent from beside the list of the registers that will be asked."""
DECLARED = frozenset({"family_members", "comprehensive", "credit_check"})


def applicant(cpr: str, at: datetime = AT) -> tuple[User, Scope]:
    """Return a citizen of that number and their scope."""
    user = citizen(cpr, at=at)
    return user, scope_of(user, TODAY)


def fill_in(scope: Scope, reference: str, answers: dict[str, str], at: datetime = AT) -> None:
    """Answer every step that applies, with the answers given and plain ones elsewhere."""
    for _ in range(20):
        wizard = wizard_for(scope, reference)
        undone = next((state for state in wizard.steps if not state.done), None)
        if undone is None:
            return
        posted = post_for(undone.step.questions, answers, localdate(at))
        result = save_step(
            scope=scope, reference=reference, step_code=undone.step.code, posted=posted, version=undone.version, at=at
        )
        assert result.ok, (undone.step.code, result.faults)
    raise AssertionError("the wizard does not come to an end")


def attach_all(user: User, scope: Scope, reference: str, at: datetime = AT) -> None:
    """Lay a document with all its sides to each kind of evidence asked for, issued on the day itself."""
    for state in wizard_for(scope, reference).evidence:
        for _ in range(state.evidence.fewest_pages - state.pages):
            add_evidence(
                scope=scope, reference=reference, code=state.evidence.code, document=document(user, at),
                issued_on=localdate(at), at=at,
            )  # fmt: skip


def document(user: User, at: datetime = AT) -> Document:
    """Make a stored document of a citizen's, as receiving one leaves it."""
    made = Document(
        owner=user,
        uploaded_by=user,
        original_name="شهادة راتب.pdf",
        content_type="application/pdf",
        size=9,
        digest="0" * 64,
        scan=ScanResult.NOT_CONFIGURED,
        uploaded_at=at,
    )
    made.file.save("document", ContentFile(b"%PDF-1.7\n"), save=True)
    return made


def answer_registers(case: Case, at: datetime = AT) -> None:
    """Do the worker's part: ask every register that has not answered."""
    for register in case.register_runs.filter(answered_at=None).order_by("pk").values_list("register", flat=True):
        run_register(case_id=case.pk, register=register, at=at)


def file(scope: Scope, reference: str, at: datetime = AT) -> Case:
    """Send an application with every declaration."""
    return submit_case(scope=scope, reference=reference, declared=DECLARED, at=at)


def filed_case(cpr: str, answers: dict[str, str], at: datetime = AT) -> tuple[Case, User, Scope]:
    """Return a case filed by a citizen of that number, its registers asked as far as they may be."""
    user, scope = applicant(cpr, at)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=at)
    fill_in(scope, case.reference, answers, at)
    attach_all(user, scope, case.reference, at)
    case = file(scope, case.reference, at)
    answer_registers(case, at)
    case.refresh_from_db()
    return case, user, scope


def accept_all(case: Case, scope: Scope, at: datetime = AT) -> None:
    """Accept every document nobody has judged, as a reviewing official does before recommending."""
    for item in case.evidence.filter(verdict="pending", withdrawn_at=None).order_by("pk"):
        review_evidence(scope=scope, reference=case.reference, item_id=item.pk, accepted=True, reason="", at=at)


def others_agree(case: Case, at: datetime = AT) -> None:
    """Have everybody who is asked for their consent give it, each on their own sign-in."""
    for asked in ConsentRequest.objects.filter(case=case, answer="").order_by("pk"):
        other = User.objects.filter(cpr=asked.cpr).first() or citizen(asked.cpr, "فرد من الأسرة", "Family", at=at)
        answer_consent(scope=scope_of(other, TODAY), reference=case.reference, code=asked.code, given=True, at=at)
