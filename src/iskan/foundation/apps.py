"""The app's registration with Django."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "iskan.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the checks registered."""
        from iskan.foundation import checks, proxies  # noqa: F401, PLC0415 -- checks register themselves now
