"""A citizen, an official, and the carriers their messages go by."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.message import Message as ParsedMessage
from email.policy import default
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests.ports import free_port

from iskan.apps.accounts.models import User
from iskan.apps.notifications import operations
from iskan.apps.notifications.models import Message
from iskan.core.text import Text

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SUBJECT = Text(ar="وصل طلبكم ABCDE-FGHJK", en="We have your application ABCDE-FGHJK")
BODY = Text(ar="سُجِّل طلبكم.\n\nنوافيكم بما يستجد.", en="Your application is filed.\n\nWe will tell you more.")
REFERENCE = "ABCDE-FGHJK"


@pytest.fixture
def citizen(db: None) -> User:  # noqa: ARG001 -- a fixture is asked for by name
    return User.objects.create(
        username="800101234",
        cpr="800101234",
        name_ar="فاطمة",
        name_en="Fatima",
        email="fatima@example.org",
        phone="+97333123456",
        joined_at=AT,
    )


@pytest.fixture
def official(db: None) -> User:  # noqa: ARG001 -- a fixture is asked for by name
    return User.objects.create(
        username="reviewer", roles=["reviewer"], email="reviewer@example.org", phone="+97336000000", joined_at=AT
    )


@pytest.fixture
def tell_citizen(citizen: User) -> Callable[..., Message]:
    def tell(event: str = "filed", **changed: Any) -> Message:
        told = {"subject": SUBJECT, "body": BODY, "case_reference": REFERENCE, "at": AT, **changed}
        return operations.tell(user_id=citizen.pk, event=event, **told)

    return tell


@dataclass
class Postbox:
    """What a mail server took in, and how it answers the next letters."""

    letters: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    recipient_answer: str = "250 OK"

    async def handle_RCPT(  # noqa: N802 -- the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.recipient_answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- as above
        if self.answer.startswith("2"):
            assert isinstance(envelope.content, bytes)
            parsed: ParsedMessage = message_from_bytes(envelope.content, policy=default)
            assert isinstance(parsed, EmailMessage)
            self.letters.append(parsed)
        return self.answer


@dataclass
class MailServer:
    """A real mail server on a port of its own, which may be stopped and started again."""

    postbox: Postbox
    port: int
    controller: Controller | None = None

    def start(self) -> None:
        self.controller = Controller(self.postbox, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller is not None:
            self.controller.stop()
            self.controller = None


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    server = MailServer(Postbox(), free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    server.start()
    yield server
    server.stop()


@dataclass
class SmsProcess:
    """The gateway's simulator as a process, which may be stopped and started again."""

    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "iskan.integrations.sms.simulator", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL)
        wait_for(lambda: _answers(f"{self.url}/healthz"))

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=10)
            self.process = None

    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = httpx.get(f"{self.url}/messages", trust_env=False).json()
        return found


@pytest.fixture
def sms_gateway(settings: Any) -> Iterator[SmsProcess]:
    gateway = SmsProcess(free_port())
    settings.ISKAN_SMS_URL = gateway.url
    gateway.start()
    yield gateway
    gateway.stop()


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until a condition holds, or fail."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False, timeout=1).is_success
    except httpx.HTTPError:
        return False
