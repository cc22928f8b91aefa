"""One official's own pages, asked for in the same moment from two windows."""

import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from tests.factories.cast import signed_in
from tests.surfaces.sign_in.conftest import PASSWORD
from tests.surfaces.sign_in.test_officials import CODE, give_password

from iskan.apps.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
CODES, PATIENCE_SECONDS = "/staff/security/codes/", 30


def _until_it_waits(answer: Future[HttpResponse]) -> None:
    """Return when another connection waits for this one's rows, or when the answer came without waiting."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        while not answer.done():
            cursor.execute("SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")
            if cursor.fetchone() is not None:
                return
            assert time.monotonic() < deadline
            time.sleep(0.02)


def _renewed_meanwhile(user: User, client: Client, method: str, path: str, **words: str) -> HttpResponse:
    """Ask for a page while the same official's recovery codes are being renewed, as the product renews them."""

    def ask() -> HttpResponse:
        try:
            return getattr(client, method)(path, words)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
            RecoveryCodes.activate(user)
            answer = thread.submit(ask)
            _until_it_waits(answer)
        return answer.result(PATIENCE_SECONDS)


def test_codes_are_shown_while_they_are_renewed(regular: User) -> None:
    client = signed_in(regular)
    client.post("/staff/confirm/", {"password": PASSWORD})
    assert _renewed_meanwhile(regular, client, "get", CODES).status_code == 200


def test_a_code_put_out_of_use_in_the_same_moment_is_asked_for_anew(regular: User, client: Client) -> None:
    old = RecoveryCodes(Authenticator.objects.get(user=regular, type="recovery_codes")).get_unused_codes()[0]
    give_password(client)
    answer = _renewed_meanwhile(regular, client, "post", CODE, code=old)
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert client.get(CODES).status_code == 302
