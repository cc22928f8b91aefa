"""The beacon's library does not raise how deep the process may recurse."""

import subprocess
import sys

ASKED = """
import sys
before = sys.getrecursionlimit()
import iskan.integrations.beacon.bls
print(before == sys.getrecursionlimit())
"""


def test_nobody_may_recurse_deeper_for_the_beacons_sake() -> None:
    told = subprocess.run([sys.executable, "-c", ASKED], check=True, capture_output=True, text=True).stdout
    assert told.strip() == "True"
