"""What happens to the law's data that apps above follow."""

from iskan.foundation.events import Event

# Days became working days or days off: promises counted over them follow.
calendar_changed: Event[[]] = Event()
# A second official approved a figure: what counts by it follows.
figure_approved: Event[[]] = Event()
