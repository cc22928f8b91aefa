"""What happens to accounts that apps above follow."""

from datetime import date, datetime

from iskan.core.acts import Told
from iskan.core.text import Text
from iskan.foundation.events import Event

# An official's account changed: whose, what was done to it, who is to be told by this, and when.
account_changed: Event[[int, Text, frozenset[Told], datetime]] = Event()
# An official's account was closed: whose, and when.
account_closed: Event[[int, datetime]] = Event()
# The address by which an official was reached was replaced: whose account, the old address, and when.
address_replaced: Event[[int, str, datetime]] = Event()
# An official is to choose a password by a link sent to their own address.
password_link_due: Event[[int, datetime]] = Event()
# A machine of another body was let in or shut out: its code, what was done, and when.
client_changed: Event[[str, Text, datetime]] = Event()
# A citizen was asked to act for another: who, by which delegation, and when.
delegation_given: Event[[int, int, datetime]] = Event()
# A delegation ended: who is told, which one, how it ended, and when.
delegation_ended: Event[[int, int, str, datetime]] = Event()
# A delegation's last day is near: who is told, which one, that day, and when.
delegation_ends_soon: Event[[int, int, date, datetime]] = Event()
# A citizen's contact details are to change: whose, from when on, and when that was asked.
contact_will_change: Event[[int, datetime, datetime]] = Event()
# The change has taken effect, or was stopped by its owner: whose, and when.
contact_changed: Event[[int, datetime]] = Event()
contact_change_ended: Event[[int, datetime]] = Event()
