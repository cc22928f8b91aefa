"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, CASE_OFFICIALS, DECIDE, FILE, PROVE, REACH, RUN, WORKING_NOTES

HELD: Final = (
    Held(
        model="cases.Case",
        what=Text(ar="المعاملات", en="Cases"),
        purpose=DECIDE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.IDENTITY, "applicant person"),
            **of_kind(DataKind.FAMILY, "household"),
            **of_kind(DataKind.CONTACT, "governorate"),
            **of_kind(DataKind.COURSE, "reference service_code programme subject about stage"),
            **of_kind(DataKind.STAFF, "filed_by assignee sealed_readers"),
        },
        plain=fields(
            "id service_version channel department stage_since created_at filed_at closed_at due_on alarm version "
            "sealed_at"
        ),
        given=Given(account=("applicant",)),
    ),
    Held(
        model="cases.Application",
        what=Text(ar="إجابات مقدم الطلب", en="The applicant's answers"),
        purpose=DECIDE,
        receivers=FILE,
        personal={**of_kind(DataKind.WHOLE, "answers"), **of_kind(DataKind.WORDS, "objections")},
        plain=fields("id case steps edited_at"),
        kept=("drafts",),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="cases.CaseEvent",
        what=Text(ar="مجريات المعاملة", en="The course of a case"),
        purpose=DECIDE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.COURSE, "code source target detail"),
            **of_kind(DataKind.WORDS, "reason"),
            **of_kind(DataKind.STAFF, "actor"),
        },
        plain=fields("id case kind public at"),
        given=Given(account=("case__applicant",), only={"public": True}),
    ),
    Held(
        model="cases.ClockPause",
        what=Text(ar="أيام انتظار مقدم الطلب", en="Days waited for the applicant"),
        purpose=DECIDE,
        receivers=FILE,
        plain=fields("id case started_on ended_on"),
    ),
    Held(
        model="cases.CaseNote",
        what=Text(ar="ملاحظات الموظفين", en="Officials' notes"),
        purpose=DECIDE,
        receivers=(CASE_OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.WORDS, "text"), **of_kind(DataKind.STAFF, "author")},
        plain=fields("id case at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="cases.CasePresence",
        what=Text(ar="من فتح المعاملة من الموظفين الآن", en="Which officials have a case open now"),
        purpose=RUN,
        receivers=(CASE_OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.STAFF, "official")},
        plain=fields("id case since seen_at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="cases.ContactEntry",
        what=Text(ar="المكالمات والزيارات", en="Calls and visits"),
        purpose=REACH,
        receivers=FILE,
        personal={
            **of_kind(DataKind.IDENTITY, "spoke_with"),
            **of_kind(DataKind.WORDS, "said promised"),
            **of_kind(DataKind.STAFF, "author"),
        },
        plain=fields("id case way spoken_at promised_on written_at"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="cases.KeptPromise",
        what=Text(ar="الوعود المنجزة لمقدم الطلب", en="Promises to the applicant that were kept"),
        purpose=REACH,
        receivers=FILE,
        personal={**of_kind(DataKind.STAFF, "by")},
        plain=fields("id entry at"),
        given=Given(account=("entry__case__applicant",)),
    ),
    Held(
        model="cases.DeclarationMade",
        what=Text(ar="الإقرارات", en="Declarations"),
        purpose=DECIDE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.IDENTITY, "cpr"),
            **of_kind(DataKind.COURSE, "code"),
            **of_kind(DataKind.STAFF, "made_by"),
        },
        plain=fields("id case made_at"),
        given=Given(number=("cpr",)),
    ),
    Held(
        model="cases.RegisterRun",
        what=Text(ar="الاستعلامات المطلوبة للمعاملة", en="Questions to registers for a case"),
        purpose=DECIDE,
        receivers=FILE,
        personal={**of_kind(DataKind.IDENTITY, "unread")},
        plain=fields("id case register status attempt_count asked_at last_tried_at answered_at fault"),
        kept=("register_answers",),
        given=Text(
            ar="فيها أرقام من لم يُقرأ سجله من الأسرة وحدها، وسجل الاستعلامات يبين ما سُئل عنك",
            en="They only hold numbers of people whose record was unreadable; what was asked about you is listed",
        ),
    ),
    Held(
        model="cases.RegisterAnswer",
        what=Text(ar="إجابات السجلات كاملةً كما قُرئت", en="What registers answered, whole as it was read"),
        purpose=DECIDE,
        receivers=FILE,
        personal={**of_kind(DataKind.IDENTITY, "cpr"), **of_kind(DataKind.WHOLE, "register answers")},
        plain=fields("id case at"),
        kept=("drafts", "register_answers"),
        given=Given(number=("cpr",)),
    ),
    Held(
        model="cases.CaseFact",
        what=Text(
            ar="الوقائع التي أجابت بها السجلات أو أُقر بها", en="Facts that registers answered or people declared"
        ),
        purpose=DECIDE,
        receivers=FILE,
        personal={**of_kind(DataKind.WHOLE, "code value register")},
        plain=fields("id case source_ar source_en at"),
        kept=("register_answers",),
        given=Text(
            ar="قد تخص غيرك من أفراد الأسرة، وما بُني عليه القرار منها مذكور في نتائج المعايير",
            en="They may concern others of the family; those the decision rests on stand among the findings",
        ),
    ),
    Held(
        model="cases.CaseAssessment",
        what=Text(ar="نتائج المعايير والوقائع التي بُنيت عليها", en="Findings, with the facts they rest on"),
        purpose=DECIDE,
        receivers=FILE,
        personal={**of_kind(DataKind.WHOLE, "facts findings"), **of_kind(DataKind.COURSE, "verdict")},
        plain=fields("id case at on_day"),
        given=Given(account=("case__applicant",), without=fields("facts")),
    ),
    Held(
        model="cases.ConsentRequest",
        what=Text(ar="الموافقات المطلوبة من أفراد الأسرة", en="Consents asked of other people"),
        purpose=DECIDE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.IDENTITY, "cpr identification"),
            **of_kind(DataKind.COURSE, "code answer"),
            **of_kind(DataKind.WORDS, "reason"),
            **of_kind(DataKind.STAFF, "answered_by"),
        },
        plain=fields("id case version asked_at due_on answered_at after_grant"),
        given=Given(number=("cpr",)),
    ),
    Held(
        model="cases.Decision",
        what=Text(ar="القرارات", en="Decisions"),
        purpose=DECIDE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.COURSE, "recommendation outcome findings"),
            **of_kind(DataKind.WORDS, "recommendation_reason reason"),
            **of_kind(DataKind.STAFF, "recommended_by decided_by"),
        },
        plain=fields("id case recommended_at decided_at replaced_at"),
        given=Given(
            account=("case__applicant",),
            only={"decided_at__isnull": False},
            without=fields("recommendation recommendation_reason"),
        ),
    ),
    Held(
        model="cases.ExceptionEntry",
        what=Text(ar="قيد الاستثناءات", en="The register of exceptions"),
        purpose=PROVE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.COURSE, "criterion ground overtaken_by"),
            **of_kind(DataKind.WORDS, "explanation second_reason"),
            **of_kind(DataKind.DOCUMENT, "document"),
            **of_kind(DataKind.STAFF, "decided_by second_by"),
        },
        plain=fields("id case kind status decided_at second_at"),
        given=Given(account=("case__applicant",), only={"second_at__isnull": False}, without=fields("document")),
    ),
    Held(
        model="cases.EvidenceItem",
        what=Text(ar="مستندات المعاملة", en="Documents of a case"),
        purpose=DECIDE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.DOCUMENT, "document code stated_issued_on issued_on"),
            **of_kind(DataKind.COURSE, "verdict"),
            **of_kind(DataKind.WORDS, "reason"),
            **of_kind(DataKind.STAFF, "reviewed_by"),
        },
        plain=fields("id case reused_from reviewed_at added_at withdrawn_at"),
        kept=("refused_uploads",),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="cases.CitizenRequest",
        what=Text(ar="ما طُلب من مقدم الطلب ورده", en="What the applicant was asked, and their answer"),
        purpose=DECIDE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.WORDS, "text answer contested contest_words"),
            **of_kind(DataKind.IDENTITY, "identified_by identification"),
            **of_kind(DataKind.STAFF, "asked_by taken_by contest_owner contest_settled_by"),
        },
        plain=fields(
            "id case evidence_codes asked_at due_on reminded_at answered_at ending contested_at contest_finding "
            "contest_settled_at"
        ),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="cases.Filing",
        what=Text(ar="كيف قُدم الطلب", en="How a case was filed"),
        purpose=PROVE,
        receivers=(CASE_OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.IDENTITY, "identified_by identification"), **of_kind(DataKind.STAFF, "official")},
        plain=fields("id case client key begun_at"),
        given=Given(account=("case__applicant",), without=fields("client key")),
    ),
    Held(
        model="cases.ErasureHold",
        what=Text(ar="ما يمنع محو معاملة", en="Why a case may not be erased yet"),
        purpose=PROVE,
        receivers=(CASE_OFFICIALS, AUDITORS),
        personal=of_kind(DataKind.WORDS, "reason"),
        plain=fields("id case placed_at lifted_at"),
        given=WORKING_NOTES,
    ),
)
