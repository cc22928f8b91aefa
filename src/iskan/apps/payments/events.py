"""What happens to money, told to the apps above."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.payments.models import Charge, Payout, Refund
from iskan.foundation.events import Event

payment_told: Event[[str]] = Event()
"""Money of a case is about to be looked at: its own app locks the case first, as its moves do before its charges."""
charge_paid: Event[[Charge, datetime]] = Event()
"""A charge was settled by money that arrived."""
charge_raised: Event[[Charge, datetime]] = Event()
"""Something fell due."""
refund_asked: Event[[Refund, datetime]] = Event()
"""Money is on its way back."""
refund_ended: Event[[Refund, datetime]] = Event()
"""Money went back, or the provider refused to give it back."""
payout_agreed: Event[[Payout, datetime]] = Event()
"""Somebody is owed something that will be paid to their account."""
payouts_paid: Event[[Sequence[Payout], datetime]] = Event()
"""The bank has paid these."""
payout_refused: Event[[Payout, str, datetime]] = Event()
"""The bank refused to pay it or had it back, for a reason of the standard."""
