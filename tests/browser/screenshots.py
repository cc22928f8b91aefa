"""`make screenshots`: the pictures of the README, taken from the demonstration as it runs."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright
from tests.bench import stack

if TYPE_CHECKING:
    from iskan.apps.accounts.models import User

PROJECT = Path(__file__).resolve().parents[2]
PICTURES = PROJECT / "docs" / "pictures"
sys.path.insert(0, str(PROJECT / "scripts"))
import chromium  # noqa: E402 -- scripts are no package

FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main() -> None:
    """Serve the demonstration and take the pictures."""
    folder = Path(os.environ.get("ISKAN_DATA_DIR", PROJECT / ".data")) / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"ISKAN_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "iskan.config.settings.base"}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from iskan.config import embedded  # noqa: PLC0415 -- it reads the environment just set

    with embedded.running(folder):
        subprocess.run([sys.executable, str(PROJECT / "manage.py"), "setup"], check=True)
        import django  # noqa: PLC0415 -- settings are named only now

        django.setup()
        with stack.serving(stack.product(), {"ISKAN_DATA_DIR": str(folder)}) as served:
            _take(f"http://127.0.0.1:{served.port}")


def _take(root: str) -> None:
    from iskan.apps.accounts.models import User  # noqa: PLC0415 -- models are ready only now
    from iskan.apps.cases.models import Case  # noqa: PLC0415 -- beside it

    granted = Case.objects.filter(stage="approved", waiting_list_entry__place__gt=5).select_related("applicant")
    under_review = Case.objects.filter(stage="in_review", evidence__isnull=False).select_related("applicant")
    shown, worked = granted.latest("filed_at"), under_review.latest("filed_at")
    reviewer = User.objects.get(username="reviewer")
    path = chromium.find()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        _picture(browser, f"{root}/", "home-ar")
        _picture(browser, f"{root}/cases/{shown.reference}/", "case-ar", shown.applicant)
        _picture(browser, f"{root}/en/staff/cases/{worked.reference}/", "desk-en", reviewer)
        _picture(browser, f"{root}/staff/", "worklist-ar", reviewer)
        browser.close()


def _picture(browser: Browser, address: str, name: str, user: "User | None" = None) -> None:
    from django.conf import settings  # noqa: PLC0415 -- settings are named only now
    from tests.bench.visitors import session_for  # noqa: PLC0415 -- models are ready only now

    context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id="Asia/Bahrain")
    if user is not None:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_for(user), "url": address}])
    page = context.new_page()
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{address} cannot be shown: {answer and answer.status}")
    page.screenshot(path=PICTURES / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
