"""The web process's entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

# Nothing loaded from here on is garbage.
gc.disable()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iskan.config.settings.base")
application = get_wsgi_application()

# What the first visitors of each process would otherwise wait seconds for.
from iskan.config import urls  # noqa: E402, F401 -- loads every view; models are ready only now
from iskan.config.preloading import preload  # noqa: E402 -- as above
from iskan.foundation import tracing  # noqa: E402 -- as above

preload()
tracing.begin("web")

# What is loaded now stays; a request leaves little behind that only a full collection would find.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
gc.enable()
