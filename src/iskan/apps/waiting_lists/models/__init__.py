"""What the waiting lists remember; each file beside this one holds one part."""

from iskan.apps.waiting_lists.models.changes import Cancellation, ListChange
from iskan.apps.waiting_lists.models.points import PolicyTrial
from iskan.apps.waiting_lists.models.waiting_list import ListStanding, WaitingListEntry
from iskan.apps.waiting_lists.models.wishes import ProjectWish

__all__ = ["Cancellation", "ListChange", "ListStanding", "PolicyTrial", "ProjectWish", "WaitingListEntry"]
