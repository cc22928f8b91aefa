"""The yardstick: a bare view on the same server, with one indexed select and a template of twenty rows."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from iskan.apps.cases.models import Case
from iskan.config.urls import handler400, handler403, handler404, handler429, handler500
from iskan.config.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

TEMPLATE = (
    "<!doctype html><html lang='ar' dir='rtl'><title>{{ title }}</title><table>{% for row in rows %}"
    "<tr><th>{{ row.reference }}</th><td>{{ row.stage }}</td><td>{{ row.due_on }}</td></tr>{% endfor %}</table></html>"
)
_template = engines["jinja2"].from_string(TEMPLATE)


def page(_request: HttpRequest, number: int) -> HttpResponse:
    """Show twenty rows found by an index."""
    rows = Case.objects.filter(pk__gte=number).order_by("pk").values("reference", "stage", "due_on")[:20]
    return HttpResponse(_template.render({"title": "baseline", "rows": rows}))


urlpatterns = [path("bench/<int:number>/", page), *product]
