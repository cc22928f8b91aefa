"""The app's registration with Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "iskan.apps.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
