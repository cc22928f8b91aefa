"""The app's registration with Django."""

import importlib

from django.apps import AppConfig

from iskan.foundation.acts import acts_in


class AccountsConfig(AppConfig):
    name = "iskan.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the checks and figures registered, and what two officials do to an account."""
        acts_in("iskan.apps.accounts.acts")
        for name in ("checks", "gauges"):
            importlib.import_module(f"iskan.apps.accounts.{name}")
