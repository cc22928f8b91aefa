"""How the access table is written, and how each of the cast is placed towards what a page shows."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.factories.world import Belongings, World

CITIZENS = ("head", "delegate", "stranger")
OFFICIALS = ("reviewer", "approver", "supervisor", "auditor", "administrator", "treasurer", "inspector", "outsider")
PARTNERS = ("bank", "bank_keeper")
CAST = ("anonymous", *CITIZENS, *OFFICIALS, *PARTNERS)

# Outcomes: a status, or the name of the address one is led to.
Outcome = int | str
Answers = Mapping[str, Outcome]
Objects = Callable[[Belongings], dict[str, Any]]
REFUSED = 403
TO_SIGN_IN, TO_STAFF_SIGN_IN = "sign_in", "account_login"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What each place answers to GET and POST; ``named`` is what the address names that is nobody's.

    ``words`` is what a POST sends, said of the object where the address names one.
    """

    get: Answers
    post: Answers
    objects: Objects | None = None
    named: Mapping[str, Any] = field(default_factory=dict)
    words: Objects = field(default=lambda _theirs: {})


def drained(answer: HttpResponse) -> HttpResponse:
    """Return an answer whose stream was read to its end, so that what it held open is closed."""
    if answer.streaming:
        b"".join(answer)
    return answer


def everyone(outcome: Outcome, **but: Outcome) -> Answers:
    """Answer all the same, except where named."""
    return (
        dict.fromkeys(
            ("anonymous", "citizen", "own", "principals", "others", *OFFICIALS, "elsewhere", *PARTNERS, "other_body"),
            outcome,
        )
        | but
    )  # fmt: skip


def citizens(outcome: Outcome, *, principals: Outcome | None = None, anonymous: Outcome = TO_SIGN_IN) -> Answers:
    """Answer citizens for themselves (as delegates: ``principals``), ask the unknown to sign in, tell others 404."""
    as_delegate = outcome if principals is None else principals
    return everyone(404, anonymous=anonymous, citizen=outcome, own=outcome, principals=as_delegate)


def officials(outcome: Outcome, *roles: str, refused: Outcome = 403, elsewhere: Outcome = 404) -> Answers:
    """Answer officials of these roles (all, when none is named); ask the unknown to sign in, tell citizens no more.

    ``elsewhere`` is what an official whose department the object is not with is answered; auditors see all departments.
    """
    named = roles or tuple(role for role in OFFICIALS if role != "outsider")
    answers = {role: outcome if role in named else refused for role in OFFICIALS}
    answers["outsider"] = answers["reviewer"]
    return everyone(404, anonymous=TO_STAFF_SIGN_IN, **answers, elsewhere=elsewhere)


def partners(officer: Outcome, keeper: Outcome, *, other_body: Outcome = 404) -> Answers:
    """Answer a partner body's officer and its administrator; ask the unknown to sign in, tell all others 404.

    ``other_body`` is what an officer is answered of what was sent to another body.
    """
    return everyone(404, anonymous=TO_STAFF_SIGN_IN, bank=officer, bank_keeper=keeper, other_body=other_body)


def place_of(role: str, world: World, owner: Belongings | None) -> str:
    """Return where one of the cast stands towards an object: its key in `Answers`."""
    if role == "anonymous":
        return role
    if role in CITIZENS:
        return _place_of_citizen(role, world, owner)
    if owner is None or role in {"auditor", "administrator", "treasurer", "bank_keeper"}:
        return role
    if role in PARTNERS:
        return role if owner.referral.body == getattr(world.cast, role).partner else "other_body"
    is_theirs = getattr(world.cast, role).department_id == owner.case.department_id
    return role if is_theirs else "elsewhere"


def _place_of_citizen(role: str, world: World, owner: Belongings | None) -> str:
    if owner is None:
        return "citizen"
    if getattr(world.cast, role).pk == owner.owner.pk:
        return "own"
    return "principals" if role == "delegate" and owner is world.heads else "others"


def expected(answers: Answers, role: str, place: str) -> Outcome:
    """Return what the table says; an official refused for their role is refused whatever department it is."""
    if place == "elsewhere" and answers[role] == REFUSED:
        return REFUSED
    return answers[place]


@contextmanager
def undone(browser: Client) -> Iterator[None]:
    """Undo whatever is done in a block, so that its browser stays as signed in as it was."""
    before, cookies = transaction.savepoint(), browser.cookies.copy()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)
        browser.cookies = cookies


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A pattern of the resolver, by its full name, in one language."""

    name: str
    route: str


def addresses() -> Iterator[Address]:
    """Yield every address of the system."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list[URLPattern | URLResolver], namespace: str, route: str) -> Iterator[Address]:
    for pattern in patterns:
        here = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, here)
        else:
            yield Address(name=f"{namespace}{pattern.name or pattern.lookup_str}", route=here)
