"""Addresses of the interface, under `/api/v1/`."""

from django.urls import path

from iskan.surfaces.api.api import api

urlpatterns = [path("api/v1/", api.urls)]
