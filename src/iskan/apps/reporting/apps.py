"""The app's registration with Django."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "iskan.apps.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
