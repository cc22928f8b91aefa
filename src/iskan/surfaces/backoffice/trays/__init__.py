"""What each app has waiting for an official: one module an app, found by being here."""

from iskan.surfaces.backoffice.inbox import TraySet

TRAYS = TraySet.found_in(__name__, __path__)
