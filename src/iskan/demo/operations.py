"""Loading a demonstration: staff, population, cases, and the cast's stories."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.demonstration import create_demo_staff
from iskan.apps.accounts.queries import department_id
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.alarms import raise_due_alarms
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.forecasts.operations import foretell, measure_method
from iskan.apps.waiting_lists.operations.waiting_list import rank_lists
from iskan.demo import bulk, stories, trail
from iskan.demo.bulk import Applicants
from iskan.demo.copying import advance_ids, analyse, first_free_id, indexed_afterwards, without_checks
from iskan.demo.details import Hands, write_details
from iskan.demo.draws import write_draws
from iskan.demo.housed import write_housed
from iskan.demo.models import DemoLoad
from iskan.demo.nominations import write_nominations
from iskan.demo.people import Candidate, write_people, write_users
from iskan.demo.plan import HOUSING, Planner, Staff
from iskan.demo.recent import RecentCases, contacts_of
from iskan.demo.scans import store_scans
from iskan.demo.stock import write_stock
from iskan.demo.twins import registers_at_hand
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, Role
from iskan.integrations.synthetic.population import Population
from iskan.policy.departments import HOUSING_REQUESTS

Say = Callable[[str], None]
# The registers' twins know so many people unless told otherwise; recent cases are those people's.
KNOWN_TO_REGISTERS: Final = 20_000
MANY_CASES: Final = 50_000
SPOUSES_OF: Final = 6_000


class NotInProduction(RuntimeError):
    """Made-up people have no place in a production database."""


class AnotherDemonstration(RuntimeError):
    """The database holds another demonstration, or real cases."""


def load(*, seed: int, people: int, cases: int, at: datetime, say: Say) -> bool:
    """Load a demonstration in one transaction; return whether there was anything to do.

    Raises:
        NotInProduction: this is a production installation.
        AnotherDemonstration: the database is not empty; wipe it first.
    """
    if settings.PRODUCTION:
        raise NotInProduction
    if DemoLoad.objects.filter(seed=seed, people=people, cases=cases).exists():
        return False
    if DemoLoad.objects.exists() or Case.objects.filter(filed_at__isnull=False).exists():
        raise AnotherDemonstration
    create_demo_staff(at=at)
    register_versions(at=at)
    with transaction.atomic(), connection.cursor() as cursor:
        DemoLoad.objects.create(seed=seed, people=people, cases=cases, loaded_at=at)
        _load(cursor, seed=seed, people=people, cases=cases, at=at, say=say)
        audit.record(
            scope=SYSTEM, action="demo.load", subject_kind="demo", subject=str(seed), at=at, people=people, cases=cases
        )
    analyse(trail.TABLES)
    say("the cast's stories")
    play_cast(seed=seed, at=at)
    say(f"{write_housed(at=at)} households on their way to the keys")
    rank_lists(at=at)
    say(f"{write_draws(at=at)} draws")
    say(f"{write_nominations(at=at)} nominations")
    say("forecasts")
    foretell(at=at, reason="demonstration")
    measure_method(at=at, histories=20, applications=1000)
    if cases < MANY_CASES:
        say("alarms")
        raise_due_alarms(at=at)
    return True


def play_cast(*, seed: int, at: datetime) -> int:
    """Play the stories of the cast that have not been played; return how many."""
    population = Population(seed=seed, people=1, today=at.date)
    with registers_at_hand(seed=seed, people=1):
        return stories.play_missing(
            at=at,
            population=population,
            scans=store_scans(),
            reviewer=User.objects.get(pk=_officials(Role.REVIEWER)[0]),
            approver=User.objects.get(pk=_officials(Role.APPROVER)[0]),
        )


def _load(cursor: CursorWrapper, *, seed: int, people: int, cases: int, at: datetime, say: Say) -> None:
    tables = trail.TABLES if cases >= MANY_CASES else ()
    with without_checks(cursor), indexed_afterwards(cursor, tables):
        say("people")
        candidates = write_people(cursor, seed=seed, people=people, at=at)
        users = _write_users(cursor, candidates[:cases], seed=seed, at=at)
        say("cases")
        of = Applicants(candidates, users, first_free_id(cursor, "households_household"))
        recent = _recent(of, seed=seed, people=people, at=at)
        planner = Planner(seed=seed, at=at, staff=_staff(), first_id=first_free_id(cursor, "cases_case"))
        bulk.write_plan(cursor, recent.settled(planner.cases(candidates, cases)), of=of)
        bulk.write_households(cursor, of, at)
        say("trails, decisions, messages")
        department = department_id(HOUSING_REQUESTS.code)
        bulk.write_cases(cursor, department_id=department, alarms_follow=cases < MANY_CASES, at=at)
        advance_ids(cursor, trail.COUNTED_ELSEWHERE)
        say(f"{write_stock(cursor, at=at)} homes of the stock")
        say("recent files")
        _write_recent(cursor, recent, seed)
        cursor.execute(trail.DECISIONS)
        if tables:
            say("indexes")


def _write_users(cursor: CursorWrapper, candidates: list[Candidate], *, seed: int, at: datetime) -> dict[str, int]:
    known = {cpr: pk for cpr, pk in User.objects.filter(cpr__isnull=False).values_list("cpr", "pk") if cpr}
    wanted = [(each.cpr, each.name_ar, each.name_en) for each in candidates]
    wanted += [(s.cpr, s.name_ar, s.name_en) for each in candidates[:SPOUSES_OF] for s in each.spouses]
    return write_users(cursor, seed=seed, wanted=wanted, at=at, known=known)


def _recent(of: Applicants, *, seed: int, people: int, at: datetime) -> RecentCases:
    day = date(at.year, at.month, at.day)
    population = Population(seed=seed, people=min(people, KNOWN_TO_REGISTERS), today=lambda: day)
    return RecentCases(
        seed=seed,
        at=at,
        service=catalogue.service(HOUSING),
        population=population,
        applicants=of,
        contacts=contacts_of(of.users, population),
    )


def _write_recent(cursor: CursorWrapper, recent: RecentCases, seed: int) -> None:
    hands = Hands(
        supervisor_id=_officials(Role.SUPERVISOR)[0],
        approver_id=_officials(Role.APPROVER)[0],
        scans=store_scans(),
        users=recent.applicants.users,
    )
    write_details(cursor, recent.files, service=recent.service, hands=hands, excepted=recent.excepted, seed=seed)


def _staff() -> Staff:
    return Staff(reviewers=_officials(Role.REVIEWER), approvers=_officials(Role.APPROVER))


def _officials(role: Role) -> tuple[int, ...]:
    """Return the officials of the department for housing applications who hold a role, in the order they were hired."""
    here = User.objects.filter(department_id=department_id(HOUSING_REQUESTS.code), is_active=True)
    return tuple(here.filter(roles__contains=[role.value]).order_by("pk").values_list("pk", flat=True))
