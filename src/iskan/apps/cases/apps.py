"""The app's registration with Django; its effects and documents are registered as it starts."""

import importlib

from django.apps import AppConfig

from iskan.foundation.acts import acts_in
from iskan.foundation.waiting import waits_in


class CasesConfig(AppConfig):
    name = "iskan.apps.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        waits_in("iskan.apps.cases.queries.waiting")
        waits_in("iskan.apps.cases.queries.reaching")
        acts_in("iskan.apps.cases.acts")
        acts_in("iskan.apps.cases.money_acts")
        for module in (
            "charging",
            "paying_out",
            "checks",
            "consents",
            "disputes",
            "documents",
            "effects",
            "inspecting",
            "witnessing",
        ):
            importlib.import_module(f"iskan.apps.cases.{module}")  # models are ready only now
