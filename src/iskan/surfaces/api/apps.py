"""The surface's registration with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "iskan.surfaces.api"
    label = "api"
