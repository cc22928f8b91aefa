"""What a process loads stays as long as it runs: the collector of cycles rests meanwhile, and then passes it over."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Have nothing collected for the length of a block that loads modules, and what it made passed over afterwards."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
