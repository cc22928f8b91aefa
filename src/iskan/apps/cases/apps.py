"""The app's registration with Django; its effects and documents are registered as it starts."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "iskan.apps.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from iskan.apps.cases import acts, checks, consents, documents, effects  # noqa: F401, PLC0415 -- models are ready only now
