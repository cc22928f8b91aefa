"""Time the largest picture a telephone takes, as the sandbox cleans it: ``python -m tests.bench.pictures``."""

import io
import sys

from tests.apps.documents import samples, taking
from tests.bench.plain_python import judged

from iskan.foundation import sandbox

TICKETS, MOST_TIMES = 1_000_000, 2.0
MOST_SECONDS, MOST_MEGABYTES = 2.0, 300.0


def main() -> int:
    """Clean a JPEG of 50 million pixels; tell the seconds, the megabytes and whether both are within their bars."""
    picture = io.BytesIO(samples.largest_of_a_telephone())
    sandbox.run(taking.cost, io.BytesIO(samples.jpeg()), extension="jpg")  # what is loaded once is loaded
    told = sandbox.run(taking.cost, picture, extension="jpg")
    words, _in_time = judged(told["seconds"], TICKETS, MOST_TIMES)
    sys.stdout.write(
        f"{len(picture.getvalue()) / 1e6:.1f} MB of 50 million pixels: {words}; {told['megabytes']:.0f} MB\n"
        f"bars: ≤ {MOST_SECONDS:g} s, ≤ {MOST_MEGABYTES:g} MB\n"
    )
    return int(told["seconds"] > MOST_SECONDS or told["megabytes"] > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
