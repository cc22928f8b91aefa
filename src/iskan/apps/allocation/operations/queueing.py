"""Names of the jobs; what the jobs do need not be loaded to queue them."""

OPEN_OFFERS = "allocation.open_offers"
CHECK = "allocation.check_nomination"
CHECK_PROPERTY = "allocation.check_property"
FILL = "allocation.fill_homes"
DROP_NOMINATIONS = "allocation.drop_nominations"
TAKE_DRAW = "allocation.take_draw"
