"""Each stand-in is a process: ready within seconds, one line said, gone when asked."""

import signal
import subprocess

import httpx
import pytest
from tests.integrations.conftest import running

MODULES = (
    "iskan.integrations.simulators",
    "iskan.integrations.sms.simulator",
    "iskan.integrations.ekey.simulator",
    "iskan.integrations.beacon.simulator",
    "iskan.integrations.timestamps.simulator",
    "iskan.integrations.payment_gateway.simulator",
    "iskan.integrations.treasury.simulator",
)


@pytest.mark.parametrize("module", MODULES)
def test_a_stand_in_starts_says_one_line_and_leaves(module: str) -> None:
    with running(module, ISKAN_SYNTHETIC_PEOPLE="20000") as (url, process):
        assert httpx.get(f"{url}/healthz", trust_env=False).json()["status"] == "ok"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == 0
        assert process.stdout is not None
        said = process.stdout.read()
    assert said.splitlines() == [line for line in said.splitlines() if url in line]
    assert len(said.splitlines()) == 1


def test_moods_come_from_the_environment() -> None:
    with running("iskan.integrations.simulators", ISKAN_REGISTER_MOODS="justice=down") as (url, _):
        assert httpx.get(f"{url}/control/moods", trust_env=False).json()["justice"]["mood"] == "down"


def test_a_question_leaves_nothing_in_what_the_process_says() -> None:
    with running("iskan.integrations.simulators") as (url, process):
        headers = {"X-Road-Client": "BH/GOV/HOUSING/ISKAN"}
        asked = {"cpr": "880400101"}
        path = f"{url}/r1/BH/GOV/IGA/POPULATION/person"
        httpx.post(path, json=asked, headers=headers, trust_env=False).raise_for_status()
        process.terminate()
        said = _rest(process)
    assert "880400101" not in said
    assert "POST" not in said


def _rest(process: "subprocess.Popen[str]") -> str:
    process.wait(timeout=5)
    assert process.stdout is not None
    return process.stdout.read()
