"""The app's registration with Django."""

import importlib

from django.apps import AppConfig

from iskan.foundation.waiting import waits_in


class InspectionsConfig(AppConfig):
    name = "iskan.apps.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the inbox count what waits, and say who may open the pictures of a report."""
        waits_in("iskan.apps.inspections.queries.waiting")
        importlib.import_module("iskan.apps.inspections.effects")
