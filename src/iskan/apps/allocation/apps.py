"""The app's registration with Django."""

import importlib

from django.apps import AppConfig

from iskan.foundation.acts import acts_in
from iskan.foundation.waiting import waits_in


class AllocationConfig(AppConfig):
    name = "iskan.apps.allocation"
    label = "allocation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the app's effects, its documents, and what follows events of the apps below."""
        waits_in("iskan.apps.allocation.queries.waiting")
        acts_in("iskan.apps.allocation.acts")
        importlib.import_module("iskan.apps.allocation.effects")
        importlib.import_module("iskan.apps.allocation.documents")
