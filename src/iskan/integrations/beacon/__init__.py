"""The public beacon whose rounds nobody can foresee: drand's chains, or a stand-in of the same make."""

import importlib
import sys

# The library lets the whole process recurse a hundred thousand deep, and a request's deeply nested JSON would then
# overrun the stack and end it; what is computed here needs no such depth.
_depth = sys.getrecursionlimit()
importlib.import_module("py_ecc")
sys.setrecursionlimit(_depth)
