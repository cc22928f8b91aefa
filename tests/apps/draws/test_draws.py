"""A draw from freeze to result: each step once, in its order, by whom it belongs to; the database stands behind it."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings
from tests.apps.conftest import AT, MakeCase
from tests.factories.cast import official
from tests.factories.draws import DAY, SECRETS, DrawOffice, make_draw_office

from iskan.apps.agreements.enums import ActOutcome
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.apps.cases.models import Case
from iskan.apps.draws.enums import DrawStatus, RevealVerdict
from iskan.apps.draws.models import Draw, DrawOutcome, DrawResult, DrawTicket
from iskan.apps.draws.operations import draw_refusals as refusals
from iskan.apps.draws.operations import drawing, draws
from iskan.apps.draws.queries import draws as queries
from iskan.apps.draws.queries import tickets
from iskan.apps.notifications.models import Message
from iskan.core.draw.drawing import commitment_to
from iskan.core.draw.lists import DrawFault
from iskan.core.refusal import NotForThisRole, ReasonMissing, SameEyes
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import NOBODY, SYSTEM, OutOfScope, Role
from iskan.integrations.beacon import http
from iskan.integrations.beacon.port import BadSignature, BeaconUnavailable
from iskan.integrations.beacon.simulator import make_app, stand_in_signature
from iskan.policy.acts import CANCEL_DRAW

UNITS = [("U-1", "house-4br"), ("U-2", "house-4br")]


@pytest.fixture
def office(db: None) -> DrawOffice:  # noqa: ARG001 -- a fixture is asked for by name
    return make_draw_office(AT)


@pytest.fixture
def cases(make_case: MakeCase) -> list[Case]:
    return [make_case() for _ in range(3)]


def actions(reference: str) -> list[str]:
    return list(AuditEntry.objects.filter(subject=reference).order_by("id").values_list("action", flat=True))


def test_a_draw_is_held_once_and_verified_by_a_stranger(office: DrawOffice, cases: list[Case], tmp_path: Path) -> None:
    draw = office.ready(cases, UNITS)
    office.run(draw.reference)
    standing = queries.draw_for(NOBODY, draw.reference)
    assert standing.status is DrawStatus.DRAWN
    assert [(c.candidates, c.units, c.housed, c.reserve) for c in standing.classes] == [(3, 2, 2, 1)]
    for name in queries.file_sizes(draw.pk):
        (tmp_path / name).write_bytes(queries.file_of(NOBODY, draw.reference, name))
    call_command("draw", "verify", str(tmp_path))
    lines = queries.results(draw.pk)
    assert [line.position for line in lines] == [1, 2, 3]
    assert sorted(filter(None, (line.unit for line in lines))) == ["U-1", "U-2"]
    assert {unit for _, _, unit in queries.winners(draw.reference)} == {"U-1", "U-2"}
    assert actions(draw.reference) == [
        "draw.freeze", *["draw.commit"] * 3, "draw.announce", *["draw.reveal"] * 3, "draw.beacon", "draw.run",
    ]  # fmt: skip
    with pytest.raises(refusals.AlreadyDrawn):
        office.run(draw.reference)
    with pytest.raises(refusals.AlreadyDrawn):
        draws.cancel_draw(scope=office.scope(office.supervisor), reference=draw.reference, reason="x", at=AT)


def test_each_case_has_its_own_ticket_and_result(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.ready(cases, UNITS)
    before = tickets.result_of(cases[0].pk)
    assert before is not None
    assert before.result is None
    office.run(draw.reference)
    own = [tickets.result_of(case.pk) for case in cases]
    assert {ticket.ticket for ticket in own if ticket} == {line.ticket for line in queries.results(draw.pk)}
    assert all(ticket.result and ticket.result.ticket == ticket.ticket for ticket in own if ticket)
    ticket = own[0].ticket if own[0] else ""
    assert [line.ticket for line in queries.results(draw.pk, ticket=ticket[:9])] == [ticket]
    assert len(queries.results(draw.pk, drawn_class="house-4br", start=1, count=1)) == 1


def test_a_freeze_is_not_public_and_names_nobody(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.freeze(cases, UNITS)
    with pytest.raises(OutOfScope):
        queries.draw_for(NOBODY, draw.reference)
    assert queries.draws(NOBODY) == ()
    assert [line.reference for line in queries.draws(office.scope(office.supervisor))] == [draw.reference]
    written = queries.file_of(office.scope(office.supervisor), draw.reference, "candidates.tsv").decode()
    assert all(case.reference not in written for case in cases)
    assert tickets.result_of(cases[0].pk) is None


def freeze(office: DrawOffice, candidates: list[tuple[int, str]], units: list[tuple[str, str]]) -> Draw:
    return draws.freeze_draw(
        scope=office.scope(office.supervisor), project_code="p", candidates=candidates, units=units,
        draws_at=office.draws_at, at=AT,
    )  # fmt: skip


def test_lists_that_cannot_be_drawn_are_refused_by_name(office: DrawOffice, cases: list[Case]) -> None:
    first = cases[0].pk
    with pytest.raises(refusals.CandidateTwice, match=cases[0].reference):
        freeze(office, [(first, "f3"), (first, "f3")], [("U", "f3")])
    with pytest.raises(refusals.UnknownCandidate, match="999999"):
        freeze(office, [(999_999, "f3")], [("U", "f3")])
    with pytest.raises(DrawFault, match="no unit: f4") as fault:
        freeze(office, [(first, "f4")], [("U", "f3")])
    assert fault.value.code == "class-without-units"
    with pytest.raises(refusals.NotYet):
        draws.freeze_draw(
            scope=office.scope(office.supervisor), project_code="p", candidates=[], units=[], draws_at=AT - DAY, at=AT
        )
    assert not Draw.objects.exists()


def test_who_may_conduct(office: DrawOffice, cases: list[Case]) -> None:
    member = office.scope(office.members["citizens"])
    with pytest.raises(NotForThisRole):
        draws.freeze_draw(scope=member, project_code="p", candidates=[], units=[], draws_at=office.draws_at, at=AT)
    draw = office.freeze(cases, UNITS)
    office.commit(draw.reference)
    with pytest.raises(SameEyes):
        draws.announce_draw(scope=office.scope(office.supervisor), reference=draw.reference, at=AT)
    with pytest.raises(refusals.NotOfThisParty):
        draws.commit_secret(
            scope=office.scope(office.supervisor), reference=draw.reference, commitment="00" * 32, at=AT
        )
    for step in (draws.announce_draw, drawing.run_draw, drawing.fetch_beacon):
        with pytest.raises(NotForThisRole):
            step(scope=member, reference=draw.reference, at=AT)


def test_an_announcement_needs_every_commitment_and_a_days_notice(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.freeze(cases, UNITS)
    approver = office.scope(office.approver)
    office.commit(draw.reference, "ministry", "citizens")
    with pytest.raises(refusals.CommitmentsMissing, match="National Audit Office"):
        draws.announce_draw(scope=approver, reference=draw.reference, at=AT)
    office.commit(draw.reference, "audit-office")
    with pytest.raises(refusals.TooSoon, match="24 hours"):
        draws.announce_draw(scope=approver, reference=draw.reference, at=draw.draws_at - timedelta(hours=23))
    draws.announce_draw(scope=approver, reference=draw.reference, at=AT)
    with pytest.raises(refusals.MovedOn):
        draws.announce_draw(scope=approver, reference=draw.reference, at=AT)


def test_nobody_commits_to_a_draw_that_can_be_announced_no_more(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.freeze(cases, UNITS)
    terms = {
        "scope": office.scope(office.members["citizens"]), "reference": draw.reference,
        "commitment": commitment_to(SECRETS["citizens"]).hex(),
    }  # fmt: skip
    late = draw.draws_at - DAY + timedelta(seconds=1)
    with pytest.raises(refusals.TooSoon) as told:
        draws.commit_secret(**terms, at=late)
    bahrain = draw.draws_at + timedelta(hours=3)
    assert f"{bahrain:%H:%M}, Bahrain time" in told.value.text.en
    assert f"{bahrain:%H:%M} بتوقيت البحرين" in told.value.text.ar
    assert not draw.commitments.exists()
    draws.commit_secret(**terms, at=draw.draws_at - DAY)


def test_a_proposal_to_call_off_is_closed_as_the_draw_is_held(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.ready(cases, UNITS)
    proposed = _propose_cancelling(office, draw, AT)
    office.run(draw.reference)
    kept = ProposedAct.objects.get(pk=proposed)
    assert (kept.outcome, kept.decided_by) == (ActOutcome.OVERTAKEN, None)
    assert f"Proposal {proposed} is closed" in Message.objects.get(user=office.supervisor).body_en


def test_a_commitment_binds(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.freeze(cases, UNITS)
    office.commit(draw.reference, "ministry")
    with pytest.raises(refusals.AlreadyCommitted):
        office.commit(draw.reference, "ministry")
    member = office.scope(office.members["citizens"])
    for wrong in ("", "zz" * 32, "00" * 31):
        with pytest.raises(refusals.NotAHash):
            draws.commit_secret(scope=member, reference=draw.reference, commitment=wrong, at=AT)
    with pytest.raises(refusals.MovedOn):
        office.reveal(draw.reference, "ministry")


def test_what_does_not_match_or_comes_late_is_recorded_and_left_out_by_name(
    office: DrawOffice, cases: list[Case]
) -> None:
    draw = office.freeze(cases, UNITS)
    office.announce(draw.reference)
    office.reveal(draw.reference, "ministry")
    with pytest.raises(refusals.AlreadyRevealed):
        office.reveal(draw.reference, "ministry")
    with pytest.raises(refusals.RevealMismatch):
        draws.reveal_secret(
            scope=office.scope(office.members["audit-office"]), reference=draw.reference, secret="ff" * 32, at=AT
        )
    with pytest.raises(refusals.RevealLate):
        office.reveal(draw.reference, "citizens", at=draw.reveals_due_at)
    office.take_beacon(draw)
    office.run(draw.reference)
    parties = {party.code: party for party in queries.draw_for(NOBODY, draw.reference).parties}
    assert parties["audit-office"].left_out == "does not match its commitment"
    assert parties["citizens"].left_out == "late"
    assert parties["ministry"].verdict is RevealVerdict.COUNTED
    with pytest.raises(refusals.MovedOn):
        office.reveal(draw.reference, "audit-office")


def test_a_slip_of_the_hand_may_be_put_right_in_time(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.freeze(cases, UNITS)
    office.announce(draw.reference)
    member = office.scope(office.members["citizens"])
    with pytest.raises(refusals.RevealMismatch):
        draws.reveal_secret(scope=member, reference=draw.reference, secret="ff" * 32, at=AT)
    office.reveal(draw.reference)
    office.take_beacon(draw)
    office.run(draw.reference)
    assert DrawOutcome.objects.get().left_out == {}


def test_a_secret_never_revealed_is_left_out_by_name(office: DrawOffice, cases: list[Case], tmp_path: Path) -> None:
    draw = office.freeze(cases, UNITS)
    office.announce(draw.reference)
    office.reveal(draw.reference, "ministry", "audit-office")
    office.take_beacon(draw)
    office.run(draw.reference)
    assert DrawOutcome.objects.get().left_out == {"citizens": "missing"}
    for name in queries.file_sizes(draw.pk):
        (tmp_path / name).write_bytes(queries.file_of(NOBODY, draw.reference, name))
    call_command("draw", "verify", str(tmp_path))


def test_the_beacon_is_the_announced_round_signed_and_due(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.freeze(cases, UNITS)
    office.announce(draw.reference)
    scope, number = office.scope(office.supervisor), draw.beacon_round
    signature, due = stand_in_signature(number).hex(), draw.draws_at
    paste = {"scope": scope, "reference": draw.reference}
    with pytest.raises(refusals.NotYet):
        drawing.paste_beacon(**paste, number=number, signature=signature, at=due - timedelta(seconds=1))
    with pytest.raises(refusals.WrongBeaconRound):
        drawing.paste_beacon(**paste, number=number + 1, signature=signature, at=due)
    for forged in ("", "zz", stand_in_signature(number + 1).hex()):
        with pytest.raises(BadSignature):
            drawing.paste_beacon(**paste, number=number, signature=forged, at=due)
    with pytest.raises(refusals.BeaconMissing):
        drawing.run_draw(scope=scope, reference=draw.reference, at=due)
    first = drawing.paste_beacon(**paste, number=number, signature=signature, at=due)
    assert drawing.paste_beacon(**paste, number=number, signature=signature, at=due) == first
    with pytest.raises(refusals.NotYet):
        drawing.run_draw(scope=scope, reference=draw.reference, at=due - timedelta(seconds=1))


@pytest.mark.parametrize("mood", ["", "beacon=failing"])
def test_the_beacon_is_fetched_or_said_to_be_away(
    office: DrawOffice, cases: list[Case], mood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = office.freeze(cases, UNITS)
    office.announce(draw.reference)
    app = make_app(moods=mood, now=draw.draws_at.timestamp)
    monkeypatch.setattr(http, "_connections", lambda: httpx.Client(transport=httpx.WSGITransport(app=app)))
    fetch = {"scope": office.scope(office.supervisor), "reference": draw.reference, "at": draw.draws_at}
    if mood:
        with pytest.raises(BeaconUnavailable):
            drawing.fetch_beacon(**fetch)
    else:
        assert drawing.fetch_beacon(**fetch).source == "fetched"
    office.scope(office.supervisor)


def test_a_cancelled_draw_stays_with_its_reason(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.ready(cases, UNITS)
    cancel = {"scope": office.scope(office.approver), "reference": draw.reference, "at": AT}
    with pytest.raises(ReasonMissing):
        draws.cancel_draw(**cancel, reason=" ")
    draws.cancel_draw(**cancel, reason="تأخر تسليم المرحلة")
    standing = queries.draw_for(NOBODY, draw.reference)
    assert (standing.status, standing.reason) == (DrawStatus.CANCELLED, "تأخر تسليم المرحلة")
    for step in (lambda: office.run(draw.reference), lambda: draws.cancel_draw(**cancel, reason="x")):
        with pytest.raises(refusals.MovedOn):
            step()
    again = office.freeze(cases, UNITS)
    assert (draw.reference, again.reference) == ("D2026-0001", "D2026-0002")


REFUSED_BY_GUARD = r"added to only|the draw has|stands|not the announced|results for"
FORBIDDEN = (
    "UPDATE draws_draw SET beacon_round = beacon_round + 1",
    "UPDATE draws_drawfile SET content = content || ' '",
    "DELETE FROM draws_drawticket",
    "UPDATE draws_drawcommitment SET digest = digest",
    "UPDATE draws_drawreveal SET verdict = 'late'",
    "DELETE FROM draws_drawbeacon",
    "UPDATE draws_drawresult SET unit = NULL",
    "DELETE FROM draws_drawoutcome",
    "INSERT INTO draws_drawfile (draw_id, name, content) SELECT id, 'more', '' FROM draws_draw",
    (
        "INSERT INTO draws_drawresult (draw_id, ticket, drawn_class, position) "
        "SELECT id, 'x', 'c', 9 FROM draws_draw"
    ),
    ("INSERT INTO draws_drawticket (draw_id, ticket, drawn_class, case_id) "
    "SELECT id, 'x', 'c', 0 FROM draws_draw"),
    ("INSERT INTO draws_drawcommitment (draw_id, party, digest, by_id, at) "
    "SELECT draw_id, 'x', digest, by_id, at FROM draws_drawcommitment"),
    "INSERT INTO draws_drawcancellation (draw_id, reason, at) SELECT id, 'x', now() FROM draws_draw",
)  # fmt: skip


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_lets_nothing_of_a_finished_draw_change(
    office: DrawOffice, cases: list[Case], statement: str
) -> None:
    office.run(office.ready(cases, UNITS).reference)
    with pytest.raises(DatabaseError, match=REFUSED_BY_GUARD), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


EARLY = (
    ("INSERT INTO draws_drawoutcome (draw_id, randomness, seed, result_hash, left_out, at) "
    "SELECT id, '', '', '', '{}', now() FROM draws_draw"),
    ("INSERT INTO draws_drawbeacon (draw_id, chain, round, signature, source, at) "
    "SELECT id, beacon_chain, beacon_round + 1, '', 'pasted', now() FROM draws_draw"),
    ("INSERT INTO draws_drawcommitment (draw_id, party, digest, by_id, at) "
    "SELECT draw_id, 'x', digest, by_id, at FROM draws_drawcommitment"),
)  # fmt: skip


@pytest.mark.parametrize("statement", EARLY)
def test_the_database_lets_no_step_be_taken_out_of_turn(office: DrawOffice, cases: list[Case], statement: str) -> None:
    office.announce(office.freeze(cases, UNITS).reference)
    with pytest.raises(DatabaseError, match=REFUSED_BY_GUARD), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def _by_force(statement: str) -> None:
    """Change a guarded row as nobody but the database's owner could, the guards put aside."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_list_altered_by_force_is_not_drawn(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.ready(cases, UNITS)
    _by_force("UPDATE draws_drawfile SET content = content || '\\x0a'::bytea WHERE name = 'units.tsv'")
    with pytest.raises(refusals.ListAltered):
        office.run(draw.reference)
    assert not DrawResult.objects.exists()


