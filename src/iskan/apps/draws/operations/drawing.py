"""Holding a draw: the beacon's round taken in, then everything drawn and stored in one transaction."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime

from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django import app
from psycopg.errors import LockNotAvailable

from iskan.apps.agreements.operations import overtake_acts
from iskan.apps.draws.enums import BeaconSource, DrawStatus
from iskan.apps.draws.events import draw_held
from iskan.apps.draws.models import Draw, DrawBeacon, DrawOutcome, DrawResult
from iskan.apps.draws.operations import draw_refusals as refusals
from iskan.apps.draws.operations.draw_folder import reveals_of, said_of
from iskan.apps.draws.operations.draw_notices import TELL
from iskan.apps.draws.operations.draws import keep_file, locked, record, require
from iskan.apps.draws.queries import draws as queries
from iskan.apps.draws.rules import can_conduct_draws
from iskan.core.draw import folder
from iskan.core.draw.drawing import Beacon, Transcript, draw
from iskan.core.draw.lists import DrawFault, Frozen, hash_of_lists, read_rules
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope
from iskan.integrations.beacon.chains import chain_of
from iskan.integrations.beacon.port import BadSignature, BeaconFault
from iskan.integrations.beacon.signatures import require_signature
from iskan.policy.acts import CANCEL_DRAW

logger = logging.getLogger(__name__)
Reached = Callable[[str], object]
STEPS = ("locked", "read", "drawn", "copied", "compared", "published", "closed", "audited")
_COPY = "COPY {} (draw_id, ticket, drawn_class, position, unit) FROM STDIN WITH (NULL '-')"
_STORED = """
SELECT sha256(convert_to(string_agg(
    concat_ws(E'\\t', draw_id, ticket, drawn_class, position, coalesce(unit, '-')) || E'\\n', ''
    ORDER BY ticket), 'UTF8'))
