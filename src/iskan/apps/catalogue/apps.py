"""The app's registration with Django."""

from django.apps import AppConfig

from iskan.foundation.acts import acts_in


class CatalogueConfig(AppConfig):
    name = "iskan.apps.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the checks registered."""
        acts_in("iskan.apps.catalogue.acts")
        from iskan.apps.catalogue import checks  # noqa: F401, PLC0415 -- checks register themselves once apps are loaded
