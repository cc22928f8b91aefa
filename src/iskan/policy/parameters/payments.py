"""Fees and deposits of services, and the time to pay them; what no source gives is not configured."""

from iskan.core.counted import DAY
from iskan.core.dated import Dated
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy.instruments import IN_2015, MUNICIPAL_SERVICE_PAGE, OWN_UNDERTAKING, basis
from iskan.policy.parameters.figures import not_found, since

PAYMENT_DAYS: Dated[int] = Dated(
    code="payment_days",
    label=Text(ar="مهلة دفع ما يُستحق بعد قبول الطلب", en="Days to pay what falls due when an application is approved"),
    unit=DAY,
    versions=(not_found(IN_2015, basis(OWN_UNDERTAKING, "—", "NF")),),
)
FEE_RESIDENCE_PROOF: Dated[Money] = Dated(
    code="fee_residence_proof",
    label=Text(ar="رسم شهادة إثبات السكن", en="Fee for the proof of residence"),
    is_money=True,
    versions=(
        since(
            IN_2015,
            Money.bhd(5),
            basis(MUNICIPAL_SERVICE_PAGE, "S106", "A"),
            Text(ar="لم يُعثر على اليوم الذي يسري منه.", en="The day from which it holds was not found."),
        ),
    ),
)
