"""The app's registration with Django."""

import importlib

from django.apps import AppConfig


class HousingStockConfig(AppConfig):
    name = "iskan.apps.housing_stock"
    label = "housing_stock"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the acts of two officials."""
        importlib.import_module("iskan.apps.housing_stock.acts")
