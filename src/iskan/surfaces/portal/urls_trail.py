"""Addresses of the published heads of the audit trail: open to anyone."""

from django.urls import path

from iskan.surfaces.portal.views import trail

app_name = "trail"

urlpatterns = [
    path("audit/heads/", trail.heads, name="heads"),
    path("audit/heads.json", trail.heads_json, name="heads-json"),
    path("audit/verify_audit.py", trail.verifier, name="verifier"),
]
