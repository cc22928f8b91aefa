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
        acts_in("iskan.apps.accounts.office_acts")
        for name in ("checks", "gauges"):
            importlib.import_module(f"iskan.apps.accounts.{name}")
        from iskan.apps.accounts.field_drafts import ANY_DRAFT  # noqa: PLC0415 -- models are ready only now
        from iskan.apps.accounts.sessions import read_with_account  # noqa: PLC0415 -- models are ready only now

        read_with_account(ANY_DRAFT)
