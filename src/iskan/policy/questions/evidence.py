"""Documents a new application may call for, by family category and employment."""

from iskan.core.conditions import AllOf, Not, when
from iskan.core.evidence import Evidence, Freshness, FreshnessUnit
from iskan.policy.evidence import family, income, property, residence  # noqa: A004 -- the library's file is about it
from iskan.policy.parameters.evidence import (
    CUSTODY_DOCUMENT_YEARS,
    RETIREMENT_CERTIFICATE_MONTHS,
    SALARY_STATEMENT_SAME_MONTH,
)

FOREIGN_SPOUSE = AllOf((when("marital_status", "married"), Not(when("spouse_bahraini"))))
SAME_MONTH = Freshness(unit=FreshnessUnit.SAME_MONTH, figure=SALARY_STATEMENT_SAME_MONTH)

FAMILY = (
    Evidence(
        kind=residence.WIFE_PERMIT,
        required_when=AllOf((when("family_category", "1"), when("sex", "male"), FOREIGN_SPOUSE)),
    ),
    Evidence(
        kind=residence.HUSBAND_PERMIT,
        required_when=AllOf((when("family_category", "2"), when("sex", "female"), FOREIGN_SPOUSE)),
    ),
    Evidence(
        kind=family.HUSBAND_CONSENT,
        required_when=AllOf((when("family_category", "1"), when("husband_consent"))),
    ),
    Evidence(
        kind=family.CUSTODY_DOCUMENT,
        required_when=AllOf((when("family_category", "2"), when("marital_status", "divorced"))),
        fresh_within=Freshness(unit=FreshnessUnit.YEARS, figure=CUSTODY_DOCUMENT_YEARS),
    ),
    Evidence(kind=property.TECHNICAL_REPORT, required_when=when("properties.uninhabitable")),
)

EMPLOYMENT = (
    Evidence(
        kind=income.SALARY_STATEMENT,
        required_when=when("employment", "government", "private", "military"),
        fresh_within=SAME_MONTH,
    ),
    Evidence(kind=income.MILITARY_IDENTITY, required_when=when("employment", "military")),
    Evidence(
        kind=income.RETIREMENT_CERTIFICATE,
        required_when=when("employment", "retired"),
        fresh_within=Freshness(unit=FreshnessUnit.MONTHS, figure=RETIREMENT_CERTIFICATE_MONTHS),
    ),
    Evidence(kind=income.SELF_EMPLOYED_FORM, required_when=when("employment", "self_employed")),
    Evidence(
        kind=income.NO_INSURANCE_STATEMENT,
        required_when=AllOf((when("employment", "unemployed"), Not(when("income.known")))),
    ),
)
