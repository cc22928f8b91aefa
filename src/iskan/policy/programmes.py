"""What a household may ask for, each with the income criterion that holds for it alone."""

from iskan.core.catalogue import Programme
from iskan.core.text import Text
from iskan.policy.criteria import incomes

PROGRAMMES = (
    Programme(
        code="unit",
        name=Text(ar="وحدة سكنية", en="Housing unit"),
        criteria=(incomes.INCOME_UNIT,),
    ),
    Programme(
        code="ownership_flat",
        name=Text(ar="شقة تمليك", en="Ownership flat"),
        criteria=(incomes.INCOME_OWNERSHIP_FLAT,),
    ),
    Programme(
        code="plot",
        name=Text(ar="قسيمة سكنية", en="Residential plot"),
        criteria=(incomes.INCOME_PLOT,),
    ),
)
