"""Preparing a draw: lists frozen, commitments made, the draw announced, secrets revealed; or all of it called off."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django import app
from psycopg import Cursor

from iskan.apps.accounts.queries import named_official
from iskan.apps.cases.models import Case
from iskan.apps.cases.rules import own_case_ids
from iskan.apps.draws.enums import DrawStatus, RevealVerdict
from iskan.apps.draws.models import (
    Draw,
    DrawAnnouncement,
    DrawCancellation,
    DrawCommitment,
    DrawFile,
    DrawReveal,
    DrawTicket,
    PartyMember,
)
from iskan.apps.draws.operations import draw_refusals as refusals
from iskan.apps.draws.operations.draw_notices import TELL
from iskan.apps.draws.queries import draws as queries
from iskan.apps.draws.rules import can_conduct_draws, can_settle_parties, leaves_notice
from iskan.core.draw.drawing import commitment_to, ticket_for
from iskan.core.draw.lists import CANDIDATES, RULES, UNITS, DrawTerms, Frozen, Pair, freeze, pairs_in
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, SameEyes
from iskan.core.roles import Duty, Role, may
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope
from iskan.integrations.beacon import chains
from iskan.policy.draw_parties import PARTIES

DRAW = "draw"
HASH_BYTES = 32
CHUNK = 10_000
# Whoever holds draws, or decides who may, speaks for no party.
NEVER_A_PARTY = (Duty.SETTLE, Duty.ADMINISTER)


def freeze_draw(
    *,
    scope: Scope,
    project_code: str,
    candidates: Sequence[tuple[int, str]],
    units: Sequence[Pair],
    draws_at: datetime,
    at: datetime,
    project_name: Text | None = None,
    parties: tuple[str, ...] = tuple(PARTIES),
) -> Draw:
    """Freeze who takes part, for which units, at what hour and under which beacon; nothing of it changes afterwards.

    Raises:
        NotForThisRole, OwnHousehold, CandidateTwice, UnknownCandidate, NotYet: the hour has passed. TooSoon: it is
            nearer than the notice owed to the public, so that nobody commits to a draw that cannot be announced.
        DrawFault: a unit twice, a class that has candidates and no unit, a code that is none, no candidates.
    """
    require(scope, can_conduct_draws)
    if not own_case_ids(scope).isdisjoint(case_id for case_id, _drawn in candidates):
        raise OwnHousehold
    chain = chains.configured()
    number = chain.round_at(draws_at)
    due = chain.time_of(number)
    if due <= at:
        raise refusals.NotYet(
            Text(ar="ساعة السحب مضت؛ اختر موعدًا لاحقًا.", en="That hour has passed; choose a later one.")
        )
    _require_notice(due, at)
    references = _references(candidates)
    salt = secrets.token_bytes(HASH_BYTES)
    tickets = {case_id: ticket_for(salt, reference) for case_id, reference in references.items()}
    with transaction.atomic():
        rules = DrawTerms(
            draw=_next_reference(at),
            project=project_code,
            beacon_chain=chain.hash,
            beacon_round=number,
            parties=parties,
        )
        frozen = freeze(((tickets[case_id], drawn) for case_id, drawn in candidates), units, rules)
        draw = keep_draw(frozen, salt=salt, name=project_name, due=due, by=scope.user_id, at=at)
        _keep_tickets(draw, ((tickets[case_id], drawn, case_id) for case_id, drawn in candidates))
        record(draw, "draw.freeze", scope=scope, at=at, list_hash=bytes(draw.list_hash).hex())
    return draw


def keep_draw(frozen: Frozen, *, salt: bytes, name: Text | None, due: datetime, by: int | None, at: datetime) -> Draw:
    """Write a frozen draw and its three files; the caller holds the transaction."""
    rules, classes = frozen.rules, classes_of(frozen)
    draw = Draw.objects.create(
        reference=rules.draw,
        project_code=rules.project,
        project_ar=name.ar if name else rules.project,
        project_en=name.en if name else rules.project,
        beacon_chain=rules.beacon_chain,
        beacon_round=rules.beacon_round,
        parties=list(rules.parties),
        draws_at=due,
        reveals_due_at=due - timedelta(minutes=settings.ISKAN_DRAW_REVEAL_MINUTES),
        list_hash=frozen.list_hash(),
        salt=salt,
        classes=classes,
        candidate_count=sum(people for people, _homes in classes.values()),
        unit_count=sum(homes for _people, homes in classes.values()),
        frozen_at=at,
        frozen_by_id=by,
    )
    for file, content in zip((CANDIDATES, UNITS, RULES), frozen.files(), strict=True):
        keep_file(draw, file, content)
    return draw


def keep_file(draw: Draw, name: str, content: bytes) -> None:
    """Write a file of a draw once, as bytes rather than as words that spell them: megabytes are sent."""
    connection.ensure_connection()
    table = DrawFile._meta.db_table  # noqa: SLF001 -- Django's documented way to a model's table
    statement = f"INSERT INTO {table} (draw_id, name, content) VALUES (%s, %s, %b)"  # noqa: S608 -- our own table's name
    with Cursor(connection.connection) as cursor:
        cursor.execute(statement, (draw.pk, name, content))


def classes_of(frozen: Frozen) -> dict[str, tuple[int, int]]:
    """Return how many candidates and units each class has."""
    people, homes = (Counter(drawn for _, drawn in pairs_in(file)) for file in (frozen.candidates, frozen.units))
    return {drawn.decode(): (people[drawn], homes[drawn]) for drawn in sorted(people.keys() | homes.keys())}


def commit_secret(*, scope: Scope, reference: str, commitment: str, at: datetime) -> DrawCommitment:
    """Bind the viewer's party to a secret by its hash, before the announcement.

    Raises:
        NotOfThisParty, NotAHash, AlreadyCommitted, MovedOn: the draw is announced, held or cancelled.
        CommitmentCopied: the hash was published before, by whichever party, in whichever draw.
        TooSoon: the draw can be announced in time no more.
    """
    digest = read_hash(commitment)
    with transaction.atomic():
        draw = locked(reference)
        party = _party_of(scope, draw)
        if queries.status_of(draw) != DrawStatus.FROZEN:
            raise refusals.MovedOn
        _require_notice(draw.draws_at, at)
        if draw.commitments.filter(party=party).exists():
            raise refusals.AlreadyCommitted
        if DrawCommitment.objects.filter(digest=digest).exists():
            raise refusals.CommitmentCopied
        made = DrawCommitment.objects.create(draw=draw, party=party, digest=digest, by_id=scope.acting_id, at=at)
        record(draw, "draw.commit", scope=scope, at=at, party=party, commitment=digest.hex())
    return made


def announce_draw(*, scope: Scope, reference: str, at: datetime) -> DrawAnnouncement:
    """Publish lists, hash, round and commitments, a day ahead at least.

    Raises:
        NotForThisRole, SameEyes, OwnHousehold, CommitmentsMissing, TooSoon, MovedOn.
    """
    require(scope, can_conduct_draws)
    with transaction.atomic():
        draw = locked(reference)
        if queries.status_of(draw) != DrawStatus.FROZEN:
            raise refusals.MovedOn
        if draw.frozen_by_id == scope.user_id:
            raise SameEyes(refusals.ANNOUNCED_BY_ANOTHER)
        require_no_family(scope, draw)
        committed = set(draw.commitments.values_list("party", flat=True))
        if missing := [party for party in draw.parties if party not in committed]:
            raise refusals.CommitmentsMissing(missing)
        _require_notice(draw.draws_at, at)
        announced = DrawAnnouncement.objects.create(draw=draw, by_id=scope.acting_id, at=at)
        record(draw, "draw.announce", scope=scope, at=at, list_hash=bytes(draw.list_hash).hex())
        app.configure_task(TELL).defer(draw_id=draw.pk)
    return announced


def _require_notice(due: datetime, at: datetime) -> None:
    if not leaves_notice(due, at):
        raise refusals.TooSoon(settings.ISKAN_DRAW_NOTICE_HOURS, due)


def reveal_secret(*, scope: Scope, reference: str, secret: str, at: datetime) -> DrawReveal:
    """Reveal the viewer's party's secret; what does not match or comes late is recorded, and does not count.

    Raises:
        NotOfThisParty, NotAHash, AlreadyRevealed, MovedOn: nothing was recorded.
        RevealMismatch, RevealLate: recorded, and left out by name unless the right secret still comes in time.
    """
    reveal = read_hash(secret)
    with transaction.atomic():
        draw = locked(reference)
        party = _party_of(scope, draw)
        if queries.status_of(draw) != DrawStatus.ANNOUNCED:
            raise refusals.MovedOn
        if draw.reveals.filter(party=party, verdict=RevealVerdict.COUNTED).exists():
            raise refusals.AlreadyRevealed
        verdict = _verdict(draw, party, reveal, at)
        given = DrawReveal.objects.create(
            draw=draw, party=party, reveal=reveal, verdict=verdict, by_id=scope.acting_id, at=at
        )
        record(draw, "draw.reveal", scope=scope, at=at, party=party, verdict=verdict.value)
    if verdict is not RevealVerdict.COUNTED:
        raise refusals.RevealLate if verdict is RevealVerdict.LATE else refusals.RevealMismatch
    return given


def cancel_draw(*, scope: Scope, reference: str, reason: str, at: datetime) -> DrawCancellation:
    """Call a draw off before its hour; it stays on the record with its reason.

    From its hour on the outcome can be computed by whoever knows the secrets, so nobody calls it off any more.

    Raises:
        NotForThisRole, ReasonMissing, OwnHousehold, AlreadyDrawn, MovedOn: it is cancelled already. HourHasCome.
    """
    require(scope, can_conduct_draws)
    if not reason.strip():
        raise ReasonMissing(refusals.REASON_IS_PUBLISHED)
    with transaction.atomic():
        draw = locked(reference)
        require_no_family(scope, draw)
        status = require_cancellable(draw, at)
        cancelled = DrawCancellation.objects.create(draw=draw, reason=reason.strip(), by_id=scope.user_id, at=at)
        record(draw, "draw.cancel", scope=scope, at=at, was=status.value)
        app.configure_task(TELL).defer(draw_id=draw.pk)
    return cancelled


def require_no_family(scope: Scope, draw: Draw) -> None:
    """Refuse an official whose own household takes part in a draw."""
    if draw.tickets.filter(case_id__in=own_case_ids(scope)).exists():
        raise OwnHousehold


def require_cancellable(draw: Draw, at: datetime) -> DrawStatus:
    """Return how far a draw is, if it may still be called off; see `cancel_draw`."""
    status = queries.status_of(draw)
    if status == DrawStatus.DRAWN:
        raise refusals.AlreadyDrawn
    if status == DrawStatus.CANCELLED:
        raise refusals.MovedOn
    if status == DrawStatus.ANNOUNCED and at >= draw.draws_at:
        raise refusals.HourHasCome
    return status


def name_member(*, scope: Scope, party: str, user_id: int, at: datetime) -> PartyMember:
    """Let an official speak for a party of the draws.

    Raises:
        NotForThisRole, AlreadyAMember, ConductsDraws, NoPartyOfDraws, OutOfScope: no such party.
    """
    require(scope, can_settle_parties)
    require_party(party, user_id)
    try:
        with transaction.atomic():
            member = PartyMember.objects.create(party=party, user_id=user_id, named_by_id=scope.user_id, named_at=at)
            audit.record(
                scope=scope, action="draw.name_member", subject_kind="user", subject=str(user_id), at=at, party=party
            )
    except IntegrityError as fault:
        raise refusals.AlreadyAMember from fault
    return member


def require_party(party: str, user_id: int) -> None:
    """Refuse a party there is not, and an official whose role it is not to speak for one."""
    if party not in PARTIES:
        raise OutOfScope(party)
    official = named_official(user_id)
    if any(may(official.roles, duty) for duty in NEVER_A_PARTY):
        raise refusals.ConductsDraws
    if not official.is_active or Role.DRAW_PARTY not in official.roles:
        raise refusals.NoPartyOfDraws


def let_member_go(*, scope: Scope, member_id: int, at: datetime) -> None:
    """Let an official speak for their party no longer."""
    require(scope, can_settle_parties)
    with transaction.atomic():
        member = PartyMember.objects.select_for_update().filter(pk=member_id, let_go_at__isnull=True).first()
        if member is None:
            raise OutOfScope
        member.let_go_at = at
        member.save(update_fields=["let_go_at"])
        audit.record(
            scope=scope, action="draw.let_member_go", subject_kind="user", subject=str(member.user_id), at=at,
            party=member.party,
        )  # fmt: skip


def require(scope: Scope, rule: Callable[[Scope], bool]) -> None:
    """Let pass whom the rule gives leave, or raise `NotForThisRole`."""
    if not rule(scope):
        raise NotForThisRole


def locked(reference: str, *, nowait: bool = False) -> Draw:
    """Return a draw nobody else changes until the transaction ends, or raise `OutOfScope`."""
    draw = Draw.objects.select_for_update(nowait=nowait).filter(reference=reference).first()
    if draw is None:
        raise OutOfScope(reference)
    return draw


def lock_draws() -> None:
    """Let nobody else freeze a draw until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE draws_draw IN SHARE ROW EXCLUSIVE MODE")


