"""The branches of the ministry: those sources name, and what two officials stated in their place or besides."""

import re
from http import HTTPStatus
from typing import Final

from iskan.apps.catalogue.models import EnteredBranch
from iskan.core.branches import Branch, standing
from iskan.core.branches_json import from_json
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.policy.branches import BRANCHES, LATITUDES, LONGITUDES
from iskan.policy.governorates import GOVERNORATES

_BLOCK: Final = re.compile(r"(?:1[0-2]|[1-9])\d{2}")


class BranchChangedMeanwhile(Refusal):
    """Another version of the branch was agreed to since this one was written."""

    text = Text(
        ar="عُدّلت بيانات هذا الفرع بعد فتح الصفحة؛ ابدأ من بياناته السارية.",
        en="This branch was changed since the page was opened; start from what holds now.",
    )
    status = HTTPStatus.CONFLICT


class PlaceOutsideBahrain(Refusal):
    """A point that no branch can stand at."""

    text = Text(
        ar="الموقع خارج البحرين؛ تأكد من خط العرض وخط الطول.",
        en="That point lies outside Bahrain: check the latitude and the longitude.",
    )
    field = "latitude"


class NoSuchBlock(Refusal):
    """What stands for the block is no number a block has."""

    text = Text(ar="رقم المجمع من 3 أو 4 أرقام، مثل 317.", en="A block has 3 or 4 digits, such as 317.")
    field = "block"


class NoSuchGovernorate(Refusal):
    """A governorate nobody knows."""

    text = Text(ar="اختر المحافظة.", en="Choose the governorate.")
    field = "governorate"


def all_branches() -> tuple[Branch, ...]:
    """Return every branch as it stands, the closed ones too."""
    rows = EnteredBranch.objects.order_by("pk")
    return standing((*BRANCHES, *(from_json(row.terms, row.code) for row in rows)))


def open_branches() -> tuple[Branch, ...]:
    """Return the branches that receive people."""
    return tuple(branch for branch in all_branches() if not branch.is_closed)


def branch_of(code: str) -> Branch | None:
    """Return one branch as it stands; nothing where none has that code."""
    return next((branch for branch in all_branches() if branch.code == code), None)


def require_branch(branch: Branch) -> None:
    """Refuse a branch that could not be entered as things stand.

    Raises:
        BranchChangedMeanwhile, NoSuchGovernorate, NoSuchBlock, PlaceOutsideBahrain.
    """
    stands = branch_of(branch.code)
    if branch.version != (stands.version if stands else 0) + 1:
        raise BranchChangedMeanwhile
    if branch.governorate not in GOVERNORATES:
        raise NoSuchGovernorate
    if branch.block and not _BLOCK.fullmatch(branch.block):
        raise NoSuchBlock
    if branch.place is not None and not (
        LATITUDES[0] <= branch.place.latitude <= LATITUDES[1]
        and LONGITUDES[0] <= branch.place.longitude <= LONGITUDES[1]
    ):
        raise PlaceOutsideBahrain
