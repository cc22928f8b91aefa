"""The app's registration with Django."""

from django.apps import AppConfig


class AnchorsConfig(AppConfig):
    name = "iskan.apps.anchors"
    label = "anchors"
    default_auto_field = "django.db.models.BigAutoField"
