"""An official files for a citizen present or on the phone: who may, who is told, and who leaves the case to others."""

from collections.abc import Callable

import pytest
from tests.factories.cast import AT, TODAY, Cast, citizen, department, official

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Identified
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations import filing
from iskan.apps.cases.operations.assignment import claim
from iskan.apps.cases.operations.beginning import ChannelNotOffered
from iskan.apps.cases.operations.drafting import OtherDepartment, start_case, submit_case
from iskan.apps.cases.operations.making import open_moves
from iskan.apps.cases.operations.moves import FiledByOneself, examined_case
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.notifications.models import Message
from iskan.core.catalogue import Channel
from iskan.core.refusal import NotForThisRole, OwnHousehold
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Role, Scope
from iskan.integrations.models import Exchange
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("registers")
FAMILY, REVIVAL = "family_members_declaration", "application_revival"
CPR = personas.QUALIFIES_FOR_UNIT
CARD = filing.Identification(Identified.CARD, "بطاقة الهوية رقم 12")
ANSWERS = filing.Identification(Identified.ANSWERS, "تاريخ الميلاد واسم الأم")
NOT_MISSING = {"members_missing": ["no"]}
Begin = Callable[..., Case]


@pytest.fixture
def begin(cast: Cast) -> Begin:
    def begun(role: str = "reviewer", known: filing.Identification = CARD, cpr: str = CPR, code: str = FAMILY) -> Case:
        return filing.begin_at_desk(scope=cast.scope(role), service_code=code, cpr=cpr, known=known, at=AT)

    return begun


def _filed(case: Case, scope: Scope) -> Case:
    filer = filing.filing_scope(scope, case)
    assert not filing.answer_all(scope=filer, reference=case.reference, posted=NOT_MISSING, at=AT)
    return submit_case(scope=filer, reference=case.reference, declared=frozenset({"family_members"}), at=AT)


@pytest.mark.parametrize(("known", "channel"), [(CARD, Channel.DESK), (ANSWERS, Channel.PHONE)])
def test_an_official_files_and_the_citizen_is_told(
    cast: Cast, begin: Begin, known: filing.Identification, channel: Channel
) -> None:
    case = _filed(begin(known=known), cast.scope("reviewer"))
    assert (case.channel, case.filed_by, case.applicant.cpr) == (channel, cast.reviewer, CPR)
    assert (case.filing.official, case.filing.identification) == (cast.reviewer, known.words)
    assert not case.filing.client
    told = Message.objects.get(user=case.applicant, event=f"case:{case.reference}:filed-for")
    assert cast.requests.name_ar in told.body_ar
    assert cast.requests.name_en in told.body_en
    assert cast.reviewer.name_en not in told.body_en
    (line,) = [
        line for line in audit.trail_of(subject_kind="case", subject=case.reference) if line.action == "case.filed_for"
    ]
    assert (line.actor_id, line.actor_role) == (cast.reviewer.pk, "reviewer")
    assert line.detail == {"channel": channel, "identified_by": known.by}
    asked = Exchange.objects.get(purpose_code=f"{FAMILY}.filing")
    assert (asked.subject_cpr, asked.asked_by_id) == (CPR, cast.reviewer.pk)


@pytest.mark.parametrize("role", ["head", "approver", "auditor", "administrator", "anonymous"])
def test_nobody_else_files_for_a_citizen(begin: Begin, role: str) -> None:
    with pytest.raises(NotForThisRole):
        begin(role)
    assert not User.objects.filter(cpr=CPR).exists()


def test_only_the_deciding_department_files(begin: Begin) -> None:
    with pytest.raises(OtherDepartment):
        begin("outsider")


def test_how_the_citizen_was_identified_must_be_said(begin: Begin) -> None:
    with pytest.raises(filing.IdentificationMissing):
        begin(known=filing.Identification(Identified.CARD, "  "))


def test_a_channel_the_service_does_not_offer_is_refused(begin: Begin) -> None:
    with pytest.raises(ChannelNotOffered):
        begin(known=ANSWERS, code=REVIVAL)


def test_nobody_files_for_their_own_household(cast: Cast) -> None:
    own = official("k.own", Role.REVIEWER, department(cast.requests.code, "", ""), cpr=CPR)
    with pytest.raises(OwnHousehold):
        filing.begin_at_desk(scope=scope_of(own, AT.date()), service_code=FAMILY, cpr=CPR, known=CARD, at=AT)


def test_of_an_unknown_number_nothing_is_begun(begin: Begin) -> None:
    with pytest.raises(filing.ApplicantUnknown):
        begin(cpr="999999999")
    assert not User.objects.filter(cpr="999999999").exists()


def test_the_citizens_own_draft_stays_theirs(begin: Begin) -> None:
    user = citizen(CPR)
    own = start_case(scope=scope_of(user, AT.date()), service_code=FAMILY, at=AT)
    with pytest.raises(filing.DraftStands):
        begin()
    assert not hasattr(own, "filing")


def test_whoever_files_sees_that_draft_and_nothing_else(cast: Cast, begin: Begin) -> None:
    case = begin()
    filer = filing.filing_scope(cast.scope("reviewer"), case)
    assert list(visible_cases(filer)) == [case]
    other = start_case(scope=cast.scope("head"), service_code=FAMILY, at=AT)
    with pytest.raises(OutOfScope):
        wizard_for(filer, other.reference)
    with pytest.raises(OutOfScope):
        wizard_for(cast.scope("reviewer"), case.reference)


def test_whoever_filed_it_works_on_it_no_more(cast: Cast, begin: Begin) -> None:
    case = _filed(begin(), cast.scope("reviewer"))
    Case.objects.filter(pk=case.pk).update(closed_at=None, stage="submitted")
    case.refresh_from_db()
    assert not open_moves(cast.scope("reviewer"), case, TODAY)
    with pytest.raises(FiledByOneself):
        claim(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    with pytest.raises(FiledByOneself):
        examined_case(cast.scope("reviewer"), case.reference)
    claim(scope=cast.scope("second_reviewer"), reference=case.reference, at=AT)


def test_what_the_citizen_accepted_aloud_names_the_official_who_heard_it(cast: Cast, begin: Begin) -> None:
    case = _filed(begin(), cast.scope("reviewer"))
    made = case.declarations.get()
    assert (made.code, made.cpr, made.made_by) == ("family_members", CPR, cast.reviewer)
