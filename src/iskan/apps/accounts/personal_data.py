"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import (
    ADMINISTRATORS,
    CASE_OFFICIALS,
    DECIDE,
    FILE,
    NOBODY,
    OFFICIALS,
    PROTECT,
    REACH,
    RUN,
    SECRETS,
    THEMSELVES,
    UNUSED,
    WORKING_NOTES,
)

HELD: Final = (
    Held(
        model="account.EmailAddress",
        what=Text(ar="عناوين بريد مكتبة الدخول، ولا تُستعمل", en="E-mail addresses of the sign-in library, not used"),
        purpose=PROTECT,
        receivers=(NOBODY,),
        personal={**of_kind(DataKind.IDENTITY, "user"), **of_kind(DataKind.CONTACT, "email")},
        plain=fields("id verified primary"),
        given=UNUSED,
    ),
    Held(
        model="account.EmailConfirmation",
        what=Text(ar="رسائل تأكيد مكتبة الدخول، ولا تُستعمل", en="Confirmations of the sign-in library, not used"),
        purpose=PROTECT,
        receivers=(NOBODY,),
        personal={**of_kind(DataKind.CONTACT, "email_address"), **of_kind(DataKind.SIGN_IN, "key")},
        plain=fields("id created sent"),
        given=UNUSED,
    ),
    Held(
        model="mfa.Authenticator",
        what=Text(ar="وسائل التحقق الثانية للموظفين", en="Officials' second factors"),
        purpose=PROTECT,
        receivers=(NOBODY,),
        personal={**of_kind(DataKind.IDENTITY, "user"), **of_kind(DataKind.SIGN_IN, "data last_used_at")},
        plain=fields("id type created_at"),
        given=SECRETS,
    ),
    Held(
        model="socialaccount.SocialApp",
        what=Text(
            ar="إعداد الارتباط بنظام الدخول الموحد، ولا يُستعمل", en="The settings of the sign-in provider, not used"
        ),
        purpose=PROTECT,
        receivers=(NOBODY,),
        plain=fields("id provider provider_id name client_id secret key settings"),
    ),
    Held(
        model="socialaccount.SocialAccount",
        what=Text(ar="ارتباط الحساب بالهوية الرقمية", en="The link of an account to its digital identity"),
        purpose=PROTECT,
        receivers=(NOBODY,),
        personal={**of_kind(DataKind.IDENTITY, "user uid"), **of_kind(DataKind.SIGN_IN, "last_login extra_data")},
        plain=fields("id provider date_joined"),
        given=Given(account=("user",)),
    ),
    Held(
        model="socialaccount.SocialToken",
        what=Text(ar="رموز الدخول الموحد، ولا تُحفظ", en="Tokens of the sign-in provider, not kept"),
        purpose=PROTECT,
        receivers=(NOBODY,),
        personal={**of_kind(DataKind.IDENTITY, "account"), **of_kind(DataKind.SIGN_IN, "token token_secret")},
        plain=fields("id app expires_at"),
        given=UNUSED,
    ),
    Held(
        model="accounts.Department",
        what=Text(ar="الإدارات", en="Departments"),
        purpose=RUN,
        receivers=(OFFICIALS,),
        plain=fields("id code name_ar name_en named_at closed_at"),
    ),
    Held(
        model="accounts.User",
        what=Text(ar="حسابات المواطنين والموظفين", en="Accounts of citizens and officials"),
        purpose=PROTECT,
        receivers=(THEMSELVES, CASE_OFFICIALS, ADMINISTRATORS),
        personal={
            **of_kind(DataKind.IDENTITY, "username cpr official_cpr name_ar name_en died_on"),
            **of_kind(DataKind.CONTACT, "email phone"),
            **of_kind(DataKind.MONEY, "iban"),
            **of_kind(DataKind.SIGN_IN, "password last_login assurance"),
            **of_kind(DataKind.STAFF, "department roles partner"),
        },
        plain=fields(
            "id is_superuser language holds_delegations gets_inbox_mail password_is_temporary is_active is_staff "
            "joined_at"
        ),
        given=Given(
            account=("pk",), without=fields("is_superuser is_staff official_cpr password_is_temporary gets_inbox_mail")
        ),
    ),
    Held(
        model="accounts.ContactChange",
        what=Text(ar="طلبات تغيير بيانات الاتصال", en="Requests to change contact details"),
        purpose=REACH,
        receivers=(THEMSELVES,),
        personal={
            **of_kind(DataKind.IDENTITY, "user"),
            **of_kind(DataKind.CONTACT, "phone email"),
            **of_kind(DataKind.MONEY, "iban"),
        },
        plain=fields("id asked_at due_at outcome ended_at"),
        kept=("contact_changes",),
        given=Given(account=("user",)),
    ),
    Held(
        model="accounts.Session",
        what=Text(ar="جلسات الدخول", en="Sessions"),
        purpose=PROTECT,
        receivers=(THEMSELVES,),
        personal={**of_kind(DataKind.IDENTITY, "user"), **of_kind(DataKind.SIGN_IN, "session_key session_data")},
        plain=fields("expire_date"),
        kept=("sessions",),
        given=Given(account=("user",)),
    ),
    Held(
        model="accounts.FieldDraft",
        what=Text(ar="مسودات ما يُكتب في الحقول الطويلة قبل إرساله", en="Drafts of long fields, before they are sent"),
        purpose=PROTECT,
        receivers=(THEMSELVES,),
        personal={
            **of_kind(DataKind.IDENTITY, "user"),
            **of_kind(DataKind.COURSE, "page action"),
            **of_kind(DataKind.WORDS, "words"),
        },
        plain=fields("id field typed_at"),
        kept=("field_drafts",),
        given=Given(account=("user",)),
    ),
    Held(
        model="accounts.SavedFilter",
        what=Text(ar="تصفيات القوائم المحفوظة", en="Saved filters of lists"),
        purpose=RUN,
        receivers=(OFFICIALS,),
        personal={**of_kind(DataKind.STAFF, "owner name")},
        plain=fields("id shared_with list_code query is_default saved_at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="accounts.FirstDayStep",
        what=Text(ar="ما أنجزه الموظف من دليل اليوم الأول", en="What an official has done of the first-day tour"),
        purpose=RUN,
        receivers=(THEMSELVES,),
        personal={**of_kind(DataKind.STAFF, "official")},
        plain=fields("id step done_at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="accounts.Absence",
        what=Text(ar="غياب الموظفين ومن ينوب عنهم", en="Absences of officials, and who stands in for them"),
        purpose=RUN,
        receivers=(OFFICIALS,),
        personal={**of_kind(DataKind.STAFF, "official substitute entered_by")},
        plain=fields("id first_day last_day entered_at ended_at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="accounts.ApiClient",
        what=Text(ar="الأنظمة المرتبطة", en="Linked systems"),
        purpose=RUN,
        receivers=(ADMINISTRATORS,),
        plain=fields("id code name_ar name_en key_digest services hourly_limit created_at last_used_at revoked_at"),
    ),
    Held(
        model="accounts.Delegation",
        what=Text(ar="التفويضات", en="Delegations"),
        purpose=DECIDE,
        receivers=FILE,
        personal={**of_kind(DataKind.IDENTITY, "principal delegate delegate_name")},
        plain=fields("id services acts first_day last_day given_at accepted_at revoked_at ended_as reminded_at"),
        given=Given(account=("principal", "delegate")),
    ),
)
