"""The app's registration with Django."""

from django.apps import AppConfig

from iskan.foundation.acts import acts_in
from iskan.foundation.waiting import waits_in


class PaymentsConfig(AppConfig):
    name = "iskan.apps.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the table of acts know who carries them out, and the inbox count what waits."""
        acts_in("iskan.apps.payments.acts")
        waits_in("iskan.apps.payments.queries.waiting")
