"""The app's registration with Django."""

from django.apps import AppConfig


class HouseholdLifeConfig(AppConfig):
    name = "iskan.apps.household_life"
    label = "household_life"
    default_auto_field = "django.db.models.BigAutoField"
