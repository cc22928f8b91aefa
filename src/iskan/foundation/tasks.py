"""The machine's housekeeping: taking up what a dead worker left half done, and dropping what is over."""

from importlib import import_module

from django.conf import settings
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app

from iskan.foundation import ratelimit
from iskan.foundation.jobs import BRIEF, STALLED_AFTER

KEPT_HOURS = 24 * 30


@app.periodic(cron="* * * * *")
@app.task(name="foundation.take_up_stalled_jobs", retry=BRIEF, queueing_lock="take-up-stalled-jobs", pass_context=True)
async def take_up_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Queue again the jobs of workers that stopped answering; tasks may run twice and are written so."""
    del timestamp
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER.total_seconds()):
        await jobs.retry_job(job)


@app.periodic(cron="40 2 * * *")
@app.task(name="foundation.clear_finished_jobs", retry=BRIEF, queueing_lock="clear-finished-jobs", pass_context=True)
async def clear_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Delete the jobs that succeeded a month ago; those that failed stay until somebody has looked."""
    del timestamp
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)


@app.periodic(cron="17 * * * *")
@app.task(name="foundation.drop_rate_counts", retry=BRIEF, queueing_lock="drop-rate-counts")
def drop_rate_counts(timestamp: int) -> None:
    """Drop the counts of windows long over."""
    del timestamp
    ratelimit.purge()


@app.periodic(cron="27 * * * *")
@app.task(name="foundation.drop_expired_sessions", retry=BRIEF, queueing_lock="drop-expired-sessions")
def drop_expired_sessions(timestamp: int) -> None:
    """Drop the sessions nobody can come back to, and what the shared cache no longer answers with."""
    del timestamp
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_cache WHERE expires < now()")
