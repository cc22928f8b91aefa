"""`iskan run` as a terminal starts it, from its first line to an empty process table."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

RUNS = "Ctrl-C"
ENDS_WITHIN = 180


@dataclass(frozen=True, slots=True)
class Started:
    """The supervisor of a system that runs, and what it said until it did."""

    process: "subprocess.Popen[str]"
    said: str


@contextmanager
def started(env: Mapping[str, str]) -> Iterator[Started]:
    """Start the whole system, yield it when it says that it runs, and end it with the block.

    Raises:
        AssertionError: it ended before it ran; with all it said.
    """
    with subprocess.Popen(  # a session of its own, as a terminal gives
        [sys.executable, "-m", "iskan", "run"],
        env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if RUNS in line:
                break
        try:
            assert RUNS in said, said
            yield Started(process, said)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(ENDS_WITHIN)