def test_a_result_that_is_not_stored_as_drawn_is_not_kept(
    office: DrawOffice, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = office.ready(cases, UNITS)
    monkeypatch.setattr(drawing, "_STORED", "SELECT '\\x00'::bytea FROM {} WHERE draw_id = %s LIMIT 1")
    with pytest.raises(refusals.ResultAltered):
        office.run(draw.reference)
    assert not DrawResult.objects.exists()
    assert not DrawOutcome.objects.exists()


def test_who_speaks_for_a_party(office: DrawOffice, settings: Settings) -> None:
    assert settings.ISKAN_DRAW_NOTICE_HOURS == 24
    member = queries.members()[0]
    with pytest.raises(refusals.AlreadyAMember):
        draws.name_member(scope=SYSTEM, party="citizens", user_id=member.user_id, at=AT)
    with pytest.raises(NotForThisRole):
        draws.let_member_go(scope=office.scope(office.approver), member_id=member.id, at=AT)
    with pytest.raises(OutOfScope):
        draws.name_member(scope=SYSTEM, party="nobody", user_id=member.user_id, at=AT)
    assert json.loads(json.dumps(sorted(SECRETS))) == sorted(one.party for one in queries.members())


def test_a_draw_that_is_not_there(office: DrawOffice) -> None:
    scope = office.scope(office.supervisor)
    for step in (drawing.run_draw, drawing.fetch_beacon):
        with pytest.raises(OutOfScope):
            step(scope=scope, reference="D1", at=AT)
    with pytest.raises(OutOfScope):
        queries.draw_for(scope, "D1")
    with pytest.raises(OutOfScope):
        tickets.tickets_of(scope)
    assert not DrawTicket.objects.exists()


def test_from_its_hour_on_nobody_calls_a_draw_off(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.ready(cases, UNITS)
    for scope in (office.scope(office.approver), SYSTEM):
        with pytest.raises(refusals.HourHasCome):
            draws.cancel_draw(scope=scope, reference=draw.reference, reason="x", at=draw.draws_at)
    with pytest.raises(refusals.HourHasCome):
        _propose_cancelling(office, draw, draw.draws_at)
    assert queries.draw_for(NOBODY, draw.reference).status == DrawStatus.ANNOUNCED


def _propose_cancelling(office: DrawOffice, draw: Draw, at: datetime) -> int:
    scope = office.scope(office.supervisor)
    return propose_act(scope=scope, act=CANCEL_DRAW, subject=draw.reference, terms={}, reason="نقص", at=at).pk


def test_before_its_hour_two_call_it_off_and_the_hour_passes_over_a_proposal(
    office: DrawOffice, cases: list[Case]
) -> None:
    first, second = office.ready(cases, UNITS), office.ready(cases, UNITS)
    agree_to_act(scope=office.scope(office.approver), proposed_id=_propose_cancelling(office, first, AT), at=AT)
    assert queries.draw_for(NOBODY, first.reference).reason == "نقص"
    late = _propose_cancelling(office, second, AT)
    with pytest.raises(refusals.HourHasCome):
        agree_to_act(scope=office.scope(office.approver), proposed_id=late, at=second.draws_at)


def test_a_draw_is_held_by_itself_once_its_hour_has_come(
    office: DrawOffice, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, other = office.freeze(cases, UNITS), office.freeze(cases, UNITS)
    for one in (draw, other):
        office.announce(one.reference)
    office.reveal(draw.reference, "ministry")
    app = make_app(moods="", now=draw.draws_at.timestamp)
    monkeypatch.setattr(http, "_connections", lambda: httpx.Client(transport=httpx.WSGITransport(app=app)))
    assert drawing.hold_due(at=draw.draws_at - timedelta(seconds=1)) == 0
    assert drawing.hold_due(at=draw.draws_at) == 2
    assert drawing.hold_due(at=draw.draws_at) == 0
    standing = queries.draw_for(NOBODY, draw.reference)
    assert standing.status == DrawStatus.DRAWN
    assert {one.code for one in standing.parties if one.left_out} == set(SECRETS) - {"ministry"}
    assert AuditEntry.objects.filter(action="draw.run", actor_role="system").count() == 2


def test_a_draw_whose_beacon_is_silent_waits_and_says_so(
    office: DrawOffice, cases: list[Case], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    draw = office.freeze(cases, UNITS)
    office.announce(draw.reference)
    app = make_app(moods="beacon=failing", now=draw.draws_at.timestamp)
    monkeypatch.setattr(http, "_connections", lambda: httpx.Client(transport=httpx.WSGITransport(app=app)))
    assert drawing.hold_due(at=draw.draws_at) == 0
    assert "is not held yet" in caplog.text
    assert AuditEntry.objects.filter(action="draw.beacon_failed").count() == 1


def test_a_commitment_is_taken_once_whoever_published_it(office: DrawOffice, cases: list[Case]) -> None:
    draw = office.freeze(cases, UNITS)
    office.commit(draw.reference, "ministry")
    copied = commitment_to(SECRETS["ministry"]).hex()
    commit = {"scope": office.scope(office.members["citizens"]), "commitment": copied, "at": AT}
    with pytest.raises(refusals.CommitmentCopied):
        draws.commit_secret(**commit, reference=draw.reference)
    again = office.freeze(cases, UNITS)
    with pytest.raises(refusals.CommitmentCopied):
        draws.commit_secret(**commit, reference=again.reference)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.APPROVER, Role.ADMINISTRATOR])
@pytest.mark.usefixtures("db")
def test_nobody_who_holds_draws_or_keeps_accounts_is_the_citizens_voice(role: Role) -> None:
    other = official("conductor", role, None)
    with pytest.raises(refusals.ConductsDraws):
        draws.name_member(scope=SYSTEM, party="citizens", user_id=other.pk, at=AT)
