"""How old a document may be."""

from iskan.core.counted import MONTH, YEAR
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import IN_2015, SERVICE_PAGE, TRANSFER_PAGE, basis
from iskan.policy.parameters.figures import since

SALARY_STATEMENT_SAME_MONTH: Dated[bool] = Dated(
    code="salary_statement_same_month",
    label=Text(ar="صدور شهادة الراتب في شهر التقديم نفسه", en="The salary statement is of the month of filing"),
    versions=(since(IN_2015, value=True, basis=basis(SERVICE_PAGE, "S2, S7", "A")),),
)

RETIREMENT_CERTIFICATE_MONTHS: Dated[int] = Dated(
    code="retirement_certificate_months",
    label=Text(ar="أقصى عمر لشهادة التقاعد", en="Oldest retirement certificate accepted"),
    unit=MONTH,
    versions=(since(IN_2015, 1, basis(SERVICE_PAGE, "S4, S7", "A")),),
)

TRANSFER_SALARY_MONTHS: Dated[int] = Dated(
    code="transfer_salary_months",
    label=Text(ar="أقصى عمر لشهادة الراتب عند تحويل الطلب", en="Oldest salary statement accepted for a transfer"),
    unit=MONTH,
    versions=(since(IN_2015, 1, basis(TRANSFER_PAGE, "S205", "A")),),
)

CUSTODY_DOCUMENT_YEARS: Dated[int] = Dated(
    code="custody_document_years",
    label=Text(ar="أقصى عمر لوثيقة استمرار الحضانة", en="Oldest continuity-of-custody document accepted"),
    unit=YEAR,
    versions=(since(IN_2015, 1, basis(SERVICE_PAGE, "S2, S7", "A")),),
)
