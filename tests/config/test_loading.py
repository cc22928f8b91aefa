"""While a process loads, nothing is collected; afterwards what it loaded is passed over."""

import subprocess
import sys

LOADED = """
import gc
from iskan.config import loading
with loading.uncollected():
    print(gc.isenabled(), gc.get_freeze_count() > 0)
    kept = [[] for _ in range(1000)]
print(gc.isenabled(), gc.get_freeze_count() > 1000)
try:
    with loading.uncollected():
        raise ImportError
except ImportError:
    print(gc.isenabled())
"""
# The console, told to say on its last line how it left the collector.
COMMAND = """
import atexit, gc
atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() > 100_000))
from iskan.config.console import main
main()
"""


def told(*words: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", *words], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_collector_rests_while_a_block_loads_and_passes_over_what_it_made() -> None:
    assert told(LOADED) == ["False False", "True True", "True"]


def test_a_command_collects_what_it_makes_and_not_what_it_loaded() -> None:
    assert told(COMMAND, "services", "list")[-1] == "True True"
