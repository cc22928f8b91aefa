"""The app's registration with Django."""

from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "iskan.apps.draws"
    label = "draws"
    default_auto_field = "django.db.models.BigAutoField"
