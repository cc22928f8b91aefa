"""What the draws tell the apps below: which units an open draw holds."""

from iskan.apps.draws.queries.units import units_of_open_draws
from iskan.apps.housing_stock.rules import holds_units

holds_units(units_of_open_draws)
