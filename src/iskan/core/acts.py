"""Acts on rights, money, homes, accounts, figures and draws: one official begins, another agrees."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from iskan.core.roles import Duty, Role, may
from iskan.core.text import Text


class ActArea(StrEnum):
    """What an act decides on."""

    RIGHTS = "rights"
    MONEY = "money"
    HOMES = "homes"
    ACCOUNTS = "accounts"
    FIGURES = "figures"
    DRAWS = "draws"


class Apart(StrEnum):
    """Who may not be one of the two, beyond that they are two persons."""

    OFFICE = "office"  # both of one department
    HOUSEHOLD = "household"  # an official of the household concerned
    ACCOUNT = "account"  # the official whose account it is


class Told(StrEnum):
    """Who hears of an act once it is done."""

    AUDITORS = "auditors"
    APPLICANT = "applicant"
    ACCOUNT_OWNER = "account_owner"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class JointAct:
    """An act of two officials: the first has one of the duties ``begun_by``, the second one of ``agreed_by``.

    ``has_own_record`` tells the acts that keep their proposal in a table of their own, such as a figure's, from those
    proposed through the table every act may use.
    """

    code: str
    area: ActArea
    name: Text
    begun_by: frozenset[Duty]
    agreed_by: frozenset[Duty]
    apart: frozenset[Apart] = frozenset()
    told: frozenset[Told] = frozenset()
    needs_reason: bool = True
    has_own_record: bool = False

    def may_begin(self, roles: Collection[Role]) -> bool:
        """Say whether somebody of these roles may be the first of the two."""
        return any(may(roles, duty) for duty in self.begun_by)

    def may_agree(self, roles: Collection[Role]) -> bool:
        """Say whether somebody of these roles may be the second of the two."""
        return any(may(roles, duty) for duty in self.agreed_by)
