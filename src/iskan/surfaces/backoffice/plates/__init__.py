"""What each app shows on an official's case page: one module an app, found by being here."""

from iskan.surfaces.ui.plates import PlateSet

PLATES = PlateSet.found_in(__name__, __path__)
