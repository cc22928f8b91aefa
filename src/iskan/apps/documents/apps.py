"""The app's registration with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "iskan.apps.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from iskan.apps.documents import checks, health  # noqa: F401, PLC0415 -- they register themselves
