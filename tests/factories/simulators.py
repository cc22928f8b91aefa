"""The registers' simulator answering within this process, for the tests that ask registers.

What the simulator is as a process, and what a slow or broken line does, is the business of tests/integrations and
tests/resilience: they run it as one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import patch

import httpx

from iskan.apps.cases.operations import checking
from iskan.integrations.budgeted import BudgetedTransport
from iskan.integrations.simulators.exchange import make_app
from iskan.integrations.synthetic.population import Population

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SEED, PEOPLE = 2026, 300
REGISTERS_HOST = "registers.test"
PATIENCE_SECONDS = 30


@contextmanager
def registers_in_process() -> Iterator[str]:
    """Yield the address at which the registers answer for the length of the block.

    Meanwhile a citizen is patient: what a test finds must not hang on how busy the machine is.
    """
    app = make_app(Population(seed=SEED, people=PEOPLE, today=date.today))
    with answering_at(REGISTERS_HOST, app), patch.object(checking, "A_CITIZEN_WAITS_SECONDS", PATIENCE_SECONDS):
        yield f"http://{REGISTERS_HOST}"


@contextmanager
def answering_at(host: str, app: "WSGIApplication") -> Iterator[None]:
    """Hand every request to a host to a WSGI application; all others go out on the wire as ever."""
    within = httpx.WSGITransport(app)
    on_the_wire: Callable[[BudgetedTransport, httpx.Request], httpx.Response] = BudgetedTransport.handle_request

    def handle_request(transport: BudgetedTransport, request: httpx.Request) -> httpx.Response:
        return within.handle_request(request) if request.url.host == host else on_the_wire(transport, request)

    with patch.object(BudgetedTransport, "handle_request", handle_request):
        yield