def read_hash(typed: str) -> bytes:
    """Return 32 bytes from hexadecimal, whatever spaces it was typed with, or raise `NotAHash`."""
    try:
        read = bytes.fromhex("".join(typed.split()))
    except ValueError as fault:
        raise refusals.NotAHash from fault
    if len(read) != HASH_BYTES:
        raise refusals.NotAHash
    return read


def record(draw: Draw, action: str, *, scope: Scope, at: datetime, **detail: object) -> None:
    """Add the one audit line of a step."""
    audit.record(scope=scope, action=action, subject_kind=DRAW, subject=draw.reference, at=at, **detail)


def _verdict(draw: Draw, party: str, reveal: bytes, at: datetime) -> RevealVerdict:
    if commitment_to(reveal) != bytes(draw.commitments.get(party=party).digest):
        return RevealVerdict.MISMATCH
    return RevealVerdict.COUNTED if at < draw.reveals_due_at else RevealVerdict.LATE


def _party_of(scope: Scope, draw: Draw) -> str:
    party = queries.party_of(scope)
    if party is None or party not in draw.parties:
        raise refusals.NotOfThisParty
    return party


def _references(candidates: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Return the reference of every candidate's case; each takes part once."""
    ids = [case_id for case_id, _ in candidates]
    found: dict[int, str] = {}
    for start in range(0, len(ids), CHUNK):
        found.update(Case.objects.filter(pk__in=ids[start : start + CHUNK]).values_list("pk", "reference"))
    if unknown := [case_id for case_id in ids if case_id not in found]:
        raise refusals.UnknownCandidate(unknown[:5])
    if len(found) != len(ids):
        twice = [found[case_id] for case_id, count in Counter(ids).items() if count > 1]
        raise refusals.CandidateTwice(twice[:5])
    return found


def _next_reference(at: datetime) -> str:
    """Return the year's next number, which nobody else takes meanwhile."""
    lock_draws()
    taken = Draw.objects.filter(reference__startswith=f"D{at.year}-").count()
    return f"D{at.year}-{taken + 1:04}"


def _keep_tickets(draw: Draw, rows: Iterable[tuple[str, str, int]]) -> None:
    table = DrawTicket._meta.db_table  # noqa: SLF001 -- Django's documented way to a model's table
    statement = f"COPY {table} (draw_id, ticket, drawn_class, case_id) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for ticket, drawn_class, case_id in rows:
            copy.write_row((draw.pk, ticket, drawn_class, case_id))
