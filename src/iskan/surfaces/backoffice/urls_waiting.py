"""Addresses of the waiting lists at the desk."""

from django.urls import path

from iskan.surfaces.backoffice.views import waiting_lists

WAITING_LISTS = [
    path("staff/waiting-list/", waiting_lists.waiting_list, name="waiting-list"),
    path("staff/waiting-list.csv", waiting_lists.sheet, name="waiting-list-sheet"),
    path("staff/waiting-list/remind/", waiting_lists.remind, name="remind-waiting"),
    path("staff/waiting-list/<slug:reference>/telephone/", waiting_lists.call, name="call-household"),
]
