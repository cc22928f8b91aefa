"""The public's view of what is being built: projects, their progress, their homes by type and state, the map."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from iskan.apps.housing_stock.enums import ProjectProgramme, UnitState
from iskan.apps.housing_stock.queries import projects, units
from iskan.foundation.scope import ScopedRequest
from iskan.policy.governorates import GOVERNORATES
from iskan.surfaces.portal.pages import page
from iskan.surfaces.portal.presenters.projects import map_of, project_detail, project_list
from iskan.surfaces.ui.stock import names_of, units_address


def project_list_page(request: ScopedRequest) -> HttpResponse:
    """List the projects, those of one governorate or programme if asked."""
    governorate = _known(request, "governorate", tuple(GOVERNORATES))
    programme = _known(request, "programme", tuple(ProjectProgramme.values))
    shown = project_list(projects.projects(), governorate, programme)
    return page(request, "projects/list", list=shown, map=map_of(reverse("api:projects-map")))


def project_page(request: ScopedRequest, code: str) -> HttpResponse:
    """Show one project with its units."""
    try:
        found = projects.project(code)
    except projects.NoSuchProject as unknown:
        raise Http404 from unknown
    classes = tuple(part.unit_class for part in found.card.counts)
    wanted = units.UnitFilter(
        unit_class=_known(request, "class", classes), state=_known(request, "state", tuple(UnitState.values))
    )
    listed = units.units_of(code, wanted, after=request.GET.get("after", "")[:30])
    shown, told = project_detail(found, listed, wanted), names_of(found.card.counts)
    drawn = map_of(units_address(found), code=code, names=told)
    return page(request, "projects/project", project=shown, map=drawn)


def _known(request: ScopedRequest, name: str, words: tuple[str, ...]) -> str:
    """Return a word of the address if it is one of those it may be."""
    said = request.GET.get(name, "")
    return said if said in words else ""
