"""What happens to inspections, told to the apps above."""

from datetime import datetime

from iskan.apps.inspections.models import InspectionReport
from iskan.foundation.events import Event

inspection_reported: Event[[InspectionReport, datetime]] = Event()
"""An inspector reported, for the first time or in place of an earlier report."""
