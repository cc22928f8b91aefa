"""Loading a demonstration: staff, population, cases, and the cast's stories."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model as Row

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.demonstration import create_demo_staff
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.alarms import raise_due_alarms
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.forecasts.operations import measure_method, run_forecast
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.apps.notifications.models import Delivery, DeliveryAttempt, Message
from iskan.apps.waiting_lists.operations.waiting_list import rank_lists
from iskan.demo import stories
from iskan.demo.conduct import write_conduct
from iskan.demo.copies import copied
from iskan.demo.copying import advance_ids, analyse, first_free_id, indexed_afterwards, without_checks
from iskan.demo.draws import write_draws
from iskan.demo.figures import write_figures
from iskan.demo.home_terms import write_home_terms
from iskan.demo.housed import write_housed
from iskan.demo.model_cases import LOOKED_THROUGH, applicants_of_models, play_models
from iskan.demo.models import DemoLoad
from iskan.demo.multiplying import Applicants, deliver_messages, multiply, write_households
from iskan.demo.nominations import write_nominations
from iskan.demo.people import Candidate, write_people, write_users
from iskan.demo.plan import SPOUSES_OF, Model, Planner
from iskan.demo.playing import company
from iskan.demo.registers import registers_of
from iskan.demo.stock import write_stock
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM
from iskan.integrations.synthetic.population import Population

Say = Callable[[str], None]
MANY_CASES: Final = 50_000


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
    of_models = tuple(applicants_of_models(seed=seed))
    if DemoLoad.objects.exists() or Case.objects.exclude(applicant__cpr__in=of_models).filter(filed_at__isnull=False):
        raise AnotherDemonstration
    create_demo_staff(at=at)
    register_versions(at=at)
    say("model cases")
    models = _play_models(of_models, seed=seed, most=cases, at=at)
    with transaction.atomic(), connection.cursor() as cursor:
        DemoLoad.objects.create(seed=seed, people=people, cases=cases, loaded_at=at)
        _load(cursor, models, seed=seed, people=people, cases=cases, at=at, say=say)
        audit.record(
            scope=SYSTEM, action="demo.load", subject_kind="demo", subject=str(seed), at=at, people=people, cases=cases
        )
    analyse(_filled())
    say("the cast's stories")
    play_cast(seed=seed, at=at)
    write_figures(at=at)
    say(f"price and plan of {write_home_terms(at=at)} classes of homes")
    with registers_of(Population(seed=seed, people=people, today=at.date), now=lambda: at):
        nominated = write_housed(at=at)
    say(f"{nominated} households on their way to the keys")
    rank_lists(at=at)
    say(f"{write_draws(at=at)} draws")
    say(f"{write_nominations(at=at)} nominations")
    say(f"{write_conduct(at=at)} anomalies for the auditor")
    say("forecasts")
    run_forecast(at=at, reason="demonstration")
    measure_method(at=at, histories=20, applications=1000)
    return True


def play_cast(*, seed: int, at: datetime) -> int:
    """Play the stories of the cast that have not been played; return how many."""
    with company(Population(seed=seed, people=1, today=at.date), at=at) as known:
        return stories.play_missing(at=at, company=known)


def _play_models(applicants: Iterable[str], *, seed: int, most: int, at: datetime) -> list[Model]:
    """Play the model cases, of whom no earlier attempt has played any, and raise the alarms that are due on them."""
    known = set(User.objects.filter(cpr__in=applicants).values_list("cpr", flat=True))
    with company(Population(seed=seed, people=LOOKED_THROUGH, today=at.date), at=at) as others:
        models = play_models((cpr for cpr in applicants if cpr not in known), at=at, company=others, most=most)
    raise_due_alarms(at=at)
    return models


def _load(
    cursor: CursorWrapper, models: list[Model], *, seed: int, people: int, cases: int, at: datetime, say: Say
) -> None:
    last_message = first_free_id(Message) - 1
    with without_checks(cursor), indexed_afterwards(cursor, _filled() if cases >= MANY_CASES else ()):
        say("people")
        candidates = write_people(cursor, seed=seed, people=people, at=at)
        candidates = _others(candidates, models)
        users = _write_users(cursor, candidates[:cases], seed=seed, at=at)
        say("cases")
        of = Applicants(candidates, users, first_free_id(Household))
        planner = Planner(seed=seed, at=at, models=models, first_id=first_free_id(Case))
        multiply(cursor, planner.cases(candidates, cases - len(models)), [model.case_id for model in models], of)
        write_households(cursor, of, at)
        say("messages")
        deliver_messages(cursor, after=last_message, first=first_free_id(Delivery))
        advance_ids(cursor, (Person, Household, User, Case, Delivery))
        rank_lists(at=at)
        say(f"{write_stock(cursor, at=at)} homes of the stock")
        say("indexes")


def _others(candidates: list[Candidate], models: list[Model]) -> list[Candidate]:
    of_models = {model.cpr for model in models}
    return [candidate for candidate in candidates if candidate.cpr not in of_models]


def _filled() -> tuple[type[Row], ...]:
    """Return the models whose tables a demonstration fills."""
    return (Person, Household, HouseholdMember, User, *copied(), Delivery, DeliveryAttempt)


def _write_users(cursor: CursorWrapper, candidates: list[Candidate], *, seed: int, at: datetime) -> dict[str, int]:
    known = {cpr: pk for cpr, pk in User.objects.filter(cpr__isnull=False).values_list("cpr", "pk") if cpr}
    wanted = [(each.cpr, each.name_ar, each.name_en) for each in candidates]
    wanted += [(s.cpr, s.name_ar, s.name_en) for each in candidates[:SPOUSES_OF] for s in each.spouses]
    return write_users(cursor, seed=seed, wanted=wanted, at=at, known=known)
