"""What allocation remembers; each file beside this one holds one part."""

from iskan.apps.allocation.models.waiting_list import ListStanding, WaitingListEntry

__all__ = ["ListStanding", "WaitingListEntry"]
