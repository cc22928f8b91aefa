"""What happens to proposed acts that apps above follow."""

from datetime import datetime

from iskan.core.acts import JointAct
from iskan.foundation.events import Event

# A second official agreed and the act is carried out: which, under what number, on what, and when.
act_agreed: Event[[JointAct, int, str, datetime]] = Event()
# A second official declined and nothing is done: which act, under what number, on what, and when.
act_declined: Event[[JointAct, int, str, datetime]] = Event()
# What a proposal concerned moved on before a second official agreed: which act, its number, who proposed it, and when.
act_overtaken: Event[[JointAct, int, int, datetime]] = Event()
