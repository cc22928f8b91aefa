"""The web process's entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iskan.config.settings.base")
application = get_wsgi_application()

# What the first visitors of each process would otherwise wait seconds for.
from iskan.apps.cases.calendars import working_calendar  # noqa: E402 -- models are ready only now
from iskan.config import urls  # noqa: E402, F401 -- loads every view

working_calendar()

# What is loaded now stays; a request leaves little behind that only a full collection would find.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
