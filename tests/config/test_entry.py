"""The web process's entry point: what the first visitor would wait for is there before anybody asks."""

import subprocess
import sys

LOADED = """
import gc, sys
from iskan.config.wsgi import application
print(callable(application), "iskan.surfaces.portal.views.cases" in sys.modules)
print(gc.get_freeze_count() > 100_000, gc.isenabled())
"""


def test_every_view_is_loaded_and_kept_out_of_the_collectors_way() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.split() == ["True"] * 4, done.stderr
