"""The app's registration with Django."""

from django.apps import AppConfig

from iskan.foundation.acts import acts_in


class HousingStockConfig(AppConfig):
    name = "iskan.apps.housing_stock"
    label = "housing_stock"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the acts of two officials."""
        acts_in("iskan.apps.housing_stock.acts")
