"""Addresses of the draws: open to anyone before, while and after they are held."""

from django.urls import path

from iskan.surfaces.portal.views import draws

app_name = "draws"

DRAW = "draws/<slug:reference>/"
urlpatterns = [
    path("draws/", draws.draw_list, name="list"),
    path("draws/verify_draw.py", draws.verifier, name="verifier"),
    path(DRAW, draws.draw, name="draw"),
    path(f"{DRAW}live/", draws.live, name="live"),
    path(f"{DRAW}results/", draws.result_list, name="results"),
    path(f"{DRAW}verify/", draws.verification, name="verification"),
    path(f"{DRAW}mine/", draws.mine, name="mine"),
    path(f"{DRAW}files/<str:file>", draws.file, name="file"),
]
