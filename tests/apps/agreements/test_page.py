"""The documentation's table of acts is the one the code asks."""

from pathlib import Path

from django.core.management import call_command
from tests.architecture.sources import PROJECT

from iskan.policy.acts import ACTS


def test_the_page_is_what_the_table_says(tmp_path: Path) -> None:
    page = tmp_path / "acts.md"
    call_command("acts", str(page))
    written = page.read_text(encoding="utf-8")
    assert written == (PROJECT / "docs" / "acts.md").read_text(encoding="utf-8"), "run: iskan acts docs/acts.md"
    assert all(f"| {act.name.en} |" in written for act in ACTS)
