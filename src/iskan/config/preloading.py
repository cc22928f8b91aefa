"""What short commands leave unloaded, loaded at once where a server starts: no request and no job waits for it."""

from importlib import import_module

from procrastinate.contrib.django import app

from iskan.apps.cases.calendars import working_calendar

# Imported where they are used, as they bring large libraries.
LOADED_WHERE_USED = ("iskan.integrations.exchange", "iskan.integrations.sms.http", "phonenumbers")


def preload() -> None:
    """Load every task, and what is otherwise loaded when first used."""
    app.perform_import_paths()  # type: ignore[no-untyped-call]  # the library leaves it so
    for name in LOADED_WHERE_USED:
        import_module(name)
    working_calendar()
