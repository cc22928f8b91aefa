"""How an exchange with a register ended."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExchangeOutcome(TextChoices):
    ANSWERED = "answered", _("Answered")
    NOT_FOUND = "not_found", _("No record")
    REFUSED = "refused", _("Refused")
    UNAVAILABLE = "unavailable", _("No answer")
