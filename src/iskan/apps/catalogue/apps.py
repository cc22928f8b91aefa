"""The app's registration with Django."""

from django.apps import AppConfig

from iskan.foundation.acts import acts_in
from iskan.foundation.waiting import waits_in


class CatalogueConfig(AppConfig):
    name = "iskan.apps.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the figures read with a machine that asks, and the checks registered."""
        waits_in("iskan.apps.catalogue.waiting")
        acts_in("iskan.apps.catalogue.acts")
        acts_in("iskan.apps.catalogue.branch_acts")
        from iskan.apps.accounts.operations import read_with_client  # noqa: PLC0415 -- models are ready only now
        from iskan.apps.catalogue import checks  # noqa: F401, PLC0415 -- checks register themselves once apps are loaded
        from iskan.apps.catalogue.queries import FIGURES  # noqa: PLC0415 -- models are ready only now

        read_with_client(FIGURES)
