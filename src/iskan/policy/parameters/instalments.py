"""What a household pays for its home, as far as a published source says."""

from iskan.core.counted import PER_CENT
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import CABINET_ON_INSTALMENTS, IN_2015, basis
from iskan.policy.parameters.figures import since

HOME_INSTALMENT_SHARE: Dated[int] = Dated(
    code="home_instalment_share",
    label=Text(
        ar="الحد الأعلى للقسط الشهري للمسكن من الدخل", en="Most of a month's income that a home's instalment may take"
    ),
    unit=PER_CENT,
    versions=(
        since(
            IN_2015,
            25,
            basis(CABINET_ON_INSTALMENTS, "S34", "B"),
            Text(
                ar="لم يُعثر على اليوم الذي يسري منه، ولا على ثمن الوحدات ومدة السداد.",
                en="Neither the day from which it holds was found, nor the price of homes and the years of repayment.",
            ),
        ),
    ),
)
