"""`iskan demo`: load made-up people and cases, and say who can sign in as what."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from iskan.apps.accounts.operations.demonstration import demo_cast, demo_code
from iskan.core.text import Text
from iskan.demo.models import DemoLoad
from iskan.foundation import clock
from iskan.integrations.synthetic.cast import CAST

# Of these about 47,600 wait, as 47,624 did in 2025.
DEFAULT_PEOPLE, DEFAULT_CASES, DEFAULT_SEED = 360_000, 130_000, 2026
SHOWN_PERSONAS = 8
NOT_APPLIED = Text(ar="لم يتقدم بعد", en="has not applied yet")


class Command(BaseCommand):
    help = "Demonstration data, never in production."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="load a demonstration into an empty database")
        ensure = verbs.add_parser("ensure", help="load the default demonstration unless one is loaded")
        cast = verbs.add_parser("cast", help="who can sign in as what")
        cast.add_argument("--all", action="store_true", dest="everybody", help="name every persona")
        for verb in (load, ensure):
            verb.add_argument("--people", type=int, default=DEFAULT_PEOPLE)
            verb.add_argument("--cases", type=int, default=DEFAULT_CASES)
            verb.add_argument("--seed", type=int, default=DEFAULT_SEED)
            verb.add_argument("--quiet", action="store_true")

    def handle(self, *_args: Any, verb: str, **options: Any) -> None:
        """Run the verb."""
        if verb == "cast":
            self._cast(everybody=options["everybody"])
        elif verb == "load" or not DemoLoad.objects.exists():
            self._load(**options)

    def _load(self, *, people: int, cases: int, seed: int, quiet: bool, verbosity: int, **_: Any) -> None:
        from iskan.demo import operations  # noqa: PLC0415 -- brings every app and the stand-ins, for a load alone

        if people < 1 or cases < 1:
            raise CommandError("A demonstration has at least one person and one case.")
        started = time.monotonic()
        say = self._progress(silent=quiet or verbosity == 0, started=started)
        try:
            done = operations.load(seed=seed, people=people, cases=cases, at=clock.now(), say=say)
        except operations.NotInProduction as fault:
            raise CommandError("Demonstration data are never loaded into a production installation.") from fault
        except operations.AnotherDemonstration as fault:
            raise CommandError("The database already holds cases. Wipe it first (`make reset`).") from fault
        say(f"{people} people, {cases} cases" if done else "already loaded")

    def _progress(self, *, silent: bool, started: float) -> Callable[[str], None]:
        def say(words: str) -> None:
            if not silent:
                self.stdout.write(f"{time.monotonic() - started:7.1f} s  {words}")

        return say

    def _cast(self, *, everybody: bool) -> None:
        if settings.PRODUCTION:
            raise CommandError("A production installation has no cast.")
        staff = demo_cast()
        self.stdout.write("  Citizens sign in with eKey by personal number alone:")
        self._personas(everybody=everybody)
        self._on_the_way()
        self.stdout.write(f"  Officials sign in at /staff/sign-in/ with the password {staff['password']}:")
        for member in staff["staff"]:
            self.stdout.write(f"    {member['username']:<20} {member['title'].ar} · {member['title'].en}")
        self.stdout.write(f"  Their second factor: secret {staff['totp_secret']}, code now {demo_code(at=clock.now())}")

    def _on_the_way(self) -> None:
        from iskan.demo.housed import households_shown  # noqa: PLC0415 -- as above

        shown = tuple(households_shown())
        if shown:
            self.stdout.write("  Households between offer and keys, one of each step, who sign in likewise:")
        for cpr, step in shown:
            self.stdout.write(f"    {cpr}  {step.ar} · {step.en}")

    def _personas(self, *, everybody: bool) -> None:
        from iskan.demo.stories import stages_of_cast  # noqa: PLC0415 -- as above

        stages = stages_of_cast()
        for persona in list(CAST.values())[: None if everybody else SHOWN_PERSONAS]:
            stage = stages.get(persona.cpr, NOT_APPLIED)
            self.stdout.write(f"    {persona.cpr}  {persona.story.ar} [{stage.ar}]")
            self.stdout.write(f"               {persona.story.en} [{stage.en}]")
        if not everybody:
            self.stdout.write(f"    and {len(CAST) - SHOWN_PERSONAS} more: iskan demo cast --all")
