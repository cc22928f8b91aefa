"""The stand-ins as processes of their own, each on a free port, calm before every test."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import httpx
import pytest
from pytest_django import Settings
from tests.ports import free_port

from iskan.core.text import Text
from iskan.integrations import registers
from iskan.integrations.exchange import Inquiry, Purpose, RegisterConsent
from iskan.integrations.synthetic import cast

SEED, PEOPLE = "7", "1500"
READY_SECONDS = 20


def environment(**more: str) -> dict[str, str]:
    known = {"ISKAN_SYNTHETIC_SEED": SEED, "ISKAN_SYNTHETIC_PEOPLE": PEOPLE, "PYTHONPATH": os.pathsep.join(sys.path)}
    return {**os.environ, **known, **more}


@contextmanager
def running(module: str, **more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run a stand-in on a free port and wait until it says it is well; ask it to leave at the end."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", module, "--port", str(port)],
        env=environment(**{name: value.format(url=url) for name, value in more.items()}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_until_well(url, process)
        yield url, process
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _wait_until_well(url: str, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/healthz", trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
        if process.poll() is not None:
            break
    process.kill()
    pytest.fail(f"the stand-in did not start:\n{process.communicate()[0]}")


@pytest.fixture(scope="session")
def _registers_process() -> Iterator[str]:
    with running("iskan.integrations.simulators") as (url, _):
        yield url


@pytest.fixture(scope="session")
def _sms_process() -> Iterator[str]:
    with running("iskan.integrations.sms.simulator") as (url, _):
        yield url


@pytest.fixture(scope="session")
def _payments_process() -> Iterator[str]:
    with running("iskan.integrations.payment_gateway.simulator", ISKAN_PAYMENTS_URL="{url}") as (url, _):
        yield url


@pytest.fixture(scope="session")
def _treasury_process() -> Iterator[str]:
    with running("iskan.integrations.treasury.simulator", ISKAN_TREASURY_URL="{url}") as (url, _):
        yield url


@pytest.fixture(scope="session")
def ekey_url() -> Iterator[str]:
    known = {"ISKAN_EKEY_URL": "{url}", "ISKAN_SITE_URL": "https://iskan.example"}
    with running("iskan.integrations.ekey.simulator", **known) as (url, _):
        yield url


@pytest.fixture
def registers_url(_registers_process: str, settings: Settings) -> Iterator[str]:
    """Point every register at the running simulators; whatever mood a test sets is gone after it."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(registers.codes(), _registers_process)
    yield _registers_process
    set_moods(_registers_process, **dict.fromkeys(registers.codes(), "normal"))


@pytest.fixture
def sms_url(_sms_process: str, settings: Settings) -> Iterator[str]:
    settings.ISKAN_SMS_URL = _sms_process
    yield _sms_process
    set_moods(_sms_process, sms="normal")


@pytest.fixture
def payments_url(_payments_process: str, settings: Settings) -> Iterator[str]:
    settings.ISKAN_PAYMENTS_URL = settings.ISKAN_PAYMENTS_PAGES_URL = _payments_process
    yield _payments_process
    set_moods(_payments_process, payments="normal")
    httpx.put(f"{_payments_process}/control/notices", json={"mute": False}, trust_env=False).raise_for_status()
    httpx.put(f"{_payments_process}/control/settlement", json={}, trust_env=False).raise_for_status()


@pytest.fixture
def treasury_url(_treasury_process: str, settings: Settings) -> Iterator[str]:
    settings.ISKAN_TREASURY_URL = _treasury_process
    yield _treasury_process
    set_moods(_treasury_process, treasury="normal")
    httpx.put(f"{_treasury_process}/control/behaviour", json={}, trust_env=False).raise_for_status()


def set_moods(url: str, **moods: object) -> None:
    httpx.put(f"{url}/control/moods", json=moods, trust_env=False).raise_for_status()


PURPOSE = Purpose(
    code="new_housing_application.checks",
    words=Text("التحقق من استحقاق طلب إسكاني جديد", "To check entitlement to a new housing application"),
    legal_ground=Text("المادة 5 من القرار 909 لسنة 2015", "Article 5 of Decision 909 of 2015"),
)


@pytest.fixture
def inquiry() -> Inquiry:
    return Inquiry(
        subject_cpr=cast.QUALIFIES_FOR_UNIT,
        purpose=PURPOSE,
        case_reference="H-2026-7K3QX",
        asked_by=17,
        asked_as="reviewer",
    )


@pytest.fixture
def consent() -> RegisterConsent:
    return RegisterConsent(
        declared_by_cpr=cast.QUALIFIES_FOR_UNIT,
        purpose_code=PURPOSE.code,
        declared_at=datetime(2026, 9, 2, 8, 30, tzinfo=UTC),
        reference="declaration-1",
    )
