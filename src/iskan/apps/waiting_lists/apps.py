"""The app's registration with Django."""

import importlib

from django.apps import AppConfig

from iskan.foundation.waiting import waits_in


class WaitingListsConfig(AppConfig):
    name = "iskan.apps.waiting_lists"
    label = "waiting_lists"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the app's effects, what it states in documents, and what follows events of the apps below."""
        waits_in("iskan.apps.waiting_lists.queries.waiting")
        importlib.import_module("iskan.apps.waiting_lists.effects")
        importlib.import_module("iskan.apps.waiting_lists.documents")
