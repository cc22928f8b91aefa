"""The surface's registration with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "iskan.surfaces.portal"
    label = "portal"
