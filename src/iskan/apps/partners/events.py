"""What happens between the ministry and a partner body that others follow."""

from datetime import datetime

from iskan.apps.partners.models import Referral
from iskan.foundation.events import Event

referral_sent: Event[[Referral, datetime]] = Event()
referral_ended: Event[[Referral, datetime]] = Event()
