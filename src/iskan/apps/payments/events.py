"""What happens to money, told to the apps above."""

from datetime import datetime

from iskan.apps.payments.models import Charge, Refund
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
