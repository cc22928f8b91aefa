"""The app's registration with Django."""

from django.apps import AppConfig


class HousingStockConfig(AppConfig):
    name = "iskan.apps.housing_stock"
    label = "housing_stock"
    default_auto_field = "django.db.models.BigAutoField"
