"""What happens on the lists that apps above follow."""

from iskan.foundation.events import Event

# Places have changed.
lists_ranked: Event[[]] = Event()
# The case of this id no longer waits.
left_list: Event[[int]] = Event()
