"""One citizen's use of one service, through the pages of one language, by what its file declares alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.apps.documents import samples
from tests.contract.forms import form_to
from tests.factories.answers import post_for
from tests.factories.cast import citizen, signed_in
from tests.factories.journeys import answer_registers
from tests.factories.paying import pay_on

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.payments.queries.charges import charges_of
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Act, Transition
from iskan.core.text import Text
from iskan.foundation import clock

WORDS = "هذا ما نراه"
_FAULT = re.compile(r'class="[^"]*error[^>]*>[^<]+')
_UPLOAD, _DAY = re.compile(r'name="files-([\w-]+)"'), re.compile(r'name="issued-([\w-]+)-day"')


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody signed in, reading the pages of one language."""

    browser: Client
    language: str

    def address(self, name: str, *args: object) -> str:
        with override(self.language):
            return reverse(name, args=args)

    def read(self, name: str, *args: object) -> str:
        """Open a page by its name and return it."""
        return self.open(self.address(name, *args))

    def open(self, address: str) -> str:
        answer = self.browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.headers.get("Location"))
        assert answer["Content-Language"] == self.language
        return answer.content.decode()

    def send(self, address: str, values: Mapping[str, object]) -> tuple[str, str]:
        """Send a form; return the address it leads to and the page there."""
        answer = self.browser.post(address, values, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200, (
            address,
            answer.status_code,
            re.findall(r'class="[^"]*error[^>]*>[^<]+', page),
        )
        return answer.request["PATH_INFO"], page

    def called_for(self, address: str, page: str, posted: Mapping[str, object]) -> str:
        """Return the page with the fields that answers call for, as a browser without script asks for them."""
        refresh = form_to(page).values | dict(posted) | {"action": "refresh"}
        answer = self.browser.post(address, refresh)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def say(self, text: Text) -> str:
        return text.ar if self.language == "ar" else text.en


@dataclass(frozen=True, kw_only=True)
class Walk:
    """A service in use: who asks, in which language, and the answers fixed by what they already have here."""

    service: Service
    applicant: User
    visitor: Visitor
    known: Mapping[str, str] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        return Case.objects.filter(service_code=self.service.code, applicant=self.applicant).latest("pk")

    @cached_property
    def reference(self) -> str:
        return self.case.reference

    def begin(self) -> str:
        """Start an application from the service's page; return the address it leads to."""
        start = self.visitor.address("portal:start", self.service.code)
        form = form_to(self.visitor.read("portal:service", self.service.code), start)
        return self.visitor.send(start, form.values)[0]

    def file(self) -> None:
        """Answer every step, attach every document, declare, file, and let the registers answer."""
        address, check = self.begin(), self.visitor.address("portal:check", self.reference)
        for _page in range(3 * len(self.service.steps) + 6):
            if address == check:
                break
            address = self._fill(address)
        form = form_to(self.visitor.open(check))
        accepted = {"declared": form.offered["declared"]} if self.service.declarations else {}
        arrived, _filed = self.visitor.send(check, form.sent_with(accepted))
        assert arrived == self.visitor.address("portal:filed", self.reference)
        self.hear_registers()

    def _fill(self, address: str) -> str:
        page = self.visitor.open(address)
        if address == self.visitor.address("portal:documents", self.reference):
            return self._attach(address, page)
        step = self.service.step(address.rstrip("/").rpartition("/")[2])
        assert self.visitor.say(step.title) in page
        posted = post_for(step.questions, self.known, clock.today())
        if self.known:
            page = self.visitor.called_for(address, page, posted)
        return self.visitor.send(address, form_to(page).values | posted)[0]

    def _attach(self, address: str, page: str) -> str:
        """Send every document asked for and its day of issue, or go on once all are given."""
        given = set(self.case.evidence.values_list("code", flat=True))
        asked = [one for one in self.service.evidence if one.code in set(_UPLOAD.findall(page)) - given]
        if not asked:
            return self.visitor.address("portal:check", self.reference)
        sent: dict[str, object] = {f"files-{one.code}": [_scan() for _page in range(one.fewest_pages)] for one in asked}
        for code in _DAY.findall(page):
            sent |= {f"issued-{code}-{part}": getattr(clock.today(), part) for part in ("day", "month", "year")}
        return self.visitor.send(address, sent)[0]

    def hear_registers(self) -> None:
        """Do the worker's part, and that of those who are asked: a register may wait for their yes."""
        answer_registers(self.case, clock.now())
        # Where no official takes part their yes ends the case: it may still be withdrawn before.
        if not self.service.lifecycle.is_automatic and self.others_say_yes():
            answer_registers(self.case, clock.now())

    def others_say_yes(self) -> int:
        """Have everyone who is asked for a consent or a declaration read it and say yes; return how many were."""
        waiting = ConsentRequest.objects.filter(case=self.case, answer="").exclude(cpr=self.applicant.cpr)
        asked = list(waiting.values_list("cpr", "code"))
        for cpr, code in asked:
            reader = Visitor(browser=signed_in(_account(cpr)), language=self.visitor.language)
            address = reader.address("portal:answer-asked", self.reference, code)
            assert address in reader.read("portal:asked")
            assert reader.address("portal:asked") in reader.read("portal:my_cases")
            _same, page = reader.send(address, form_to(reader.open(address)).sent_with({"answer": ["yes"]}))
            arrived, _page = reader.send(address, form_to(page).sent_with({"confirmed": ["yes"]}))
            assert arrived == reader.address("portal:asked")
        return len(asked)

    def pay(self) -> None:
        """Pay all that is due from the case's page, on the provider's, and come back."""
        for charge in charges_of(self.reference):
            address = self.visitor.address("portal:pay", self.reference, charge.reference)
            form = form_to(self.visitor.read("portal:case", self.reference), address)
            led = self.visitor.browser.post(address, form.values)
            assert led.status_code == HTTPStatus.FOUND, led.status_code
            pay_on(led.headers["Location"])
            back = self.visitor.address("portal:paid", self.reference, charge.reference)
            answer = self.visitor.browser.get(back)
            assert answer.headers["Location"] == self.visitor.address("portal:case", self.reference)

    def make(self, move: Transition) -> None:
        """Make one of the applicant's own moves on its page."""
        if move.act is Act.ANSWER:
            address = self.visitor.address("portal:answer", self.reference)
            changed = {"answer": [WORDS], "action": ["send"]}
        else:
            address = self.visitor.address("portal:move", self.reference, move.code)
            changed = post_for(move.asks, {}, clock.today()) | ({"reason": [WORDS]} if move.asks_reason else {})
        assert address in self.visitor.read("portal:case", self.reference)
        page = self.visitor.open(address)
        arrived, _page = self.visitor.send(address, form_to(page).sent_with(changed))
        assert arrived == self.visitor.address("portal:case", self.reference)


def _account(cpr: str) -> User:
    return User.objects.filter(cpr=cpr).first() or citizen(cpr, at=clock.now())


def _scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("شهادة.jpg", samples.jpeg(), "image/jpeg")
