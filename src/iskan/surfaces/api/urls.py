"""Addresses of the interface, under `/api/v1/`."""

from django.urls import path

from iskan.surfaces.api.api import api
from iskan.surfaces.api.views.payment_notices import payment_notices

urlpatterns = [
    path("api/v1/payments/notices", payment_notices, name="payment-notices"),
    path("api/v1/", api.urls),
]
