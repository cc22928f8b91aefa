"""Addresses of the desk's draws."""

from django.urls import path

from iskan.surfaces.backoffice.views import draw_drafts, draw_parties, draws

DRAW = "staff/draws/<slug:reference>/"
urlpatterns = [
    path("staff/draws/", draws.draw_list, name="draws"),
    path("staff/draws/new/", draw_drafts.new, name="new-draw"),
    path("staff/draws/drafts/<int:draft_id>/", draw_drafts.draft, name="draw-draft"),
    path("staff/draws/parties/", draw_parties.parties, name="draw-parties"),
    path(DRAW, draws.draw, name="draw"),
    path(f"{DRAW}files/<str:file>", draws.file, name="draw-file"),
    path(f"{DRAW}<slug:step>/", draws.take_step, name="draw-step"),
]