FROM {} WHERE draw_id = %s
"""


def fetch_beacon(*, scope: Scope, reference: str, at: datetime) -> DrawBeacon:
    """Fetch the announced round, verify it and keep it; fetching again changes nothing.

    Raises:
        NotForThisRole, NotYet, MovedOn, BeaconFault: no endpoint gave a round whose signature holds.
    """
    from iskan.integrations.beacon.http import beacon_of  # noqa: PLC0415 -- brings httpx, which holding a draw needs not

    found = _awaiting_beacon(scope, reference, at)
    try:
        beacon = beacon_of(found.beacon_chain).round(found.beacon_round)
    except BeaconFault as fault:
        _keep_failure(found, fault, scope, at)
        raise
    return _keep_beacon(scope, reference, beacon, BeaconSource.FETCHED, at)


def paste_beacon(*, scope: Scope, reference: str, number: int, signature: str, at: datetime) -> DrawBeacon:
    """Take in a round an official brought from elsewhere, its signature verified here.

    Raises:
        NotForThisRole, NotYet, MovedOn, WrongBeaconRound, BadSignature.
    """
    found = _awaiting_beacon(scope, reference, at)
    if number != found.beacon_round:
        raise refusals.WrongBeaconRound(number, found.beacon_round)
    try:
        signed = bytes.fromhex("".join(signature.split()))
    except ValueError as fault:
        raise BadSignature from fault
    beacon = Beacon(chain=found.beacon_chain, round=number, signature=signed)
    require_signature(chain_of(found.beacon_chain), beacon)
    return _keep_beacon(scope, reference, beacon, BeaconSource.PASTED, at)


def run_draw(*, scope: Scope, reference: str, at: datetime, reached: Reached = lambda _step: None) -> DrawOutcome:
    """Hold the draw: match, store, publish and audit, all or nothing, and never twice.

    ``reached`` is told each of `STEPS` as it is done, so that a test may stop there.

    Raises:
        NotForThisRole, DrawInProgress, AlreadyDrawn, MovedOn, NotYet, BeaconMissing, ListAltered, ResultAltered.
    """
    require(scope, can_conduct_draws)
    with transaction.atomic():
        found = _locked_at_once(reference)
        reached("locked")
        beacon = _ready(found, at)
        frozen = _frozen(found)
        reached("read")
        transcript = _drawn(found, frozen, beacon)
        reached("drawn")
        _store(found, transcript, reached)
        outcome = DrawOutcome.objects.create(
            draw=found,
            randomness=transcript.randomness,
            seed=transcript.seed,
            result_hash=transcript.result_hash,
            left_out=dict(transcript.left_out),
            by_id=scope.user_id,
            at=at,
        )
        reached("closed")
        hashes = {"seed": transcript.seed.hex(), "result_hash": transcript.result_hash.hex()}
        record(found, "draw.run", scope=scope, at=at, list_hash=transcript.list_hash.hex(), **hashes)
        overtake_acts(acts=[CANCEL_DRAW], subjects=[reference], at=at)
        draw_held.happened(found.pk)
        app.configure_task(TELL).defer(draw_id=found.pk)
        reached("audited")
    return outcome


def hold_due(*, at: datetime) -> int:
    """Hold by itself each announced draw whose hour has come, and return how many were held.

    One whose beacon does not answer is on the record with it, and is tried again the next minute.
    """
    due = Draw.objects.filter(
        announcement__isnull=False, outcome__isnull=True, cancellation__isnull=True, draws_at__lte=at
    )
    return sum(_hold(reference, at) for reference in due.order_by("draws_at").values_list("reference", flat=True))


def _hold(reference: str, at: datetime) -> bool:
    try:
        fetch_beacon(scope=SYSTEM, reference=reference, at=at)
        run_draw(scope=SYSTEM, reference=reference, at=at)
    except (BeaconFault, refusals.DrawInProgress, refusals.AlreadyDrawn) as waits:
        logger.warning("Draw %s is not held yet: %s", reference, type(waits).__name__)
        return False
    return True


def _awaiting_beacon(scope: Scope, reference: str, at: datetime) -> Draw:
    require(scope, can_conduct_draws)
    found = Draw.objects.filter(reference=reference).first()
    if found is None:
        raise OutOfScope(reference)
    if queries.status_of(found) != DrawStatus.ANNOUNCED:
        raise refusals.MovedOn
    if at < found.draws_at:
        raise refusals.NotYet
    return found


def _keep_beacon(scope: Scope, reference: str, beacon: Beacon, source: BeaconSource, at: datetime) -> DrawBeacon:
    with transaction.atomic():
        found = locked(reference)
        if kept := DrawBeacon.objects.filter(draw=found).first():
            return kept
        if queries.status_of(found) != DrawStatus.ANNOUNCED:
            raise refusals.MovedOn
        kept = DrawBeacon.objects.create(
            draw=found, chain=beacon.chain, round=beacon.round, signature=beacon.signature, source=source,
            by_id=scope.user_id, at=at,
        )  # fmt: skip
        record(found, "draw.beacon", scope=scope, at=at, round=beacon.round, source=source.value)
    return kept


@transaction.atomic
def _keep_failure(found: Draw, fault: BeaconFault, scope: Scope, at: datetime) -> None:
    record(found, "draw.beacon_failed", scope=scope, at=at, round=found.beacon_round, fault=type(fault).__name__)


def _locked_at_once(reference: str) -> Draw:
    try:
        return locked(reference, nowait=True)
    except OperationalError as fault:
        if isinstance(fault.__cause__, LockNotAvailable):
            raise refusals.DrawInProgress from fault
        raise


def _ready(found: Draw, at: datetime) -> Beacon:
    status = queries.status_of(found)
    if status == DrawStatus.DRAWN:
        raise refusals.AlreadyDrawn
    if status != DrawStatus.ANNOUNCED:
        raise refusals.MovedOn
    if at < found.draws_at:
        raise refusals.NotYet
    kept = DrawBeacon.objects.filter(draw=found).first()
    if kept is None:
        raise refusals.BeaconMissing
    return Beacon(chain=kept.chain, round=kept.round, signature=bytes(kept.signature))


def _frozen(found: Draw) -> Frozen:
    """Return the lists as announced, or raise `ListAltered`."""
    candidates, units, rules = (queries.content_of(found.pk, name) or b"" for name in folder.LISTS)
    if hash_of_lists(candidates, units, rules) != bytes(found.list_hash):
        raise refusals.ListAltered
    # The hash stands for bytes that were checked line by line when they were frozen.
    return Frozen(candidates=candidates, units=units, rules=read_rules(rules))


def _drawn(found: Draw, frozen: Frozen, beacon: Beacon) -> Transcript:
    commitments = {row.party: bytes(row.digest) for row in found.commitments.all()}
    reveals, late = reveals_of(found)
    try:
        return draw(frozen, beacon, commitments, reveals, late)
    except DrawFault as fault:
        raise refusals.DrawRefused(fault.text) from fault


def _store(found: Draw, transcript: Transcript, reached: Reached) -> None:
    """Write the result's rows, compare what is stored with what was drawn, and publish the files.

    The rows are written by ticket: entering them into their index at random would take most of a draw's time.
    """
    table = DrawResult._meta.db_table  # noqa: SLF001 -- Django's documented way to a model's table
    rows = _rows(found.pk, transcript.result)
    with connection.cursor() as cursor:
        with cursor.copy(_COPY.format(table)) as copy:
            copy.write(rows)
        reached("copied")
        cursor.execute(_STORED.format(table), [found.pk])
        (stored,) = cursor.fetchone()
    if bytes(stored) != hashlib.sha256(rows).digest():
        raise refusals.ResultAltered
    reached("compared")
    for name, content in {**said_of(found), **folder.published(transcript)}.items():
        keep_file(found, name, content)
    reached("published")


def _rows(draw_id: int, result: bytes) -> bytes:
    """Return a result's lines as rows of its table, by ticket."""
    prefix = b"%d\t" % draw_id
    return prefix.join([b"", *sorted(result.splitlines(keepends=True))])
