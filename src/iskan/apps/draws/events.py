"""What happens in a draw that apps above follow."""

from iskan.foundation.events import Event

# The draw of this id has its results.
draw_held: Event[[int]] = Event()
