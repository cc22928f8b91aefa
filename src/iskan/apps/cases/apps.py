"""The app's registration with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "iskan.apps.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
