"""The app's registration with Django."""

from django.apps import AppConfig

from iskan.foundation.waiting import waits_in


class AnomaliesConfig(AppConfig):
    name = "iskan.apps.anomalies"
    label = "anomalies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have what waits for officials counted with the rest."""
        waits_in("iskan.apps.anomalies.queries.waiting")
