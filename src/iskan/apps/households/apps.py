"""The app's registration with Django."""

from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "iskan.apps.households"
    label = "households"
    default_auto_field = "django.db.models.BigAutoField"
