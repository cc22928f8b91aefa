"""Queueing a job by its name, once however often it is asked for."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def queue_once(task: str) -> None:
    """Queue a job unless one like it already waits: it will see every change made until it runs."""
    try:
        with transaction.atomic():
            app.configure_task(task, queueing_lock=task, lock=task).defer()
    except AlreadyEnqueued:
        return
