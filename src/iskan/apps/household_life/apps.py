"""The app's registration with Django."""

import importlib

from django.apps import AppConfig

from iskan.foundation.acts import acts_in
from iskan.foundation.waiting import waits_in


class HouseholdLifeConfig(AppConfig):
    name = "iskan.apps.household_life"
    label = "household_life"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the app's effects and acts."""
        waits_in("iskan.apps.household_life.queries.inbox")
        acts_in("iskan.apps.household_life.acts")
        importlib.import_module("iskan.apps.household_life.effects")
