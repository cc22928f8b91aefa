"""What `make run` says once everything is up: the address, and who can sign in as what."""

from pathlib import Path

from django.core.management import call_command, get_commands

from iskan.config.progress import say

RULE = "─" * 72


def show(address: str, data_dir: Path) -> None:
    """Print the address in both languages, the demonstration's cast, and where things are kept."""
    say(f"\n{RULE}")
    say(f"  النظام يعمل    {address}/")
    say(f"  iskan is up    {address}/en/")
    say(RULE)
    show_cast()
    say(f"  Mails and SMS: {data_dir / 'mail'}    What the processes say: {data_dir / 'logs'}")
    say("  Ctrl-C stops everything; the data stay. `make reset` wipes them.")
    say(RULE)


def show_cast() -> None:
    """Print who can sign in as what, where a demonstration is loaded."""
    if "demo" in get_commands():
        call_command("demo", "cast")
        say(RULE)
