"""Branches as officials read and correct them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iskan.core.branches import Branch
from iskan.policy.branches import branch_address
from iskan.policy.governorates import governorate_name
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchRow:
    """A line of the list: what is known, how much is not, and where it comes from."""

    code: str
    name: str
    governorate: str
    address: str
    missing: int
    source: str
    is_closed: bool


def branch_row(branch: Branch) -> BranchRow:
    """Return a branch as a line."""
    address = branch_address(branch)
    said = (
        branch.building, branch.road, branch.block, branch.hours, branch.telephone,
        branch.services, branch.entrance, branch.directions, branch.place,
    )  # fmt: skip
    return BranchRow(
        code=branch.code,
        name=t(branch.name),
        governorate=t(governorate_name(branch.governorate)),
        address=t(address) if address else "",
        missing=sum(not one for one in said),
        source=t(branch.basis.cited()),
        is_closed=branch.is_closed,
    )


def branch_words(branch: Branch | None) -> Mapping[str, Any]:
    """Return what the form of a branch begins with: what stands, or nothing."""
    if branch is None:
        return {}
    place = branch.place
    texts = {
        "name": branch.name, "area": branch.area, "hours": branch.hours, "services": branch.services,
        "entrance": branch.entrance, "directions": branch.directions, "instrument": branch.basis.instrument,
    }  # fmt: skip
    return {
        **{f"{name}_ar": text.ar for name, text in texts.items() if text},
        **{f"{name}_en": text.en for name, text in texts.items() if text},
        "governorate": branch.governorate, "building": branch.building, "road": branch.road, "block": branch.block,
        "telephone": branch.telephone, "closed": "yes" if branch.is_closed else "",
        "latitude": place.latitude if place else "", "longitude": place.longitude if place else "",
        "is_area": "yes" if place and place.is_area else "", "version": branch.version,
    }  # fmt: skip
