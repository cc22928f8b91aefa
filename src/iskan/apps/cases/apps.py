"""The app's registration with Django; its effects and documents are registered as it starts."""

from django.apps import AppConfig

from iskan.foundation.acts import acts_in


class CasesConfig(AppConfig):
    name = "iskan.apps.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        acts_in("iskan.apps.cases.acts")
        from iskan.apps.cases import checks, consents, disputes, documents, effects  # noqa: F401, PLC0415 -- models are ready only now
