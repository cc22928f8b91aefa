"""The surface's registration with Django."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "iskan.surfaces.backoffice"
    label = "backoffice"
