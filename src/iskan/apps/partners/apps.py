"""The app's registration with Django."""

import importlib

from django.apps import AppConfig

from iskan.foundation.waiting import waits_in


class PartnersConfig(AppConfig):
    name = "iskan.apps.partners"
    label = "partners"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register who sends a case to its partner, and have the inbox count what is late."""
        waits_in("iskan.apps.partners.queries.waiting")
        importlib.import_module("iskan.apps.partners.effects")
