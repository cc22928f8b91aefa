"""The wizard's registration with Django."""

from django.apps import AppConfig


class WizardConfig(AppConfig):
    name = "iskan.surfaces.wizard"
    label = "wizard"
