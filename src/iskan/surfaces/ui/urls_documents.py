"""Addresses documents are opened at, by citizens and officials alike."""

from django.urls import path

from iskan.surfaces.ui.views import documents

urlpatterns = [
    path("documents/<uuid:document_id>/", documents.original, name="document"),
    path("documents/<uuid:document_id>/as-sent/", documents.as_sent, name="document-as-sent"),
    path("documents/<uuid:document_id>/pages/<int:number>/", documents.page, name="document-page"),
    path("documents/<uuid:document_id>/pages/<int:number>/full/", documents.full_page, name="document-full-page"),
    path("documents/<uuid:document_id>/thumbnail/", documents.thumbnail, name="document-thumbnail"),
    path("issued/<str:token>/", documents.issued, name="issued-document"),
]
