"""How far the nominations of an approved distribution have been told to their households."""

from dataclasses import dataclass

from iskan.apps.allocation.enums import DistributionState, NominationState
from iskan.apps.allocation.models import Distribution, Nomination


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningProgress:
    """How many nominations have their offer, of how many."""

    opened: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.opened == self.total


def opening_of(distribution: Distribution) -> OpeningProgress | None:
    """Return how far the offers of an approved distribution are opened, or nothing before its approval."""
    if distribution.state != DistributionState.APPROVED:
        return None
    nominated = Nomination.objects.filter(distribution=distribution)
    waiting = nominated.filter(state=NominationState.NOMINATED, offer__isnull=True).count()
    total = nominated.count()
    return OpeningProgress(opened=total - waiting, total=total)
