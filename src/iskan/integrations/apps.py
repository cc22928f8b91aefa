"""The app's registration with Django."""

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "iskan.integrations"
    label = "integrations"
    default_auto_field = "django.db.models.BigAutoField"
