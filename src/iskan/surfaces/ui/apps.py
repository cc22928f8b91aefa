"""The surface's registration with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "iskan.surfaces.ui"
    label = "ui"
