"""The app's registration with Django."""

import importlib

from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "iskan.apps.forecasts"
    label = "forecasts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the app's effects, and what follows events of the apps below."""
        importlib.import_module("iskan.apps.forecasts.effects")
