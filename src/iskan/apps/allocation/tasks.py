"""Jobs that rank the waiting lists and foretell when each turn comes."""

from procrastinate.contrib.django import app

from iskan.apps.allocation.operations import (
    certificates,
    data_updates,
    distribution,
    draw_notices,
    forecasts,
    handovers,
    offers,
    points,
    waiting_list,
)
from iskan.foundation import clock, jobs


@app.task(name=waiting_list.RANK, retry=jobs.BRIEF)
def rank_lists() -> None:
    """Rank every list once."""
    waiting_list.rank_lists(at=clock.now())


@app.periodic(cron="10 21 * * *", periodic_id="rank-lists-nightly")
@app.task(name="allocation.rank_lists_nightly", retry=jobs.BRIEF, lock=waiting_list.RANK)
def rank_lists_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Rank every list shortly after midnight in Bahrain, whatever happened by day."""
    waiting_list.rank_lists(at=clock.now())


@app.task(name=waiting_list.FORETELL, retry=jobs.BRIEF)
def foretell() -> None:
    """Work out every forecast after something changed."""
    forecasts.foretell(at=clock.now())


@app.periodic(cron="40 21 * * *", periodic_id="foretell-nightly")
@app.task(name="allocation.foretell_nightly", retry=jobs.BRIEF, lock=waiting_list.FORETELL)
def foretell_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Work out every forecast shortly after the nightly ranking, whatever happened by day."""
    forecasts.foretell(at=clock.now(), reason="nightly")


@app.periodic(cron="20 22 1 * *", periodic_id="measure-method-monthly")
@app.task(name="allocation.measure_method", retry=jobs.BRIEF)
def measure_method(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Measure the forecasting method anew each month."""
    forecasts.measure_method(at=clock.now())


@app.task(name=points.RUN)
def run_trial(trial_id: int) -> None:
    """Compute a policy trial; one that cannot be computed says so."""
    try:
        points.run_trial(trial_id=trial_id, at=clock.now())
    except Exception:
        points.fail_trial(trial_id=trial_id, at=clock.now())
        raise


@app.task(name=distribution.OPEN_OFFERS, retry=jobs.BRIEF)
def open_offers(distribution_id: int) -> None:
    """Open an offer for every nomination of a distribution that has none."""
    offers.open_offers(distribution_id=distribution_id, at=clock.now())


@app.task(name=offers.CHECK, retry=jobs.PATIENT, queue="registers")
def check_nomination(offer_id: int) -> None:
    """Judge a nominated household's income again; a register that is down is asked again later."""
    certificates.check_nomination(offer_id=offer_id, at=clock.now())


@app.task(name=offers.FILL, retry=jobs.BRIEF)
def fill_homes(distribution_id: int) -> None:
    """Give homes given up to the next claims."""
    offers.fill_homes(distribution_id=distribution_id, at=clock.now())


@app.task(name=waiting_list.DROP, retry=jobs.BRIEF)
def drop_nominations(case_id: int) -> None:
    """Withdraw the nomination of an application that left its list."""
    offers.drop_nominations(case_id=case_id, at=clock.now())


@app.task(name=handovers.TAKE, retry=jobs.BRIEF)
def take_draw(draw_id: int) -> None:
    """Give each accepted offer the home it drew."""
    handovers.take_draw(draw_id=draw_id, at=clock.now())


@app.task(name=draw_notices.TELL, retry=jobs.BRIEF)
def tell_candidates(draw_id: int) -> None:
    """Tell everyone in a draw how it stands."""
    draw_notices.tell_candidates(draw_id=draw_id, at=clock.now())


@app.periodic(cron="15 21 * * *", periodic_id="expire-offers-nightly")
@app.task(name="allocation.expire_offers", retry=jobs.BRIEF, queueing_lock="allocation.expire_offers")
def expire_offers(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Let offers lapse shortly after midnight in Bahrain."""
    offers.expire_offers(at=clock.now())


@app.periodic(cron="30 5 * * *", periodic_id="remind-of-updates-daily")
@app.task(name="allocation.remind_of_updates", retry=jobs.BRIEF, queueing_lock="allocation.remind_of_updates")
def remind_of_updates(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Remind households of their updates each morning in Bahrain, when telephones may ring."""
    data_updates.remind_of_updates(at=clock.now())
