"""The process that examines what strangers send: it forks one child a job, and what the job breaks dies with the child.

Run as a program with the socket its jobs come over. It keeps the libraries loaded, so that a job starts at once, knows
no secret of the system, and opens nothing but what it is handed.
"""

import json
import os
import resource
import signal
import socket
import struct
import sys
from importlib import import_module
from typing import Any, BinaryIO

ACCEPTED = b"."
HEAD = struct.Struct("!cQ")
VALUE, BYTES, FAULT = b"v", b"b", b"f"
LONGEST_JOB = 16_384
SLOWER_THAN_PAGES = 10  # of twenty steps of politeness towards the processes that answer people


def serve(jobs: socket.socket) -> None:
    """Take jobs until the process that sends them is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel takes children away by itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is for the process that sends jobs
    os.nice(SLOWER_THAN_PAGES)
    while True:
        message, files, _flags, _address = socket.recv_fds(jobs, LONGEST_JOB, 2)
        if not message:
            return
        job = json.loads(message)
        import_module(job["module"])
        if files and not os.fork():
            jobs.close()
            _work(job, *files)
        for number in files:
            os.close(number)
        jobs.sendall(ACCEPTED)


def limit(cpu_seconds: int, wall_seconds: float, memory_bytes: int) -> None:
    """Have the kernel end this process when it takes more than its share."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _work(job: dict[str, Any], source: int, target: int) -> None:
    """Do one job within its limits, tell what it came to, and be gone whatever happened."""
    try:
        limit(**job["limits"])
        function = getattr(sys.modules[job["module"]], job["function"])
        with os.fdopen(source, "rb") as content, os.fdopen(target, "wb") as told:
            _tell(told, function, content, job["arguments"])
    finally:
        os._exit(0)


def _tell(told: BinaryIO, function: Any, content: BinaryIO, arguments: dict[str, Any]) -> None:
    try:
        found = function(content, **arguments)
        kind, said = (BYTES, found) if isinstance(found, bytes) else (VALUE, json.dumps(found).encode())
    except Exception as fault:  # noqa: BLE001 -- whatever a stranger's file brings about is told by its name
        kind, said = FAULT, type(fault).__name__.encode()
    told.write(HEAD.pack(kind, len(said)) + said)


if __name__ == "__main__":  # pragma: no cover -- in a process of its own
    sys.path[:] = sys.argv[2:]  # modules are found where the process that sends jobs finds them
    with socket.socket(fileno=int(sys.argv[1])) as came_over:
        serve(came_over)
