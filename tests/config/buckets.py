"""A server that speaks S3, in a process of its own, for the tests of sets in a bucket."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from tests.ports import free_port

from iskan.config import children, ports

KEYS = {"AWS_ACCESS_KEY_ID": "iskan", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "me-south-1"}


@contextmanager
def serving() -> Iterator[str]:
    """Yield the address of a server that speaks S3."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", ports.LOOPBACK, "-p", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=os.environ | KEYS, stdout=quiet, stderr=quiet) as server:
        try:
            part = children.ProcessSpec("s3", "S3", (), port=port)
            until = time.monotonic() + 60
            while not part.is_ready() and time.monotonic() < until:
                time.sleep(0.1)
            yield f"http://{ports.LOOPBACK}:{port}"
        finally:
            server.terminate()


def make_bucket(endpoint: str, name: str) -> None:
    place = {"LocationConstraint": KEYS["AWS_DEFAULT_REGION"]}
    boto3.resource("s3", endpoint_url=endpoint).Bucket(name).create(CreateBucketConfiguration=place)


def names(endpoint: str, bucket: str) -> list[str]:
    """Return the names of everything in a bucket."""
    return [kept.key for kept in boto3.resource("s3", endpoint_url=endpoint).Bucket(bucket).objects.all()]
