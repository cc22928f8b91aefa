"""The app's registration with Django."""

from django.apps import AppConfig

from iskan.foundation.waiting import waits_in


class AnchorsConfig(AppConfig):
    name = "iskan.apps.anchors"
    label = "anchors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the health page look at the trail."""
        waits_in("iskan.apps.anchors.queries.waiting")
        from iskan.apps.anchors import health  # noqa: F401, PLC0415 -- models are ready only now
