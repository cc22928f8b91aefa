"""What else a household claims a home by, as officials see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from iskan.apps.cases.claims import Claim
from iskan.surfaces.backoffice.presenters.trail import actor_name
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """Another application of the household's, whose it is, and how it stands."""

    reference: str
    applicant: str
    standing: str


def claim_views(claims: Iterable[Claim]) -> tuple[ClaimView, ...]:
    """Return claims in words."""
    return tuple(
        ClaimView(
            reference=claim.case.reference, applicant=actor_name(claim.case.applicant), standing=t(claim.standing.value)
        )
        for claim in claims
    )  # fmt: skip
