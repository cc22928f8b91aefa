"""The app's registration with Django."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "iskan.apps.backups"
    label = "backups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the health page look at the backups."""
        from iskan.apps.backups import health  # noqa: F401, PLC0415 -- models are ready only now
