"""Which answers and register facts a document is looked at beside: what an official compares it with, no rule of law."""

from collections.abc import Mapping
from typing import Final

from iskan.policy.evidence import family, income, lease, municipal, property, residence  # noqa: A004 -- the library's file is about it

_EARNED: Final = ("employment", "basic_salary", "fixed_allowances", "count_other_allowances", "other_allowances")

PROVES: Final[Mapping[str, tuple[str, ...]]] = {
    family.HUSBAND_CONSENT.code: ("husband_consent", "family_category"),
    family.CUSTODY_DOCUMENT.code: ("custody", "family_category", "marital_status"),
    income.SALARY_STATEMENT.code: _EARNED,
    income.MILITARY_IDENTITY.code: ("employment",),
    income.RETIREMENT_CERTIFICATE.code: _EARNED,
    income.SELF_EMPLOYED_FORM.code: _EARNED,
    income.NO_INSURANCE_STATEMENT.code: ("employment",),
    property.TECHNICAL_REPORT.code: ("properties",),
    property.TITLE_DEED.code: ("home",),
    property.FULL_REPAYMENT.code: ("home",),
    lease.LEASE.code: ("residence",),
    lease.LEASE_REGISTRATION.code: ("residence",),
    lease.HOME_PICTURE.code: ("residence",),
    municipal.DEED.code: ("place",),
    municipal.SITE_PICTURES.code: ("place",),
    residence.WIFE_PERMIT.code: ("marital_status", "permanently_resident"),
    residence.HUSBAND_PERMIT.code: ("marital_status", "permanently_resident"),
}
