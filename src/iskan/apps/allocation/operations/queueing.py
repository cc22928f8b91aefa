"""Names of the jobs that events of other apps queue; what the jobs do need not be loaded to queue them."""

DROP_NOMINATIONS = "allocation.drop_nominations"
TAKE_DRAW = "allocation.take_draw"
