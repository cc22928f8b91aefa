"""`iskan migrate`: Django's own command, after the checks a migration rests on.

The others load every page and address of the system, and prove every service: `iskan check` is for that, and whoever
sets the system up runs it after the services are kept.
"""

from django.core.checks import Tags
from django.core.management.commands import migrate


class Command(migrate.Command):
    requires_system_checks = (Tags.models, Tags.database)
