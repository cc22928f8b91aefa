"""The beacon's library does not raise how deep the process may recurse."""

import subprocess
import sys


def test_nobody_may_recurse_deeper_for_the_beacons_sake() -> None:
    asked = (
        "import sys; a = sys.getrecursionlimit(); import iskan.integrations.beacon; print(a == sys.getrecursionlimit())"
    )
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    assert told.strip() == "True"
