"""Work on what strangers send: bounded, apart, told in one word, and never the end of the next job."""

import io
import threading
import time
from pathlib import Path

import pytest
from tests.foundation import sandboxed

from iskan.foundation import budgets, sandbox
from iskan.foundation.sandbox import JobLimits, JobPlaces, SandboxBusy, SandboxFailed

TIGHT = JobLimits(cpu_seconds=1, wall_seconds=2.0)


def content(said: bytes = b"four") -> io.BytesIO:
    return io.BytesIO(said)


def test_a_job_returns_what_its_function_makes() -> None:
    assert sandbox.run(sandboxed.length, content(), times=3) == 12
    assert sandbox.run(sandboxed.echo, content(b"\x00" * 3_000_000)) == b"\x00" * 3_000_000


def test_a_source_is_read_from_its_beginning() -> None:
    source = content()
    source.read()
    assert sandbox.run(sandboxed.echo, source) == b"four"


@pytest.mark.parametrize(
    ("work", "word"), [(sandboxed.fail, "LookupError"), (sandboxed.swell, "MemoryError"), (sandboxed.crash, "ended")]
)
def test_what_fails_is_told_by_its_name(work: object, word: str) -> None:
    with pytest.raises(SandboxFailed, match=word):
        sandbox.run(work, content())  # type: ignore[arg-type] # one of the functions above
    assert sandbox.run(sandboxed.echo, content()) == b"four"


@pytest.mark.parametrize("work", [sandboxed.spin, sandboxed.sleep])
def test_what_never_ends_is_ended(work: object) -> None:
    with pytest.raises(SandboxFailed):
        sandbox.run(work, content(), TIGHT)  # type: ignore[arg-type] # one of the functions above


def test_a_result_has_a_greatest_length() -> None:
    with pytest.raises(SandboxFailed, match="too long"):
        sandbox.run(sandboxed.talk, content(), length=budgets.EXAMINATION_ANSWER_BYTES + 1)


def test_a_job_writes_no_files(tmp_path: Path) -> None:
    with pytest.raises(SandboxFailed):
        sandbox.run(sandboxed.write, content(), path=str(tmp_path / "left"))
    assert not (tmp_path / "left").exists() or (tmp_path / "left").stat().st_size == 0


def test_a_job_knows_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "ours")
    assert "SECRET_KEY" not in sandbox.run(sandboxed.secrets_seen, content())
    assert sandbox.run(sandboxed.open_files, content()) <= 7


def test_a_process_that_is_gone_is_replaced() -> None:
    before = sandbox.run(sandboxed.echo, content())
    server = sandbox._process_of_jobs()
    assert server._process is not None
    server._process.kill()
    server._process.wait()
    assert sandbox.run(sandboxed.echo, content()) == before


def test_jobs_leave_nothing_open() -> None:
    sandbox.run(sandboxed.echo, content())
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        sandbox.run(sandboxed.echo, content())
        with pytest.raises(SandboxFailed):
            sandbox.run(sandboxed.fail, content())
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_the_queue_is_bounded_and_who_waits_too_long_is_told() -> None:
    queue = JobPlaces(running=1, waiting=1, wait_seconds=1.0)
    said: list[str] = []

    def wait() -> None:
        try:
            with queue.place():
                said.append("in")
        except SandboxBusy:
            said.append("waited")

    with queue.place():
        second = threading.Thread(target=wait)
        second.start()
        time.sleep(0.1)
        with pytest.raises(SandboxBusy), queue.place():
            pass
        assert not said, "who finds no place is told at once, and before whoever waits"
        second.join()
    assert said == ["waited"]
    with queue.place():
        pass
