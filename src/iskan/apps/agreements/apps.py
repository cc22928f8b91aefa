"""The app's registration with Django."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "iskan.apps.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
