"""The app's registration with Django."""

from django.apps import AppConfig


class AnomaliesConfig(AppConfig):
    name = "iskan.apps.anomalies"
    label = "anomalies"
    default_auto_field = "django.db.models.BigAutoField"
