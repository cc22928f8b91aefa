"""The app's registration with Django."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "iskan.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
