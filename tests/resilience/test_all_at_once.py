"""All that holds places and all that takes work, at once: a family's own page is answered all the same."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from socket import create_connection

import httpx
from tests.apps.documents import samples
from tests.resilience.citizen import CONTACT_DETAILS, NEW_APPLICATION, Citizen
from tests.resilience.stack import Stack
from tests.resilience.test_hostile_files import FIELD
from tests.resilience.test_slow_senders import FILES, HEAD, KNOWN

CONNECTIONS, ADDRESSES, SENDERS = 200, 20, 20


def test_two_hundred_unfinished_bodies_and_twenty_worst_files_leave_a_status_page_quick(stack: Stack) -> None:
    family, sender = Citizen(stack.site, "890100301").sign_in(), Citizen(stack.site, "850101701").sign_in()
    page = f"/cases/{family.filed(CONTACT_DETAILS)}/"
    upload = f"/apply/{sender.start(NEW_APPLICATION)}/documents/"
    worst = [samples.pdf_of_objects(250_000), samples.pdf_that_never_ends_drawing()]

    def send(number: int) -> httpx.Response:
        file = (f"{number}.pdf", worst[number % 2], "application/pdf")
        return sender.post(upload, {}, files=[(FIELD, file)], timeout=300)

    taken: list[float] = []
    with ExitStack() as held, ThreadPoolExecutor(SENDERS) as senders:
        for number in range(CONNECTIONS):
            # From so many addresses that each of them is within what one may hold.
            origin = (f"127.0.200.{1 + number % ADDRESSES}", 0)
            connection = held.enter_context(create_connection(("127.0.0.1", stack.port), 30, source_address=origin))
            connection.sendall(
                HEAD.format(path="/sign-in/ekey/", kind=FILES, length=2000, more=KNOWN, sent="a=").encode()
            )
        sent = [senders.submit(send, number) for number in range(SENDERS)]
        while not all(one.done() for one in sent):
            begun = time.monotonic()
            assert family.ask("GET", page).status_code == 200
            taken.append(time.monotonic() - begun)
            time.sleep(0.1)
    assert {one.result().status_code for one in sent} == {422}
    assert len(taken) > SENDERS
    assert sorted(taken)[int(len(taken) * 0.95)] < 0.5, sorted(taken)[-10:]
