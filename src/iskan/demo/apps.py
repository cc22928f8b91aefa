"""The app's registration with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "iskan.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
