"""The public beacon whose rounds nobody can foresee: drand's chains, or a stand-in of the same make."""

import sys

DEPTH = sys.getrecursionlimit()
