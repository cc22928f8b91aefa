"""The app's registration with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "iskan.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the checks registered, and what a page last said read with the session."""
        from iskan.apps.accounts import checks  # noqa: F401, PLC0415 -- checks register themselves once apps are loaded
        from iskan.apps.accounts.kept_pages import KEPT  # noqa: PLC0415 -- models are ready only now
        from iskan.apps.accounts.sessions import read_with_account  # noqa: PLC0415 -- models are ready only now

        read_with_account(KEPT)
