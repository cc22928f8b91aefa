"""Addresses of the waiting lists at the desk, and of the filters kept for lists."""

from django.urls import path

from iskan.surfaces.backoffice.views import saved_filters, waiting_lists

WAITING_LISTS = [
    path("staff/waiting-list/", waiting_lists.waiting_list, name="waiting-list"),
    path("staff/waiting-list.csv", waiting_lists.sheet, name="waiting-list-sheet"),
    path("staff/waiting-list/remind/", waiting_lists.remind, name="remind-waiting"),
    path("staff/waiting-list/<slug:reference>/call/", waiting_lists.call, name="call-household"),
    path("staff/filters/", saved_filters.saved, name="saved-filters"),
    path("staff/filters/new/<slug:list_code>/", saved_filters.save, name="save-filter"),
]
