"""Whose home and affairs are too near to an official for them to act on."""

from iskan.apps.accounts.models import Delegation, User
from iskan.apps.households.models import HouseholdMember


def is_near(own_cpr: str | None, person: User) -> bool:
    """Say whether somebody is that person, ever shared a household with them, or accepted to act for them."""
    if not own_cpr:
        return False
    if person.cpr == own_cpr:
        return True
    own = HouseholdMember.objects.filter(person__cpr=own_cpr)
    accepted = Delegation.objects.filter(delegate__cpr=own_cpr, accepted_at__isnull=False, principal=person)
    return own.filter(household__members__person__cpr=person.cpr).exists() or accepted.exists()
