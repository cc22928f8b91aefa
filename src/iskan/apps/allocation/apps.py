"""The app's registration with Django."""

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "iskan.apps.allocation"
    label = "allocation"
    default_auto_field = "django.db.models.BigAutoField"
