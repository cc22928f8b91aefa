"""Addresses of the officials' desk."""

from django.urls import path

from iskan.surfaces.backoffice.views import cases, exceptions, figures, moves, officials, oversight, search, worklist

app_name = "backoffice"

CASE = "staff/cases/<slug:reference>/"
urlpatterns = [
    path("staff/", worklist.home, name="worklist"),
    path("staff/assign/", worklist.assign_many, name="assign"),
    path("staff/search/", search.search, name="search"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}documents/<int:item_id>/", cases.document, name="document"),
    path(f"{CASE}claim/", moves.claim, name="claim"),
    path(f"{CASE}release/", moves.release, name="release"),
    path(f"{CASE}assign/", moves.assign, name="assign-one"),
    path(f"{CASE}begin/", moves.begin, name="begin"),
    path(f"{CASE}request/", moves.request_evidence, name="request"),
    path(f"{CASE}recommend/", moves.recommend, name="recommend"),
    path(f"{CASE}return/", moves.give_back, name="return"),
    path(f"{CASE}decide/", moves.decide, name="decide"),
    path(f"{CASE}note/", moves.note, name="note"),
    path(f"{CASE}registers/<slug:register>/", moves.ask_again, name="ask-again"),
    path(f"{CASE}criteria/", moves.reassess, name="reassess"),
    path(f"{CASE}card/<int:issued_id>/", moves.change_card, name="card"),
    path(f"{CASE}exception/", exceptions.propose, name="propose"),
    path("staff/exceptions/", exceptions.register, name="exceptions"),
    path("staff/exceptions/report/", exceptions.report, name="exceptions-report"),
    path("staff/exceptions/<int:exception_id>/", exceptions.entry, name="exception"),
    path("staff/overview/", oversight.overview, name="overview"),
    path("staff/registers/", oversight.registers, name="registers"),
    path("staff/undelivered/", oversight.lost_messages, name="undelivered"),
    path("staff/audit/", oversight.trail, name="audit"),
    path("staff/figures/", figures.figures, name="figures"),
    path("staff/figures/proposals/<int:figure_id>/", figures.approve, name="approve-figure"),
    path("staff/figures/<slug:code>/", figures.propose, name="propose-figure"),
    path("staff/officials/", officials.officials, name="officials"),
    path("staff/officials/new/", officials.new, name="new-official"),
    path("staff/officials/<int:official_id>/", officials.official, name="official"),
]
