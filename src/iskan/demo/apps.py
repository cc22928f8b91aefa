"""The app's registration with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "iskan.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the checks registered."""
        from iskan.demo import checks  # noqa: F401, PLC0415 -- checks register themselves once apps are loaded
