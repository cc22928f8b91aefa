"""Addresses of the citizens' portal."""

from django.urls import path

from iskan.surfaces.portal.drafts import applying
from iskan.surfaces.portal.views import (
    applications,
    asked,
    cards,
    cases,
    delegations,
    evidence,
    guide,
    help_pages,
    home,
    lists,
    messages,
    offers,
    privacy,
    profile,
    projects,
    records,
    services,
    sessions,
    wishes,
)
from iskan.surfaces.wizard.urls import draft_pages

app_name = "portal"

urlpatterns = [
    path("cases/<slug:reference>/", cases.status, name="case"),
    path("", home.home, name="home"),
    path("services/", services.service_list, name="services"),
    path("services/<slug:code>/", services.service_page, name="service"),
    path("services/<slug:code>/start/", services.start, name="start"),
    path("guide/", guide.guide, name="guide"),
    path("help/", help_pages.help_home, name="help"),
    path("help/<slug:code>/", help_pages.topic, name="help-topic"),
    path("projects/", projects.project_list_page, name="projects"),
    path("projects/<slug:code>/", projects.project_page, name="project"),
    path("waiting-lists/", lists.waiting_lists, name="waiting_lists"),
    path("forecast/", lists.forecast, name="forecast"),
    path("cases/", cases.my_cases, name="my_cases"),
    path("cases/<slug:reference>/application/", cases.application, name="application"),
    path("cases/<slug:reference>/answer/", cases.answer, name="answer"),
    path("cases/<slug:reference>/card/", cards.make, name="make-card"),
    path("cases/<slug:reference>/offer/", offers.offer, name="offer"),
    path("cases/<slug:reference>/offer/answer/", offers.answer, name="answer-offer"),
    path("cases/<slug:reference>/offer/appointment/", offers.appointment, name="appointment"),
    path("cases/<slug:reference>/wishes/", wishes.wishes, name="wishes"),
    path("cases/<slug:reference>/moves/<slug:code>/", cases.move, name="move"),
    *draft_pages(applying, "apply/<slug:reference>/"),
    path("apply/<slug:reference>/documents/remove/<int:item_id>/", evidence.remove, name="remove-document"),
    path("apply/<slug:reference>/documents/<slug:code>/again/", evidence.reuse, name="reuse-document"),
    path("apply/<slug:reference>/filed/", applications.filed, name="filed"),
    path("messages/", messages.inbox, name="messages"),
    path("messages/<int:message_id>/", messages.message, name="message"),
    path("profile/", profile.profile, name="profile"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<int:delegation_id>/accept/", delegations.accept, name="accept-delegation"),
    path("delegations/<int:delegation_id>/revoke/", delegations.revoke, name="revoke-delegation"),
    path("asked-of-me/", asked.asked, name="asked"),
    path("asked-of-me/<slug:reference>/<slug:code>/", asked.answer, name="answer-asked"),
    path("my-sessions/", sessions.sessions, name="sessions"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("my-record/", records.readings, name="readings"),
    path("my-data/", privacy.my_data, name="my-data"),
]
