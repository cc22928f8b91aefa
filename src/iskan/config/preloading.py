"""What short commands leave unloaded, loaded at once where a server starts: no request and no job waits for it."""

from importlib import import_module
from threading import Thread

from procrastinate.contrib.django import app

from iskan.foundation import acts, sandbox

# Imported where they are used, as they bring large libraries.
LOADED_WHERE_USED = (
    "iskan.integrations.exchange", "iskan.integrations.sms.http", "phonenumbers",
)  # fmt: skip
# Loaded where strangers' files are examined, so that nobody's upload waits for it.
EXAMINATIONS = (
    "iskan.apps.documents.intake.examiner", "iskan.apps.documents.intake.decoder",
    "iskan.apps.housing_stock.sheets.files", "openpyxl",
)  # fmt: skip


def preload() -> None:
    """Load every task, and what is otherwise loaded when first used."""
    from iskan.apps.catalogue.calendar import shipped  # noqa: PLC0415 -- brings models, which are ready only now

    app.perform_import_paths()  # type: ignore[no-untyped-call]  # the library leaves it so
    for name in LOADED_WHERE_USED:
        import_module(name)
    acts.handlers()
    shipped()


def warm_examinations() -> None:
    """Start the process that examines files, beside the start of the web process and not in its way."""
    Thread(target=sandbox.warm, args=EXAMINATIONS, name="warm-examinations", daemon=True).start()
