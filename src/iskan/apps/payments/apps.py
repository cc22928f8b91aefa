"""The app's registration with Django."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "iskan.apps.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"
