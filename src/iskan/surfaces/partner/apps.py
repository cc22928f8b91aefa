"""The surface's registration with Django."""

from django.apps import AppConfig


class PartnerConfig(AppConfig):
    name = "iskan.surfaces.partner"
    label = "partner"
