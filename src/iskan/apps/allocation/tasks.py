"""Jobs that move nominations and offers on.

A process that queues a job loads every task first: what a job computes with (numpy) is loaded by the job itself.
"""

from procrastinate.contrib.django import app

from iskan.apps.allocation.operations import queueing
from iskan.foundation import clock, jobs


@app.task(name=queueing.OPEN_OFFERS, retry=jobs.BRIEF)
def open_offers(distribution_id: int) -> None:
    """Open an offer for every nomination of a distribution that has none."""
    from iskan.apps.allocation.operations import offers  # noqa: PLC0415 -- as said above

    offers.open_offers(distribution_id=distribution_id, at=clock.now())


@app.task(name=queueing.CHECK, retry=jobs.PATIENT, queue="registers")
def check_nomination(offer_id: int) -> None:
    """Judge a nominated household's conditions again; a register that is down is asked again later."""
    from iskan.apps.allocation.operations import certificates  # noqa: PLC0415 -- as said above

    certificates.check_nomination(offer_id=offer_id, at=clock.now())


@app.task(name=queueing.CHECK_PROPERTY, retry=jobs.PATIENT, queue="registers")
def check_property(offer_id: int) -> None:
    """Judge again what a family owns before it takes part in a draw; a register that is down is asked again later."""
    from iskan.apps.allocation.operations import certificates  # noqa: PLC0415 -- as said above
    from iskan.policy.judged_again import JudgedAt  # noqa: PLC0415 -- as said above

    certificates.check_property(offer_id=offer_id, before=JudgedAt.ALLOCATION, at=clock.now())


@app.task(name=queueing.FILL, retry=jobs.BRIEF)
def fill_homes(distribution_id: int) -> None:
    """Give homes given up to the next claims."""
    from iskan.apps.allocation.operations import offers  # noqa: PLC0415 -- as said above

    offers.fill_homes(distribution_id=distribution_id, at=clock.now())


@app.task(name=queueing.DROP_NOMINATIONS, retry=jobs.BRIEF)
def drop_nominations(case_id: int) -> None:
    """Withdraw the nomination of an application that left its list."""
    from iskan.apps.allocation.operations import offers  # noqa: PLC0415 -- as said above

    offers.drop_nominations(case_id=case_id, at=clock.now())


@app.task(name=queueing.TAKE_DRAW, retry=jobs.BRIEF)
def take_draw(draw_id: int) -> None:
    """Give each accepted offer the home it drew."""
    from iskan.apps.allocation.operations import handovers  # noqa: PLC0415 -- as said above

    handovers.take_draw(draw_id=draw_id, at=clock.now())


@app.periodic(cron="15 21 * * *", periodic_id="expire-offers-nightly")
@app.task(name="allocation.expire_offers", retry=jobs.BRIEF, queueing_lock="allocation.expire_offers")
def expire_offers(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Let offers lapse shortly after midnight in Bahrain."""
    from iskan.apps.allocation.operations import offers  # noqa: PLC0415 -- as said above

    offers.expire_offers(at=clock.now())
