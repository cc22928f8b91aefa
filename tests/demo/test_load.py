"""A demonstration loaded once: whole, in order, alive on every screen, households on their way to the keys, draws."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.db.models import Count, F, Max
from pytest_django import Settings
from tests.bench.pages import pages
from tests.demo.conftest import AT, CASES, PEOPLE, SEED

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.enums import NominationState, OfferState
from iskan.apps.allocation.models import Handover, HandoverAppointment, Offer, OfferEvent, Snag
from iskan.apps.allocation.queries.offers import file_of, offer_of
from iskan.apps.anomalies.models import Anomaly
from iskan.apps.cases.enums import CheckStatus, ExceptionStatus
from iskan.apps.cases.findings import read_findings
from iskan.apps.cases.models import (
    Case,
    CaseAssessment,
    CaseEvent,
    CaseFact,
    CitizenRequest,
    Decision,
    EvidenceItem,
    ExceptionEntry,
    RegisterRun,
)
from iskan.apps.cases.operations.assessing import assess_case
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.documents.models import Document, IssuedDocument
from iskan.apps.draws.enums import DrawStatus
from iskan.apps.draws.models import Draw, DrawTicket
from iskan.apps.draws.queries import draws, tickets
from iskan.apps.households.models import Person
from iskan.apps.households.queries import search_people
from iskan.apps.housing_stock.enums import UnitState, UnitType
from iskan.apps.housing_stock.models import Unit
from iskan.apps.housing_stock.queries.offered import offered_home
from iskan.apps.housing_stock.queries.terms import terms_of
from iskan.apps.notifications.models import Delivery, Message
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.models import ListStanding, WaitingListEntry
from iskan.apps.waiting_lists.queries.waiting_list import place_of
from iskan.demo import operations
from iskan.demo.copying import without_checks
from iskan.demo.draws import write_draws
from iskan.demo.home_terms import PRICES
from iskan.demo.housed import PROJECT, SHOWN, households_shown
from iskan.demo.playing import HOUSING
from iskan.demo.stories import STORIES
from iskan.foundation import audit
from iskan.foundation.audit_chain import verify
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import NOBODY, SYSTEM, Role, Scope
from iskan.integrations.models import Exchange
from iskan.integrations.synthetic.cast import CAST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
MEASURED_SERVICES = Path(__file__).parents[1] / "bench" / "services"
OFFICIAL = Scope(user_id=1, roles=frozenset({Role.AUDITOR}))
STAGES = {
    "draft", "submitted", "awaiting_review", "in_review", "awaiting_applicant", "awaiting_decision", "approved",
    "rejected", "withdrawn", "completed",
}  # fmt: skip


def test_everybody_asked_for_is_there() -> None:
    assert Case.objects.count() == CASES + len(STORIES)
    assert Person.objects.count() >= PEOPLE
    assert Person.objects.filter(cpr__in=CAST).count() == len(CAST)


def test_people_are_found_by_folded_names() -> None:
    person = Person.objects.filter(name_ar__contains="أ").first()
    assert person is not None

    found = search_people(OFFICIAL, person.name_ar.replace("أ", "ا"))

    assert person.pk in {line.id for line in found}


def test_every_stage_is_on_some_screen() -> None:
    assert set(Case.objects.values_list("stage", flat=True)) == STAGES
    opened = Case.objects.filter(filed_at__isnull=False, closed_at=None)
    assert set(opened.values_list("alarm", flat=True)) == {0, 50, 80, 100}
    assert CitizenRequest.objects.filter(answered_at=None).exists()
    assert EvidenceItem.objects.exists()
    assert set(ExceptionEntry.objects.values_list("status", flat=True)) == set(ExceptionStatus.values)
    assert Message.objects.filter(read_at=None).exists()
    assert Delivery.objects.filter(status="failed").exists()


def test_stage_repeats_the_newest_transition() -> None:
    last = CaseEvent.objects.filter(kind="transition").values("case").annotate(newest=Max("pk")).values("newest")
    newest = CaseEvent.objects.filter(pk__in=last)
    assert not newest.exclude(target=F("case__stage")).exists()
    assert newest.count() == Case.objects.exclude(stage="draft").count()


def test_every_move_is_lawful() -> None:
    lawful = {
        (service.code, move.code, source, move.target)
        for service in catalogue.services()
        for move in service.lifecycle.transitions
        for source in move.sources
    }
    moves = CaseEvent.objects.filter(kind="transition").values_list("case__service_code", "code", "source", "target")
    assert set(moves) <= lawful


def test_decisions_have_two_pairs_of_eyes() -> None:
    decided = Decision.objects.exclude(outcome="")
    assert decided.exists()
    assert not decided.filter(decided_by=F("recommended_by")).exists()
    closed = Case.objects.filter(stage__in=["approved", "rejected"], decisions__isnull=True)
    assert not closed.exists()


def test_waiting_list_is_ranked() -> None:
    waiting = WaitingListEntry.objects.filter(status=EntryStatus.WAITING)
    for standing in ListStanding.objects.filter(governorate=""):
        listed = waiting.filter(programme=standing.programme).order_by("case__filed_at", "lot")
        assert list(listed.values_list("place", flat=True)) == list(range(1, standing.waiting_count + 1))
    assert waiting.count() == Case.objects.filter(waiting_list_entry__status="waiting", stage="approved").count()


def test_recent_decisions_replay_to_the_same_findings() -> None:
    """The kept file is what the real assessment makes of the kept facts and answers."""
    for kept in CaseAssessment.objects.order_by("-pk")[:25]:
        case = Case.objects.select_related("application").get(pk=kept.case_id)
        again = assess_case(case=case, service=catalogue.service_of(case.service_version_id), at=AT)
        assert again is not None
        assert read_findings(again.findings) == read_findings(kept.findings)


def test_recent_outcomes_follow_the_findings() -> None:
    excepted = ExceptionEntry.objects.filter(status="approved", kind="criterion").values("case")
    against = CaseAssessment.objects.filter(case__stage="approved", verdict="not_eligible").exclude(case__in=excepted)
    assert not against.exists()
    assert not CaseAssessment.objects.filter(case__stage="rejected", verdict="eligible").exists()


def test_open_cases_have_their_registers_answers() -> None:
    opened = Case.objects.filter(filed_at__isnull=False, closed_at=None, service_code=HOUSING)
    checked = opened.exclude(stage="submitted").annotate(runs=Count("register_runs"))
    assert not checked.filter(runs=0).exists()
    silent = RegisterRun.objects.filter(case__in=opened, status=CheckStatus.PENDING)
    assert set(silent.values_list("case__stage", flat=True)) <= {"submitted"}


def test_what_is_kept_of_a_case_names_its_own_people() -> None:
    """A copy keeps nothing of whoever its model was played by."""
    cases = Case.objects.filter(service_code=HOUSING).select_related("applicant")
    family = {case.reference: {case.applicant.cpr} for case in cases}
    for reference, cpr in cases.values_list("reference", "household__members__person__cpr"):
        family[reference].add(cpr)
    asked = list(Exchange.objects.filter(case_reference__in=family).values_list("case_reference", "subject_cpr"))
    assert len({reference for reference, _ in asked}) > len(STORIES)
    assert all(cpr in family[reference] for reference, cpr in asked)
    said = CaseFact.objects.filter(code="person.cpr").values_list("case__applicant__cpr", "value")
    assert all(cpr == value["ar"] for cpr, value in said)
    assert not EvidenceItem.objects.exclude(document__owner=F("case__applicant")).exists()
    named = Message.objects.filter(case_reference__in=family, user__cpr__isnull=False)
    assert all(cpr in family[reference] for reference, cpr in named.values_list("case_reference", "user__cpr"))


def test_scans_are_shared_and_kept() -> None:
    files = set(Document.objects.values_list("file", flat=True))
    assert len(files) < Document.objects.count()
    assert all(Document.objects.filter(file=name)[0].file.size for name in sorted(files)[:3])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: CAST[story.cpr].key)
def test_story_has_come_as_far_as_it_tells(story: Any) -> None:
    case = Case.objects.get(applicant__cpr=story.cpr)
    stage = {"answered": "in_review", "refused": "rejected"}.get(story.ends, story.ends)

    assert case.stage == stage
    if stage == "approved":
        assert IssuedDocument.objects.filter(case_reference=case.reference).exists()
        assert place_of(case.pk) is not None
    if stage == "rejected":
        user = User.objects.get(cpr=story.cpr)
        dossier = dossier_for(scope_of(user, AT.date()), case.reference, AT.date())
        assert dossier.assessment is not None
        assert dossier.assessment.verdict == "not_eligible"


def test_stories_already_played_are_not_played_again() -> None:
    assert operations.play_cast(seed=SEED, at=AT) == 0


def test_same_demonstration_again_loads_nothing() -> None:
    later = AT + timedelta(days=1)
    assert not operations.load(seed=SEED, people=PEOPLE, cases=CASES, at=later, say=lambda _: None)


def test_another_demonstration_is_refused() -> None:
    with pytest.raises(CommandError, match="already holds cases"):
        call_command("demo", "load", people=10, cases=10, seed=1)


def test_ensure_leaves_what_is_there() -> None:
    before = Case.objects.count()
    call_command("demo", "ensure", stdout=StringIO())
    assert Case.objects.count() == before


def test_production_is_refused(settings: Any) -> None:
    settings.PRODUCTION = True
    for verb in ("load", "cast"):
        with pytest.raises(CommandError):
            call_command("demo", verb, stdout=StringIO())


def test_cast_tells_who_can_sign_in() -> None:
    said = StringIO()
    call_command("demo", "cast", stdout=said)
    assert "reviewer" in said.getvalue()
    assert "880400101" in said.getvalue()
    assert "[Approved]" in said.getvalue()
    assert "900702301" not in said.getvalue()


def test_cast_names_everybody_when_asked() -> None:
    said = StringIO()
    call_command("demo", "cast", "--all", stdout=said)
    assert all(cpr in said.getvalue() for cpr in CAST)


def test_load_says_what_it_does_unless_quiet() -> None:
    said, silent = StringIO(), StringIO()
    known = {"people": PEOPLE, "cases": CASES, "seed": SEED}
    call_command("demo", "load", stdout=said, **known)
    call_command("demo", "load", "--quiet", stdout=silent, **known)
    assert "already loaded" in said.getvalue()
    assert silent.getvalue() == ""


@pytest.mark.parametrize("option", ["people", "cases"])
def test_nothing_at_all_is_not_a_demonstration(option: str) -> None:
    with pytest.raises(CommandError, match="at least"):
        call_command("demo", "load", **{option: 0})


def test_sequences_go_on_after_the_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_case', 'id')) > (SELECT max(id) FROM cases_case)")
        assert cursor.fetchone() == (True,)


def test_somebody_stands_at_every_step() -> None:
    states = set(Offer.objects.values_list("state", flat=True))
    assert states >= set(OfferState) - {OfferState.DOUBTFUL}
    assert len(dict(households_shown())) == len(SHOWN)


def test_keys_are_given_with_snags_open_and_mended_and_flats_due_and_returned() -> None:
    assert Snag.objects.filter(mended_on__isnull=True).exists()
    assert Snag.objects.filter(mended_on__isnull=False).exists()
    assert Handover.objects.filter(flat_due_on__gte=AT.date(), flat_returned_on__isnull=True).exists()
    assert Handover.objects.filter(flat_returned_on__isnull=False).exists()
    assert not Handover.objects.filter(structure_until__isnull=True).exists()
    assert HandoverAppointment.objects.filter(slot__starts_at__gt=AT, cancelled_at__isnull=True).exists()


def test_each_home_is_where_its_household_stands() -> None:
    homes = dict(Unit.objects.filter(project__code=PROJECT).values_list("code", "state"))
    with_keys = Offer.objects.filter(state=OfferState.HANDED_OVER)
    assert {homes[code] for code in with_keys.values_list("unit_code", flat=True)} == {UnitState.HANDED_OVER}
    promised = Offer.objects.filter(state__in=[OfferState.DRAWN, OfferState.CONTRACTED, OfferState.APPOINTED])
    assert {homes[code] for code in promised.values_list("unit_code", flat=True)} == {UnitState.ALLOCATED}
    housed = WaitingListEntry.objects.filter(case_id__in=with_keys.values("case_id"))
    assert set(housed.values_list("status", flat=True)) == {EntryStatus.LEFT}


def test_the_home_is_the_one_the_ticket_drew() -> None:
    held = Draw.objects.get(project_code=PROJECT)
    assert draws.status_of(held) == DrawStatus.DRAWN
    offer = Offer.objects.filter(state=OfferState.HANDED_OVER).order_by("pk")[0]
    drawn = tickets.result_of(offer.case_id)
    assert drawn is not None
    assert drawn.result is not None
    assert drawn.result.unit == offer.unit_code
    assert IssuedDocument.objects.filter(case_reference=offer.case.reference, code="usufruct_contract").count() == 1


def test_a_home_that_is_offered_says_where_it_stands_what_it_costs_and_how_it_is_laid_out() -> None:
    units = Unit.objects.filter(project__code=PROJECT)
    assert units.exists()
    for unit in units.distinct("unit_class"):
        home, terms = offered_home(PROJECT, unit.unit_class, unit.code), terms_of(PROJECT, unit.unit_class)
        assert (home.block, home.road[:2], home.house.isdecimal()) == ("1016", "10", True)
        assert terms is not None
        assert terms.price == PRICES[UnitType.HOUSE]
        assert terms.plan is not None
        with default_storage.open(Document.objects.get(pk=terms.plan).file.name) as plan:
            assert plan.read(4) in {b"\x89PNG", b"\xff\xd8\xff\xe0"}
        assert "تجريبية" in terms.instrument.ar, "what is made up says so"
    assert not units.values("house", "road", "block").annotate(homes=Count("pk")).filter(homes__gt=1).exists()


def test_nobody_housed_or_nominated_takes_part_in_the_other_draws() -> None:
    others = DrawTicket.objects.exclude(draw__project_code=PROJECT).values("case_id")
    assert not Offer.objects.filter(nomination__project_code=PROJECT, case_id__in=others).exclude(
        nomination__state__in=[NominationState.REFUSED, NominationState.EXPIRED, NominationState.DROPPED]
    ).exists()  # fmt: skip


def test_steps_follow_one_another_and_none_is_of_tomorrow() -> None:
    for offer in Offer.objects.filter(nomination__project_code=PROJECT):
        told = list(OfferEvent.objects.filter(offer=offer).order_by("pk").values_list("at", flat=True))
        assert told == sorted(told)
        assert told[-1] <= AT
    assert OfferEvent.objects.filter(code="nominated", at__lt=AT - timedelta(days=100)).exists()


def test_nobody_is_nominated_before_coming_to_the_list() -> None:
    for offer in Offer.objects.filter(nomination__project_code=PROJECT).select_related("case__waiting_list_entry"):
        assert offer.case.waiting_list_entry.entered_at < offer.opened_at
    assert not WaitingListEntry.objects.filter(programme__startswith="later").exists()


def test_the_cast_names_a_household_with_keys_who_may_see_its_home() -> None:
    said = StringIO()
    call_command("demo", "cast", stdout=said)
    cpr = next(cpr for cpr, told in households_shown() if told == SHOWN[OfferState.HANDED_OVER])
    assert f"{cpr}  تسلمت الأسرة المفاتيح" in said.getvalue()
    scope = scope_of(User.objects.get(cpr=cpr), AT.date())
    case = Offer.objects.get(case__applicant__cpr=cpr).case
    offer = offer_of(scope, case.reference)
    assert offer.state == OfferState.HANDED_OVER
    assert file_of(offer, internal=False).handover is not None


def test_there_is_a_draw_held_one_waiting_and_one_cancelled(tmp_path: Path) -> None:
    by_status = {line.status: line for line in draws.draws(NOBODY)}
    assert set(by_status) == {DrawStatus.ANNOUNCED, DrawStatus.DRAWN, DrawStatus.CANCELLED}
    assert by_status[DrawStatus.CANCELLED].reason
    assert by_status[DrawStatus.ANNOUNCED].draws_at > AT
    held = by_status[DrawStatus.DRAWN]
    for name in draws.file_sizes(Draw.objects.get(reference=held.reference).pk):
        (tmp_path / name).write_bytes(draws.file_of(NOBODY, held.reference, name))
    call_command("draw", "verify", str(tmp_path))


def test_draws_are_made_once() -> None:
    assert write_draws(at=AT) == Draw.objects.count() == 4


@pytest.mark.django_db
def test_lines_added_while_rows_are_filled_without_checks_are_linked_like_all_others() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        with without_checks(cursor):
            audit.record(scope=SYSTEM, action="demo.load", subject_kind="demo", subject="1", at=AT)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert verify().fault is None


def test_the_auditor_has_conduct_to_look_into_with_its_lines() -> None:
    found = {row.kind: row for row in Anomaly.objects.filter(closure=None)}
    assert set(found) >= {"out_of_hours", "refused"}
    for row in found.values():
        assert AuditEntry.objects.filter(pk__in=row.lines, actor_id=row.official_id).count() == len(row.lines) > 0


def test_the_load_run_finds_every_page_it_asks_for(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.bench.baseline"
    settings.ISKAN_SERVICE_FOLDERS = [MEASURED_SERVICES]
    register_versions(at=AT)
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)  # as the test client does: it is the test's connection
    try:
        asked = pages()
        for page in asked.values():
            page()  # it refuses any answer but the one expected
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
    assert {"yardstick", "journey", "eligibility"} < set(asked)
