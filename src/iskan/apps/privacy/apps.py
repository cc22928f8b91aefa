"""The app's registration with Django."""

import importlib

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "iskan.apps.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the checks registered."""
        importlib.import_module("iskan.apps.privacy.checks")
