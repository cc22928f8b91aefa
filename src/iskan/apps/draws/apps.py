"""The app's registration with Django."""

import importlib

from django.apps import AppConfig

from iskan.foundation.acts import acts_in
from iskan.foundation.waiting import waits_in


class DrawsConfig(AppConfig):
    name = "iskan.apps.draws"
    label = "draws"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the acts of two officials, and what an open draw holds of the stock."""
        waits_in("iskan.apps.draws.queries.waiting")
        acts_in("iskan.apps.draws.acts")
        importlib.import_module("iskan.apps.draws.effects")
