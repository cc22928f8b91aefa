"""The yardstick: a bare Django view with one indexed select and a template of twenty rows, on the same server."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

TEMPLATE = (
    "<!doctype html><html lang='ar' dir='rtl'><title>{{ title }}</title><table>{% for row in rows %}"
    "<tr><th>{{ row.reference }}</th><td>{{ row.stage }}</td><td>{{ row.due_on }}</td></tr>{% endfor %}</table></html>"
)


def _configure() -> None:
    from iskan.config import environment as env  # noqa: PLC0415 -- settings come first

    settings.configure(
        SECRET_KEY="baseline",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="tests.bench.baseline",
        DATABASES={"default": env.database(env.data_dir(Path(__file__).parents[2]))},
        INSTALLED_APPS=[],
        MIDDLEWARE=[],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "OPTIONS": {},
            }
        ],
        USE_TZ=True,
    )
    django.setup()


if not settings.configured:
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    _configure()

from django.db import connection  # noqa: E402 -- after the settings
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

_template = engines["jinja2"].from_string(TEMPLATE)


def page(_request: HttpRequest, number: int) -> HttpResponse:
    """Show twenty rows found by an index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference, stage, due_on FROM cases_case WHERE id >= %s ORDER BY id LIMIT 20", [number])
        rows = [{"reference": r, "stage": s, "due_on": d} for r, s, d in cursor.fetchall()]
    return HttpResponse(_template.render({"title": "baseline", "rows": rows}))


urlpatterns = [path("<int:number>/", page)]
application = get_wsgi_application()
