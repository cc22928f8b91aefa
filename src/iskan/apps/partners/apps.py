"""The app's registration with Django."""

import importlib

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "iskan.apps.partners"
    label = "partners"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register who sends a case to its partner."""
        importlib.import_module("iskan.apps.partners.effects")
