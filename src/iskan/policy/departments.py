"""The offices that decide cases: the ministry's departments and the municipalities."""

from collections.abc import Mapping

from iskan.core.offices import DeclaredDepartment, DepartmentGroup, DepartmentKind, DepartmentOfEarlier
from iskan.core.text import Text

_MINISTRY = Text(ar="وزارة الإسكان والتخطيط العمراني", en="Ministry of Housing and Urban Planning")

HOUSING_REQUESTS = DeclaredDepartment(
    code="housing_requests",
    name=Text(ar="إدارة الطلبات الإسكانية", en="Housing Requests Department"),
    letterhead=_MINISTRY,
)
HOUSING_FINANCE = DeclaredDepartment(
    code="housing_finance",
    name=Text(ar="إدارة التمويل الإسكاني", en="Housing Finance Department"),
    letterhead=_MINISTRY,
)
# Names: domain supplement, section 5 bis. No postal address of an office was found; none is printed.
CAPITAL = DeclaredDepartment(
    code="capital_municipality",
    governorate="BH-13",
    kind=DepartmentKind.MUNICIPALITY,
    name=Text(ar="أمانة العاصمة", en="Capital Municipality"),
)
MUHARRAQ = DeclaredDepartment(
    code="muharraq_municipality",
    governorate="BH-15",
    kind=DepartmentKind.MUNICIPALITY,
    name=Text(ar="بلدية المحرق", en="Muharraq Municipality"),
)
NORTHERN = DeclaredDepartment(
    code="northern_municipality",
    governorate="BH-17",
    kind=DepartmentKind.MUNICIPALITY,
    name=Text(ar="بلدية المنطقة الشمالية", en="Northern Area Municipality"),
)
SOUTHERN = DeclaredDepartment(
    code="southern_municipality",
    governorate="BH-14",
    kind=DepartmentKind.MUNICIPALITY,
    name=Text(ar="بلدية المنطقة الجنوبية", en="Southern Area Municipality"),
)
MUNICIPALITIES = DepartmentGroup((CAPITAL, MUHARRAQ, NORTHERN, SOUTHERN))
DEPARTMENTS: Mapping[str, DeclaredDepartment] = {
    department.code: department for department in (HOUSING_REQUESTS, HOUSING_FINANCE, *MUNICIPALITIES.departments)
}
# An objection goes to the office that decided, and there to others than those who did.
WHICH_DECIDED = DepartmentOfEarlier(departments=tuple(DEPARTMENTS.values()))
