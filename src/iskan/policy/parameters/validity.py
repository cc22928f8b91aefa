"""How long what the ministry issues holds and how long it may be answered; where no source says, without end."""

from iskan.core.counted import DAY, MONTH
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_SYSTEM, IN_2015, MUNICIPAL_SERVICE_PAGE, OWN_UNDERTAKING, basis
from iskan.policy.parameters.figures import not_found

STATEMENT_MONTHS: Dated[int] = Dated(
    code="statement_months",
    label=Text(ar="مدة صلاحية الإفادة", en="How long a statement holds"),
    unit=MONTH,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)
DISPOSAL_PERMISSION_MONTHS: Dated[int] = Dated(
    code="disposal_permission_months",
    label=Text(ar="مدة صلاحية الإذن بالتصرف", en="How long a permission of disposal holds"),
    unit=MONTH,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)
RESIDENCE_PROOF_MONTHS: Dated[int] = Dated(
    code="residence_proof_months",
    label=Text(ar="مدة صلاحية شهادة إثبات السكن", en="How long a proof of residence holds"),
    unit=MONTH,
    versions=(not_found(IN_2015, basis(MUNICIPAL_SERVICE_PAGE, "—", "NF")),),
)
REVIEW_DAYS: Dated[int] = Dated(
    code="review_days",
    label=Text(ar="مهلة التظلم من قرار", en="Days to appeal against a decision"),
    unit=DAY,
    versions=(not_found(IN_2015, basis(OWN_UNDERTAKING, "—", "NF")),),
)
DISPOSAL_CONSENT_DAYS: Dated[int] = Dated(
    code="disposal_consent_days",
    label=Text(ar="مهلة رد أفراد الأسرة على طلب الموافقة", en="Days for the family to answer a request for consent"),
    unit=DAY,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)
LEAVING_CONSENT_DAYS: Dated[int] = Dated(
    code="leaving_consent_days",
    label=Text(
        ar="مهلة رد الزوج على طلب الخروج من قائمة الانتظار", en="Days for the spouse to answer a wish to leave the list"
    ),
    unit=DAY,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)
TRANSFER_CONSENT_DAYS: Dated[int] = Dated(
    code="transfer_consent_days",
    label=Text(ar="مهلة رد الطرف الآخر على تحويل الطلب", en="Days for the other side to answer a transfer"),
    unit=DAY,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)
LEAVING_SETTLES_DAYS: Dated[int] = Dated(
    code="leaving_settles_days",
    label=Text(
        ar="مهلة الرجوع عن الخروج من قائمة الانتظار قبل سريانه",
        en="Days to take back a wish to leave the waiting list before it takes effect",
    ),
    unit=DAY,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)
DELEGATION_DAYS: Dated[int] = Dated(
    code="delegation_days",
    label=Text(ar="أطول مدة للتفويض", en="The longest a delegation may hold"),
    unit=DAY,
    versions=(not_found(IN_2015, basis(OWN_UNDERTAKING, "—", "NF")),),
)
