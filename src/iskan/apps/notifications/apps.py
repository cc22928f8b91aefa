"""The app's registration with Django."""

import importlib

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "iskan.apps.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the unread messages counted with the session, and register what follows events of the apps below."""
        importlib.import_module("iskan.apps.notifications.effects")
        from iskan.apps.accounts.sessions import read_with_account  # noqa: PLC0415 -- models are ready only now
        from iskan.apps.notifications.queries import UNREAD  # noqa: PLC0415 -- models are ready only now

        read_with_account(UNREAD)
