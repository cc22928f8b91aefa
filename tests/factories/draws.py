"""A draw at any of its stages, its parties' secrets at hand."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.factories.cast import official

from iskan.apps.accounts.models import Department, User
from iskan.apps.accounts.operations import ensure_department
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case
from iskan.apps.catalogue.models import ServiceVersion
from iskan.apps.draws.models import Draw
from iskan.apps.draws.operations import drawing, draws
from iskan.core.draw.drawing import commitment_to
from iskan.core.text import Text
from iskan.foundation.references import new_reference
from iskan.foundation.scope import SYSTEM, Role, Scope
from iskan.integrations.beacon.simulator import stand_in_signature
from iskan.policy.draw_parties import PARTIES

SECRETS = {party: bytes([number]) * 32 for number, party in enumerate(PARTIES, 1)}
PROJECT = Text(ar="مدينة سلمان – المرحلة الثالثة", en="Salman Town – Phase 3")
DAY = timedelta(days=1)


def secret_of(party: str, reference: str) -> bytes:
    """Return a party's secret in a draw; a commitment published before is not taken again."""
    earlier = Draw.objects.filter(reference__lt=reference).exists()
    return hashlib.sha256(reference.encode() + SECRETS[party]).digest() if earlier else SECRETS[party]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawOffice:
    """Those who take part in holding draws: two officials of the ministry and a member of each party."""

    supervisor: User
    approver: User
    members: dict[str, User]
    at: datetime
    draws_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "draws_at", self.at + 2 * DAY)

    def scope(self, user: User) -> Scope:
        return scope_of(user, self.at.date())

    def freeze(self, cases: list[Case], units: list[tuple[str, str]], drawn_class: str = "house-4br") -> Draw:
        """Freeze a draw of these cases, all of one class."""
        return draws.freeze_draw(
            scope=self.scope(self.supervisor), project_code="salman-town-3", project_name=PROJECT,
            candidates=[(case.pk, drawn_class) for case in cases], units=units, draws_at=self.draws_at, at=self.at,
        )  # fmt: skip

    def commit(self, reference: str, *parties: str) -> None:
        for party in parties or tuple(self.members):
            draws.commit_secret(
                scope=self.scope(self.members[party]), reference=reference,
                commitment=commitment_to(secret_of(party, reference)).hex(), at=self.at,
            )  # fmt: skip

    def announce(self, reference: str) -> None:
        self.commit(reference)
        draws.announce_draw(scope=self.scope(self.approver), reference=reference, at=self.at)

    def reveal(self, reference: str, *parties: str, at: datetime | None = None) -> None:
        for party in parties or tuple(self.members):
            draws.reveal_secret(
                scope=self.scope(self.members[party]), reference=reference, secret=secret_of(party, reference).hex(),
                at=at or self.at + DAY,
            )  # fmt: skip

    def take_beacon(self, draw: Draw) -> None:
        """Paste the announced round of the stand-in, as it signs it."""
        drawing.paste_beacon(
            scope=self.scope(self.supervisor), reference=draw.reference, number=draw.beacon_round,
            signature=stand_in_signature(draw.beacon_round).hex(), at=draw.draws_at,
        )  # fmt: skip

    def run(self, reference: str) -> None:
        hour = Draw.objects.get(reference=reference).draws_at
        drawing.run_draw(scope=self.scope(self.supervisor), reference=reference, at=hour)

    def ready(self, cases: list[Case], units: list[tuple[str, str]]) -> Draw:
        """Return a draw for which nothing is missing but the draw itself."""
        draw = self.freeze(cases, units)
        self.announce(draw.reference)
        self.reveal(draw.reference)
        self.take_beacon(draw)
        return draw


def plain_cases(applicant: User, count: int, at: datetime) -> list[Case]:
    """Make approved cases of one citizen, as many as a draw needs."""
    version, _made = ServiceVersion.objects.get_or_create(
        code="new_housing_application", digest="0" * 64,
        defaults={"declaration": {}, "in_force_at": at},
    )  # fmt: skip
    return [
        Case.objects.create(
            reference=new_reference(), service_code=version.code, service_version=version, programme="unit",
            department=ensure_department(code="housing_requests", at=at),
            governorate="BH-15", applicant=applicant, stage="approved", stage_since=at, created_at=at, filed_at=at,
            closed_at=at,
        )
        for _ in range(count)
    ]  # fmt: skip


def make_draw_office(at: datetime, requests: Department | None = None, *, tag: str = "") -> DrawOffice:
    """Hire everybody; ``tag`` tells apart the members of several offices."""
    members = {party: official(f"party.{party}{tag}", Role.DRAW_PARTY, None, at=at) for party in PARTIES}
    for party, user in members.items():
        draws.name_member(scope=SYSTEM, party=party, user_id=user.pk, at=at)
    return DrawOffice(
        supervisor=official(f"draw.supervisor{tag}", Role.SUPERVISOR, requests, at=at),
        approver=official(f"draw.approver{tag}", Role.APPROVER, requests, at=at),
        members=members,
        at=at,
    )
