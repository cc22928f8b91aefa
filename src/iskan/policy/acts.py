"""The acts no official does alone, in one table: who begins, who agrees, who may not be both, who is told.

Source: the ministry's own duty of two officials (Law 10/2011 and its decisions name committees and approval, no roles);
which roles they are is this system's choice, and changed here alone.
"""

from typing import Final

from iskan.core.acts import ActArea, Apart, JointAct, Told
from iskan.core.roles import Duty
from iskan.core.text import Text

TO_ACCOUNT: Final = "account"
"""The way of what goes back to a bank account, among the terms of `GIVE_BACK`; without one it goes as it came."""

MOVE_GIVEN_UNITS: Final = JointAct(
    code="housing_stock.move_given_units",
    area=ActArea.HOMES,
    name=Text(ar="تغيير حالة وحدات خُصصت أو سُلّمت", en="Change the state of homes already given"),
    begun_by=frozenset({Duty.SUPERVISE}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS}),
)
REVOKE_DOCUMENT: Final = JointAct(
    code="cases.revoke_document",
    area=ActArea.RIGHTS,
    name=Text(ar="إبطال وثيقة صادرة", en="Revoke an issued document"),
    begun_by=frozenset({Duty.DECIDE, Duty.SUPERVISE}),
    agreed_by=frozenset({Duty.DECIDE, Duty.SUPERVISE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS, Told.APPLICANT}),
)
SEAL_CASE: Final = JointAct(
    code="cases.seal_case",
    area=ActArea.RIGHTS,
    name=Text(
        ar="حجب معاملة عن غير المصرح لهم، أو تعديل المصرح لهم، أو رفع الحجب",
        en="Seal a case to named readers, change them, or lift the seal",
    ),
    begun_by=frozenset({Duty.WORK}),
    agreed_by=frozenset({Duty.SETTLE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS}),
)
LIFT_HOLD: Final = JointAct(
    code="cases.lift_hold",
    area=ActArea.RIGHTS,
    name=Text(ar="رفع منع المحو عن معاملة", en="Lift the hold that keeps a case from being erased"),
    begun_by=frozenset({Duty.SETTLE}),
    agreed_by=frozenset({Duty.SETTLE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS}),
)
CONFIRM_COUNTER: Final = JointAct(
    code="cases.confirm_counter",
    area=ActArea.RIGHTS,
    name=Text(
        ar="اعتماد طلب أو رد سُجّل في الفرع وينفذه النظام دون بت",
        en="Confirm an application or answer taken down at a branch, where the system acts on it without a decision",
    ),
    begun_by=frozenset({Duty.REVIEW}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS, Told.APPLICANT}),
    needs_reason=False,
)
CORRECT_ANSWER: Final = JointAct(
    code="cases.correct_answer",
    area=ActArea.RIGHTS,
    name=Text(
        ar="تصحيح إجابة أدخلها موظف خطأً في طلب قدّمه نيابة عن صاحبه",
        en="Correct an answer an official typed wrong in an application filed for a citizen",
    ),
    begun_by=frozenset({Duty.REVIEW}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS, Told.APPLICANT}),
)
REOPEN_CASE: Final = JointAct(
    code="cases.reopen_case",
    area=ActArea.RIGHTS,
    name=Text(ar="إعادة فتح معاملة مرفوضة", en="Reopen a refused case"),
    begun_by=frozenset({Duty.REVIEW, Duty.DECIDE}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS, Told.APPLICANT}),
)
GIVE_BACK: Final = JointAct(
    code="cases.give_back",
    area=ActArea.MONEY,
    name=Text(ar="رد تأمين أو رسم إلى دافعه", en="Give back a deposit or a fee"),
    begun_by=frozenset({Duty.REVIEW}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS, Told.APPLICANT}),
)
RELEASE_PAYOUTS: Final = JointAct(
    code="payments.release_payouts",
    area=ActArea.MONEY,
    name=Text(ar="الإذن بصرف المبالغ المستحقة الجاهزة", en="Release what is owed and ready to be paid out"),
    begun_by=frozenset({Duty.RECKON}),
    agreed_by=frozenset({Duty.RECKON}),
    told=frozenset({Told.AUDITORS}),
    needs_reason=False,
)
PAY_AGAIN: Final = JointAct(
    code="cases.pay_again",
    area=ActArea.MONEY,
    name=Text(ar="إعادة صرف مبلغ رفضه المصرف", en="Pay again what the bank refused"),
    begun_by=frozenset({Duty.RECKON}),
    agreed_by=frozenset({Duty.RECKON}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS}),
)
PAY_REFUND: Final = JointAct(
    code="cases.pay_refund",
    area=ActArea.MONEY,
    name=Text(
        ar="صرف مبلغ إلى حساب دافعه بعد أن رفض مزود خدمة الدفع رده",
        en="Pay to an account what the payment provider refused to give back",
    ),
    begun_by=frozenset({Duty.RECKON}),
    agreed_by=frozenset({Duty.RECKON}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS, Told.APPLICANT}),
)
SETTLE_CHANGE: Final = JointAct(
    code="household_life.settle_change",
    area=ActArea.RIGHTS,
    name=Text(
        ar="البت في تغيّر طرأ على أسرة يوقف ترشيحها أو عقدها أو ينقل فئتها، أو سجّله صاحب الاقتراح نفسه، أو إلغاء ما سُجّل خطأً",
        en="Settle a change in a household that stops its nomination or contract, moves its category, or was recorded by "
        "whoever settles it; or take back one recorded by mistake",
    ),
    begun_by=frozenset({Duty.REVIEW, Duty.DECIDE}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS}),
)
WITHDRAW_NOMINATION: Final = JointAct(
    code="allocation.withdraw_nomination",
    area=ActArea.HOMES,
    name=Text(ar="العدول عن ترشيح", en="Withdraw a nomination"),
    begun_by=frozenset({Duty.WORK}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS, Told.APPLICANT}),
)
CERTIFY_DOUBTFUL: Final = JointAct(
    code="allocation.certify_doubtful",
    area=ActArea.HOMES,
    name=Text(ar="اعتماد ترشيح لم تثبت فيه شروط الدخل", en="Certify a nomination whose income check is not clear"),
    begun_by=frozenset({Duty.REVIEW}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS, Told.APPLICANT}),
)
ISSUE_CONTRACT: Final = JointAct(
    code="allocation.issue_contract",
    area=ActArea.HOMES,
    name=Text(ar="إصدار عقد الانتفاع", en="Issue the contract of use"),
    begun_by=frozenset({Duty.WORK}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.APPLICANT}),
    needs_reason=False,
)
CANCEL_APPLICATION: Final = JointAct(
    code="waiting_lists.cancel_application",
    area=ActArea.RIGHTS,
    name=Text(ar="إلغاء طلب بقرار", en="Cancel an application by formal decision"),
    begun_by=frozenset({Duty.WORK}),
    agreed_by=frozenset({Duty.SETTLE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.APPLICANT}),
    has_own_record=True,
)
APPROVE_DISTRIBUTION: Final = JointAct(
    code="allocation.approve_distribution",
    area=ActArea.HOMES,
    name=Text(ar="اعتماد توزيع الوحدات", en="Approve a distribution of homes"),
    begun_by=frozenset({Duty.REVIEW}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.APPLICANT}),
    has_own_record=True,
)
EXCEPT_CASE: Final = JointAct(
    code="cases.except_case",
    area=ActArea.RIGHTS,
    name=Text(ar="قيد استثناء", en="Enter an exception"),
    begun_by=frozenset({Duty.SETTLE}),
    agreed_by=frozenset({Duty.SETTLE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    has_own_record=True,
)
PUBLISH_FIGURE: Final = JointAct(
    code="catalogue.publish_figure",
    area=ActArea.FIGURES,
    name=Text(ar="اعتماد قيمة قانونية", en="Put a figure of the law in force"),
    begun_by=frozenset({Duty.PROPOSE_FIGURES}),
    agreed_by=frozenset({Duty.APPROVE_FIGURES}),
    told=frozenset({Told.PUBLIC}),
    has_own_record=True,
)
ENTER_CIRCULAR: Final = JointAct(
    code="catalogue.enter_circular",
    area=ActArea.FIGURES,
    name=Text(
        ar="إدخال تعميم بالعطل الرسمية أو ساعات العمل أو تصحيحه", en="Enter or correct a circular of holidays or hours"
    ),
    begun_by=frozenset({Duty.PROPOSE_FIGURES}),
    agreed_by=frozenset({Duty.APPROVE_FIGURES}),
    told=frozenset({Told.AUDITORS}),
    needs_reason=False,
)
ENTER_BRANCH: Final = JointAct(
    code="catalogue.enter_branch",
    area=ActArea.FIGURES,
    name=Text(ar="إدخال فرع للوزارة أو تعديل بياناته أو إغلاقه", en="Enter, change or close a branch of the ministry"),
    begun_by=frozenset({Duty.PROPOSE_FIGURES}),
    agreed_by=frozenset({Duty.APPROVE_FIGURES}),
    told=frozenset({Told.PUBLIC}),
    needs_reason=False,
)
SET_HOME_TERMS: Final = JointAct(
    code="housing_stock.set_home_terms",
    area=ActArea.MONEY,
    name=Text(ar="تحديد ثمن فئة من الوحدات ومخططها", en="Set the price and floor plan of a class of homes"),
    begun_by=frozenset({Duty.PROPOSE_FIGURES}),
    agreed_by=frozenset({Duty.APPROVE_FIGURES}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS}),
    needs_reason=False,
)
CANCEL_DRAW: Final = JointAct(
    code="draws.cancel_draw",
    area=ActArea.DRAWS,
    name=Text(ar="إلغاء سحب قبل موعده", en="Call a draw off before its hour"),
    begun_by=frozenset({Duty.SETTLE}),
    agreed_by=frozenset({Duty.SETTLE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.AUDITORS, Told.APPLICANT, Told.PUBLIC}),
)
ANNOUNCE_DRAW: Final = JointAct(
    code="draws.announce_draw",
    area=ActArea.DRAWS,
    name=Text(ar="تثبيت قوائم سحب وإعلانه", en="Freeze the lists of a draw and announce it"),
    begun_by=frozenset({Duty.SETTLE}),
    agreed_by=frozenset({Duty.SETTLE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.APPLICANT, Told.PUBLIC}),
    has_own_record=True,
)
DECIDE_CASE: Final = JointAct(
    code="cases.decide_case",
    area=ActArea.RIGHTS,
    name=Text(ar="البت في طلب", en="Decide an application"),
    begun_by=frozenset({Duty.REVIEW}),
    agreed_by=frozenset({Duty.DECIDE}),
    apart=frozenset({Apart.HOUSEHOLD}),
    told=frozenset({Told.APPLICANT}),
    has_own_record=True,
)


def _of_accounts(code: str, name: Text, area: ActArea = ActArea.ACCOUNTS) -> JointAct:
    """Return an act on an official's account: begun by an administrator, agreed to in another office."""
    return JointAct(
        code=code,
        area=area,
        name=name,
        begun_by=frozenset({Duty.ADMINISTER}),
        agreed_by=frozenset({Duty.ADMINISTER, Duty.SUPERVISE}),
        apart=frozenset({Apart.OFFICE, Apart.ACCOUNT}),
        told=frozenset({Told.AUDITORS, Told.ACCOUNT_OWNER}),
    )


CREATE_OFFICIAL: Final = _of_accounts("accounts.create_official", Text(ar="إضافة موظف", en="Add an official"))
GRANT_ROLES: Final = _of_accounts(
    "accounts.grant_roles", Text(ar="تعديل صلاحيات موظف", en="Change an official's roles")
)
RESET_SIGN_IN: Final = _of_accounts(
    "accounts.reset_sign_in",
    Text(
        ar="إعادة تعيين كلمة مرور موظف في الوزارة أو في جهة شريكة ووسيلة تحققه الثانية",
        en="Reset the password and second factor of an official, or of somebody of a partner body",
    ),
)
CHANGE_DETAILS: Final = _of_accounts(
    "accounts.change_details", Text(ar="تغيير بيانات موظف", en="Change an official's details")
)
ADMIT_PARTNER: Final = _of_accounts(
    "accounts.admit_partner",
    Text(ar="إضافة مسؤول لجهة شريكة", en="Add an administrator of a partner body"),
)
CHANGE_DEPARTMENT: Final = JointAct(
    code="accounts.change_department",
    area=ActArea.ACCOUNTS,
    name=Text(ar="إنشاء إدارة أو تغيير اسمها أو إغلاقها", en="Create, rename or close a department"),
    begun_by=frozenset({Duty.ADMINISTER}),
    agreed_by=frozenset({Duty.ADMINISTER, Duty.SUPERVISE}),
    apart=frozenset({Apart.OFFICE}),
    told=frozenset({Told.AUDITORS}),
)
CHANGE_PARTY: Final = _of_accounts(
    "draws.change_party",
    Text(
        ar="تسمية ممثل لأحد أطراف السحوبات أو إنهاء تمثيله",
        en="Name who speaks for a party of the draws, or let them go",
    ),
    ActArea.DRAWS,
)
PROPOSED: Final = (
    *(MOVE_GIVEN_UNITS, SET_HOME_TERMS, REVOKE_DOCUMENT, SEAL_CASE, LIFT_HOLD, CONFIRM_COUNTER),
    *(CORRECT_ANSWER, REOPEN_CASE, GIVE_BACK, RELEASE_PAYOUTS, PAY_AGAIN, PAY_REFUND, SETTLE_CHANGE),
    *(WITHDRAW_NOMINATION, CERTIFY_DOUBTFUL, ISSUE_CONTRACT, CANCEL_DRAW, ENTER_CIRCULAR, ENTER_BRANCH),
    *(CREATE_OFFICIAL, GRANT_ROLES, RESET_SIGN_IN, CHANGE_DETAILS, CHANGE_DEPARTMENT, CHANGE_PARTY),
    ADMIT_PARTNER,
)
ACTS: Final = (
    *PROPOSED, DECIDE_CASE, CANCEL_APPLICATION, EXCEPT_CASE, APPROVE_DISTRIBUTION, PUBLISH_FIGURE, ANNOUNCE_DRAW,
)  # fmt: skip
