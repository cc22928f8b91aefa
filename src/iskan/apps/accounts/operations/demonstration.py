"""The demonstration's staff: each role, two officials of each office that decides; never in production."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.db import transaction

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.departments import ensure_department
from iskan.apps.accounts.operations.officials import create_official
from iskan.apps.accounts.operations.partner_people import (
    NewPartnerPerson,
    add_partner_officer,
    admit_partner_administrator,
)
from iskan.core.text import Text
from iskan.foundation.scope import SYSTEM, Role
from iskan.policy.departments import CAPITAL, HOUSING_FINANCE, HOUSING_REQUESTS, MUHARRAQ, NORTHERN, SOUTHERN
from iskan.policy.partners import BODIES

PASSWORD = "iskan-demo-2026"  # noqa: S105 -- printed in the banner; refused in production
TOTP_SECRET = "ISKANDEMOISKANDEMOISKANDEMOISKAN"  # noqa: S105 -- printed in the banner; refused in production

REQUESTS, FINANCE = HOUSING_REQUESTS.code, HOUSING_FINANCE.code


class NotADemonstration(RuntimeError):
    """Known passwords have no place in production."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """One of the cast: who signs in, and as what."""

    username: str
    name: Text
    role: Role
    title: Text
    department: str | None = REQUESTS
    cpr: str | None = None
    body: str = ""


_DESKS = {
    Role.REVIEWER: Text(ar="مراجعة", en="Review"),
    Role.APPROVER: Text(ar="اعتماد", en="Approval"),
}
CAST = (
    CastMember(
        username="reviewer",
        name=Text(ar="مريم جاسم الدوسري", en="Maryam Jasim Al Doseri"),
        cpr="870209001",
        role=Role.REVIEWER,
        title=Text(ar="موظفة مراجعة", en="Reviewing official"),
    ),
    CastMember(
        username="approver",
        name=Text(ar="خالد عبدالله المناعي", en="Khalid Abdulla Al Mannai"),
        cpr="790609002",
        role=Role.APPROVER,
        title=Text(ar="موظف اعتماد", en="Approving official"),
    ),
    CastMember(
        username="supervisor",
        name=Text(ar="فاطمة علي العلوي", en="Fatema Ali Al Alawi"),
        cpr="820909003",
        role=Role.SUPERVISOR,
        title=Text(ar="مشرفة الإدارة", en="Supervisor"),
    ),
    CastMember(
        username="auditor",
        name=Text(ar="يوسف إبراهيم بوعلي", en="Yusuf Ebrahim Buali"),
        role=Role.AUDITOR,
        title=Text(ar="مدقق داخلي", en="Internal auditor"),
        department=None,
    ),
    CastMember(
        username="administrator",
        name=Text(ar="نورة سلمان الكعبي", en="Noora Salman Al Kaabi"),
        role=Role.ADMINISTRATOR,
        title=Text(ar="مسؤولة النظام", en="System administrator"),
        department=None,
    ),
    CastMember(
        username="finance",
        name=Text(ar="حسن محمد الصيرفي", en="Hasan Mohamed Al Sairafi"),
        cpr="851109004",
        role=Role.REVIEWER,
        title=Text(ar="موظف مراجعة في إدارة أخرى", en="Reviewing official of another department"),
        department=FINANCE,
    ),
    CastMember(
        username="treasurer",
        name=Text(ar="سارة عيسى الجودر", en="Sara Isa Al Jowder"),
        role=Role.TREASURER,
        title=Text(ar="موظفة مالية", en="Finance official"),
        department=None,
    ),
    CastMember(
        username="treasurer-second",
        name=Text(ar="إبراهيم حسن الستري", en="Ebrahim Hasan Al Setri"),
        role=Role.TREASURER,
        title=Text(ar="موظف مالية ثانٍ، يعتمد ما يُدفع", en="Second finance official, who releases what is paid out"),
        department=None,
    ),
    CastMember(
        username="finance-approver",
        name=Text(ar="دانة إبراهيم الزياني", en="Dana Ebrahim Al Zayani"),
        cpr="850509008",
        role=Role.APPROVER,
        title=Text(ar="موظفة اعتماد في إدارة التمويل", en="Approving official, housing finance"),
        department=FINANCE,
    ),
    *(
        CastMember(
            username=f"{office.code.removesuffix('_municipality')}-{role.value}", name=Text(ar=ar, en=en), role=role,
            title=Text(ar=f"{_DESKS[role].ar}، {office.name.ar}", en=f"{_DESKS[role].en}, {office.name.en}"),
            department=office.code, cpr=cpr,
        )
        for office, role, ar, en, cpr in (
            (CAPITAL, Role.REVIEWER, "نورة سلمان العامر", "Noora Salman Al Amer", "860109009"),
            (CAPITAL, Role.APPROVER, "يوسف خليل المير", "Yusuf Khalil Al Meer", "780209010"),
            (MUHARRAQ, Role.REVIEWER, "عائشة راشد البوعينين", "Aysha Rashid Al Buainain", "880309011"),
            (MUHARRAQ, Role.APPROVER, "محمد عيسى السادة", "Mohamed Isa Al Sada", "800409012"),
            (NORTHERN, Role.REVIEWER, "زينب حسن العرادي", "Zainab Hasan Al Aradi", "890509013"),
            (NORTHERN, Role.APPROVER, "علي جعفر الموسوي", "Ali Jaafar Al Mousawi", "810609014"),
            (SOUTHERN, Role.REVIEWER, "منيرة خالد الرويعي", "Muneera Khalid Al Ruwaie", "870709015"),
            (SOUTHERN, Role.APPROVER, "حمد مبارك النعيمي", "Hamad Mubarak Al Noaimi", "830809016"),
        )
    ),
    CastMember(
        username="inspector",
        name=Text(ar="جاسم علي المدني", en="Jasim Ali Al Madani"),
        cpr="860709007",
        role=Role.INSPECTOR,
        title=Text(ar="معاين", en="Inspector"),
    ),
    CastMember(
        username="party-ministry",
        name=Text(ar="عبدالرحمن سعد الذوادي", en="Abdulrahman Saad Al Thawadi"),
        role=Role.DRAW_PARTY,
        title=Text(ar="ممثل الوزارة في السحوبات", en="Speaks for the ministry in the draws"),
        department=None,
    ),
    CastMember(
        username="party-audit-office",
        name=Text(ar="ليلى حسين القصاب", en="Layla Husain Al Qassab"),
        role=Role.DRAW_PARTY,
        title=Text(
            ar="ممثلة ديوان الرقابة المالية والإدارية في السحوبات", en="Speaks for the audit office in the draws"
        ),
        department=None,
    ),
    CastMember(
        username="party-citizens",
        name=Text(ar="راشد عيسى المطوع", en="Rashid Isa Al Mutawa"),
        role=Role.DRAW_PARTY,
        title=Text(ar="ممثل المواطنين في السحوبات", en="Speaks for the citizens in the draws"),
        department=None,
    ),
    *(
        CastMember(
            username=f"{body}-officer", name=Text(ar=ar, en=en), role=Role.PARTNER_OFFICER, cpr=cpr, department=None,
            title=Text(ar=f"موظفة تمويل في {BODIES[body].name.ar}", en=f"Finance officer, {BODIES[body].name.en}"),
            body=body,
        )
        for body, ar, en, cpr in (
            ("nbb", "سارة حمد الجودر", "Sara Hamad Al Jowder", "880309005"),
            ("bisb", "هدى سالم العريفي", "Huda Salem Al Araifi", "890409006"),
        )
    ),
    CastMember(
        username="nbb-administrator",
        name=Text(ar="أحمد ناصر بوجيري", en="Ahmed Nasser Bucheeri"),
        role=Role.PARTNER_ADMINISTRATOR,
        title=Text(ar="مسؤول الحسابات في بنك البحرين الوطني", en="Keeps the accounts of the National Bank of Bahrain"),
        department=None,
        body="nbb",
    ),
)  # fmt: skip


@transaction.atomic
def create_demo_staff(*, at: datetime) -> tuple[User, ...]:
    """Make the cast that is not there yet, each with the known password and second factor."""
    if settings.PRODUCTION:
        message = "the demonstration's staff have known passwords: they are not made in production"
        raise NotADemonstration(message)
    departments = {
        code: ensure_department(code=code, at=at).pk for code in {m.department for m in CAST if m.department}
    }
    present = {user.username: user for user in User.objects.filter(username__in=[m.username for m in CAST])}
    return tuple(
        present.get(m.username) or _hire(m, departments[m.department] if m.department else None, at) for m in CAST
    )


def _hire(member: CastMember, department_id: int | None, at: datetime) -> User:
    user = _of_partner(member, at) if member.body else _official(member, department_id, at)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, TOTP_SECRET)
        RecoveryCodes.activate(user)
    return user


def _of_partner(member: CastMember, at: datetime) -> User:
    person = NewPartnerPerson(
        body=member.body, username=member.username, name=member.name, email=f"{member.username}@example.test",
        cpr=member.cpr or "", password=PASSWORD,
    )  # fmt: skip
    if member.role is Role.PARTNER_ADMINISTRATOR:
        return admit_partner_administrator(scope=SYSTEM, person=person, at=at)
    return add_partner_officer(scope=SYSTEM, person=person, at=at)


def _official(member: CastMember, department_id: int | None, at: datetime) -> User:
    return create_official(
        scope=SYSTEM, username=member.username, password=PASSWORD, name=member.name, roles=[member.role],
        department_id=department_id, official_cpr=member.cpr, at=at, password_is_temporary=False,
    )  # fmt: skip


def demo_code(*, at: datetime) -> str:
    """Return the code an authenticator holding the demonstration's secret shows at an instant."""
    if settings.PRODUCTION:
        raise NotADemonstration
    step = int(at.timestamp()) // mfa_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(TOTP_SECRET, step)))


def demo_cast() -> dict[str, Any]:
    """Return what the banner says of who can sign in: nothing of it is secret in a demonstration."""
    return {
        "password": PASSWORD,
        "totp_secret": TOTP_SECRET,
        "staff": [{"username": m.username, "role": m.role.value, "title": m.title} for m in CAST],
    }
