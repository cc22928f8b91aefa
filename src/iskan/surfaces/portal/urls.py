"""Addresses of the citizens' portal."""

from django.urls import path

from iskan.surfaces.portal.views import (
    applications,
    cases,
    declarations,
    delegations,
    evidence,
    guide,
    home,
    lists,
    messages,
    offers,
    profile,
    projects,
    records,
    services,
    wishes,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("services/", services.service_list, name="services"),
    path("services/<slug:code>/", services.service_page, name="service"),
    path("services/<slug:code>/start/", services.start, name="start"),
    path("guide/", guide.guide, name="guide"),
    path("projects/", projects.project_list_page, name="projects"),
    path("projects/<slug:code>/", projects.project_page, name="project"),
    path("waiting-lists/", lists.waiting_lists, name="waiting_lists"),
    path("forecast/", lists.forecast, name="forecast"),
    path("cases/", cases.my_cases, name="my_cases"),
    path("cases/<slug:reference>/", cases.status, name="case"),
    path("cases/<slug:reference>/application/", cases.application, name="application"),
    path("cases/<slug:reference>/answer/", cases.answer, name="answer"),
    path("cases/<slug:reference>/offer/", offers.offer, name="offer"),
    path("cases/<slug:reference>/offer/answer/", offers.answer, name="answer-offer"),
    path("cases/<slug:reference>/offer/appointment/", offers.appointment, name="appointment"),
    path("cases/<slug:reference>/wishes/", wishes.wishes, name="wishes"),
    path("cases/<slug:reference>/withdraw/", cases.withdraw_case, name="withdraw"),
    path("apply/<slug:reference>/", applications.resume, name="apply"),
    path("apply/<slug:reference>/steps/<slug:step_code>/", applications.step, name="step"),
    path("apply/<slug:reference>/documents/", evidence.documents, name="documents"),
    path("apply/<slug:reference>/documents/remove/<int:item_id>/", evidence.remove, name="remove-document"),
    path("apply/<slug:reference>/check/", applications.check, name="check"),
    path("apply/<slug:reference>/discard/", applications.discard, name="discard"),
    path("apply/<slug:reference>/filed/", applications.filed, name="filed"),
    path("messages/", messages.inbox, name="messages"),
    path("messages/<int:message_id>/", messages.message, name="message"),
    path("profile/", profile.profile, name="profile"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<int:delegation_id>/revoke/", delegations.revoke, name="revoke-delegation"),
    path("declarations/", declarations.declarations, name="declarations"),
    path("my-record/", records.readings, name="readings"),
]
